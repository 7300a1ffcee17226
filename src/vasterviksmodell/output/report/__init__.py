"""Reports: what is put before a committee, and what anyone can check."""
