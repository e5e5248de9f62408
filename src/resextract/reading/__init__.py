"""Layer: reading."""
