"""Why a site stands where it stands, and why before another."""
