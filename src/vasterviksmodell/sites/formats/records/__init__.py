"""Sites that are records, mappings of headings to cells: what YAML and the kinds of JSON have in common."""
