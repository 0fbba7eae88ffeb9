"""Tests of the long table."""
