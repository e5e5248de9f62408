"""Converters: the bytes of a word processor's file, a PDF or a page → the text that it shows.

A converter is imported when the first document of its kind comes: the libraries are an extra of the package.
"""
