"""A static board of microinternships: YAML files in, files any static host can serve out."""

__version__ = "0.1.0"
