"""Records as a database: SQLite."""
