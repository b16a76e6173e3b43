"""`python -m generator` is `board`."""

from generator.cli import main

main()
