"""GitHub's command line, and the requests it is given."""
