"""What a board is made of, typed: listings, employers, settings, vocabularies, problems.

Nothing here reads or writes, and nothing imports another folder.
"""
