"""`python -m greenlist` is the `greenlist` command."""

from greenlist.cli import main

main()
