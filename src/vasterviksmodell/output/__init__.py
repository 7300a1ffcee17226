"""Results turned into text and bytes. Nothing here reads files, prints, or knows the terminal."""
