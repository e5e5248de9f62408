"""Layer: tasks."""
