"""Plans: how many houses go where, and what must be done first."""
