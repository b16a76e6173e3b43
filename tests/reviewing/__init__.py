"""Twelve pull requests, and the comment that each is answered with (golden/)."""
