"""Statutory tables: cells read, totals derived, relations checked, laid out as printed."""
