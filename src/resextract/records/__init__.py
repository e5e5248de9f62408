"""Layer: records."""
