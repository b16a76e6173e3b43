"""Bytes in: from the disk, from Git, from other people's web servers; YAML as `Source`."""
