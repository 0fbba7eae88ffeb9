"""Tests that are about what a system can do are skipped where it can't; everything else must go on there."""

from __future__ import annotations

import os

import pytest

from nianbao.system import processes

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="about fork, which isn't here")
needs_groups = pytest.mark.skipif(
    not hasattr(os, "killpg"), reason="about groups of processes, which aren't here"
)
needs_links = pytest.mark.skipif(not hasattr(os, "symlink"), reason="about symbolic links, which aren't here")
needs_limits = pytest.mark.skipif(
    not processes.can_limit_memory(), reason="about limits of memory, which can't be set here"
)
