"""Tests of the county's sums."""
