"""Writers: records → JSON Lines, and the summary of a run."""
