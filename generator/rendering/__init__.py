"""A board in, the bytes of every file of the site out. Pure."""
