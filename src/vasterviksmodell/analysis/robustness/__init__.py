"""Whether the first place holds when weights, data, limits, criteria or the method are others."""
