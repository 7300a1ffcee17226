"""Files and texts as they come: read once, told by line and column, and written without harm."""
