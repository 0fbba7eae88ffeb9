"""What systems can do, and what is done where one can't: the one place that asks.

The desk's users have Windows or 麒麟; the kit is tried on Linux. Each ability is chosen by what is there, not by the
system's name, so that the other way can be tried anywhere (``docs/portability.md``).
"""
