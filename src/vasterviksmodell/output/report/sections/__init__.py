"""The evidence of a report, a section a module, in the order in which it is read."""
