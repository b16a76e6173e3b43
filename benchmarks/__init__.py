"""Measures speed and memory. Nothing here is a test."""
