"""Saved rankings: one document, written and read in this room."""
