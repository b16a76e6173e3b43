"""The pages made from the board: content from templates, a head, and the theme around them."""
