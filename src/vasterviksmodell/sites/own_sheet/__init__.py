"""A sheet that somebody already has: which of its headings and words mean what a criteria file asks for."""
