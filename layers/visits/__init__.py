"""A timetable as people read it: tables, a map, a page to print, a calendar and tracks for a navigator."""
