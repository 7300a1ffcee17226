"""The positions of sites: coordinates read, checked and converted."""
