"""Tasks: leaves of the outline become tasks, split where a leaf holds several, with what they inherit."""
