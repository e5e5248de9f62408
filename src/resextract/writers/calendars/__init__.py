"""Deadlines as a calendar: iCalendar."""
