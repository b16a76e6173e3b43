"""`board doctor`: what is set on a board, what is missing, and how to fix it.

`gather` and `ask_host` collect facts. Everything else is pure: facts in, findings out.
"""
