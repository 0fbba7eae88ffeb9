"""Tests of nianbao.county."""
