"""Where sites lie: their declared coordinates, read, doubted and converted."""
