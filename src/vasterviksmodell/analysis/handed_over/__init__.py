"""A folder that is handed over: criteria, sites, ranking, decision, reports; and whether they fit together."""
