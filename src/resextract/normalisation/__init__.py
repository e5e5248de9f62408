"""Normalisation: from a mention's span to the values of a record."""
