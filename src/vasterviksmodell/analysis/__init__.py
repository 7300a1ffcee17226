"""How sure, and why: what a ranking tells beyond its order. Reads rankings; computes no value a second way."""
