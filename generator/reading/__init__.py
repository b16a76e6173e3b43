"""Reads bytes from disk, Git and web servers, and YAML as `Source`."""
