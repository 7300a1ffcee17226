"""The JSON Schemas of what commands print as JSON, besides rankings and plans."""
