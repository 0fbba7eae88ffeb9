"""nianbao (年报): draft, check and publish government information disclosure annual reports.

The way of the data, one module a step::

    params -> template -> report -> notebook (papermill) -> export -> selfcheck

The package's own names are loaded when asked for, so that ``import nianbao`` costs nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "Finding": "nianbao.finding",
    "NianbaoError": "nianbao.errors",
    "Parameters": "nianbao.params.model",
    "Report": "nianbao.report",
    "Template": "nianbao.template",
    "load_parameters": "nianbao.params",
    "load_template": "nianbao.template",
    "open_report": "nianbao.notebook",
}

__all__ = [*sorted(_WHERE), "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'nianbao' has no attribute {name!r}")
    return getattr(importlib.import_module(_WHERE[name]), name)


if "NIANBAO_FENCE" in os.environ:  # a unit's desk on a county's server, or a process that it started
    from nianbao.fence import VARIABLE, put_up

    put_up(os.environ[VARIABLE])
