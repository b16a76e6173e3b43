"""What several rules share: prose, hosts, near copies, Markdown tokens, domains."""
