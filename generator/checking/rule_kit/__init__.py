"""Helpers that several rules share: prose, hosts, near copies, Markdown tokens and domains."""
