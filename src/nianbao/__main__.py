"""``python -m nianbao``: the command, for where scripts aren't on the path."""

from nianbao.cli import main

main()
