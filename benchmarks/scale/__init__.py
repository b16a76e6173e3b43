"""What a board of any size costs: measures two sizes, and computes larger ones."""
