"""The report: records and their sources as one HTML file that needs nothing else."""
