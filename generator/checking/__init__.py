"""Sources in, listings and employers with their problems out."""
