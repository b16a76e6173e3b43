"""The board on one day: its listings and slices, its history, and how its facts are worded."""
