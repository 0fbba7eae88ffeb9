"""Reviewing: what ``nianbao check`` does around the checks — choosing, showing, explaining, mending."""
