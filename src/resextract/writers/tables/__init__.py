"""Tables of records: the columns once, as data, for every writer of rows."""
