"""Likeness: what a report shares with its own last year's and with other units' reports (雷同).

Statutory formula is nobody's text: it is left out before anything is compared. ``between`` compares
reports; the family ``nianbao.checks.similarity`` compares years.
"""
