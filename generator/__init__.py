"""A static board of microinternships: YAML files in, files any static host can serve out."""

from pathlib import Path

__version__ = "0.1.0"
PACKAGE = Path(__file__).resolve().parent  # what finds templates, assets and schemas starts here
