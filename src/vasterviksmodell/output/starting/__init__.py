"""What `init` writes and says: a criteria file for a sheet that somebody has, or a form to fill in."""
