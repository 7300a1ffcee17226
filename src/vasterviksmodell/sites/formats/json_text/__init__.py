"""JSON text read with the place of every value: what JSON, JSON Lines and GeoJSON have in common."""
