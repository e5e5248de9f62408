"""Linguistic knowledge as data: lexicons, the pattern notation, rulebooks, case forms of words."""
