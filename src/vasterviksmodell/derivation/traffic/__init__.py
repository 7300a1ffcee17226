"""Timetables in GTFS feeds: which trips run on which days, where they can be boarded, and how long they take."""
