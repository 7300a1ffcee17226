"""How sure, and why: what a ranking shows beyond its order. Reads rankings; computes no value a second way."""
