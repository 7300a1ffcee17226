"""Distances by road."""
