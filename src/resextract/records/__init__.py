"""Records: the typed output, its JSON Schema and its validation."""
