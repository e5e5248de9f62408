"""Layer: outline."""
