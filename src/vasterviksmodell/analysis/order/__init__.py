"""The order of events: whether criteria came before figures, figures before the decision, and what changed after."""
