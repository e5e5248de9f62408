"""Digest: records selected, counted and put into words for people, whatever they are then written as."""
