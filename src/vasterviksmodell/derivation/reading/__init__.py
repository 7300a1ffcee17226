"""Reads places and registers: from files to texts by heading, to positions, to units."""
