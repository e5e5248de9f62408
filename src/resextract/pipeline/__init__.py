"""Layer: pipeline."""
