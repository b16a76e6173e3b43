"""What a pull request does to the board, and who may do it. Pure: no Git, no file, no clock.

Ownership is judged by what stands on the base branch, never by what the pull request says of
itself: else a stranger could name themselves the owner of a folder and empty it in one go.
"""
