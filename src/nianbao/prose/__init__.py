"""Numbers in Chinese prose: a tree of items, the sums they claim, and the statutory figures they tell.

The way through: passage → quantities → items → lists → remarks. Nothing here knows a parameter file;
``nianbao.checks.prose_numbers`` gives remarks their places.
"""
