"""The data model: listings, employers, settings, vocabularies and problems, all typed.

No module here does I/O or imports another folder of ours.
"""
