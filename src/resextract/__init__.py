"""resextract: task records from Russian resolutions, orders and protocols."""
