"""Drafts of listings from job postings that are on the web already (`board import`).

A page's schema.org JobPosting, a public API of an applicant tracking system or another board's API
becomes a `Posting`, and that becomes the text of a listing in which a person has to decide the
rest. Whatever a posting has was written by strangers: it is bounded, cleaned and escaped here.
"""
