"""What it would take: from a target back to the measures that reach it."""
