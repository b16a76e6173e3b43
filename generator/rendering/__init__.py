"""Makes the content of every file of the site from a board. It reads and writes no file."""
