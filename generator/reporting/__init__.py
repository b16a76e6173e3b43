"""One voice a file: problems as text, annotations, JSON and more."""
