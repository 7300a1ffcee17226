"""Files and texts as bytes, words, YAML and JSON, with the line and column of everything in them."""
