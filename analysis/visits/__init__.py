"""Timetables of teams that go out to stops: who is where on which day, and when they are back."""
