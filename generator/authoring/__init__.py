"""Writes files for people: new listings, formatted ones, closed ones, and new boards."""
