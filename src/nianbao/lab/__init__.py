"""JupyterLab for this field: opened on the drafting notebook, with the statutory templates in its launcher.

::

    launch         nianbao lab: settings, port, notebook
    server         what JupyterLab's server learns: templates as notebooks, and to keep the drafting notebook clean
    labextension/  what its page learns; plain JavaScript that takes JupyterLab's own modules
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "nianbao.lab.server"}]
