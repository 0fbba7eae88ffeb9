"""How inputs are damaged. A module a structure: ``raw``, ``markup``, ``package`` (zip), ``lines`` (YAML), ``values`` (JSON).

Each has ``damaged(data, chance)``, which makes one more damaged input; ``chance`` alone decides, so that
the same chance gives the same input.
"""

from __future__ import annotations

import importlib
import random


def damaged(kind: str, data: bytes, chance: random.Random) -> bytes:
    """Damage an input once more.

    Args:
        kind: The input's structure: a module here.
        data: The input.
        chance: What decides.
    """
    module = importlib.import_module(f"{__name__}.{kind}")
    made: bytes = module.damaged(data, chance)
    return made
