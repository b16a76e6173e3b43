"""Reviews pull requests: what one changes on the board, and who may do that.

Ownership comes from the base branch, never from the pull request itself. Otherwise a stranger could
become the owner of an employer's folder and change its listings in the same pull request.
"""
