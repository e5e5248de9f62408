"""Records as an Excel workbook."""
