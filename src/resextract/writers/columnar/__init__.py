"""Records as columns: Parquet."""
