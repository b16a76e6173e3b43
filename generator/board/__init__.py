"""The board on one day: what is open and related, its slices, its history, its facts in words."""
