"""Layer: writers."""
