"""Results as text and bytes. Nothing here reads files, prints, or knows the terminal."""
