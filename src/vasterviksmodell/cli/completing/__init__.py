"""What may stand next on a command line. Nothing here imports what takes long: an answer comes while somebody types."""
