"""What changed between two rankings, and because of what."""
