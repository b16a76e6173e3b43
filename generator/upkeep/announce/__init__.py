"""`board announce`: tells people elsewhere what opened, closes soon or was filled. Never twice.

`news.py` finds what is new, `due.py` chooses what a place hears now, `texts.py` and
`digest_mail.py` write it. These are pure. `record.py` is what was announced so far, and
`keepers.py` keeps it in Git or in a file. `channel.py` and `mail.py` send, and `run.py` brings all
of it together.
"""
