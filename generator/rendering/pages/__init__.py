"""The kinds of page: bodies from templates, the head, and the theme's page around them."""
