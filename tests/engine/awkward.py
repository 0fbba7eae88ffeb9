"""A notebook of awkward outputs, and what may differ between two runs of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SOURCES = (
    "print('a'); import sys; print('b', file=sys.stderr); print('c')",
    "from IPython.display import HTML, Image, clear_output, display, update_display\n"
    "handle = display('x', display_id='one'); print(1); display(HTML('<b>1</b>')); handle.update('y')",
    "update_display('z', display_id='one')",
    "class Rich:\n"
    "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/plain': 'r', 'application/x+json': {'b': 1, 'a': [2]}}, {'application/x+json': {'m': 1}}\n"
    "Rich()",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 2])",
    "import asyncio\nasync def five():\n    await asyncio.sleep(0.01)\n    return 5\nawait five()",
    "task = asyncio.ensure_future(five()); print('made')",
    "print(await task)",
    "import warnings; warnings.warn('careful')",
    "import subprocess; print('before', flush=True); _ = subprocess.run(['echo', 'sub'])",
    "!echo bang",
    "%%bash\necho b1",
    "import os; os.write(1, '河\\n'.encode()); os.write(2, b'two\\n');",
    "print('x'); clear_output(); print('y')",
    "clear_output(wait=True); print('w')",
    "1;",
    "1\n2",
    "%%time\nx = 1",
    "x",
    "_, __, _18, In[1], Out",
    "import random; type(random.random())",
    "__name__, '__file__' in globals(), os.getcwd() == os.path.abspath('.')",
    "import threading\nthread = threading.Thread(target=lambda: print('thread')); thread.start(); thread.join()",
    "import logging; logging.warning('log')",
    "import ipywidgets; ipywidgets.IntSlider(3)",
    "%whos int",
    "?len",
    "print('\\u6cb3\\U0001f600\\r\\n\\x1b[31mred')",
    "Image(b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 10)",
    "",
    "class Bad:\n    def __repr__(self):\n        raise ValueError('bad repr')\nBad()",
    "'never run'",
)


def write_awkward(folder: Path) -> Path:
    """Write the notebook."""
    cells = [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(SOURCES)]
    cells.insert(5, new_markdown_cell("# 说明", id="words"))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / "awkward.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    return path


# What differs between two runs of one and the same kernel: docs/engines.md lists and explains it.
_VARIABLE = (
    (re.compile(r"/tmp/ipykernel_\d+/"), "/tmp/ipykernel_PID/"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0xADDRESS"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"), "WIDGET"),
    (re.compile(r"(times: user|Wall time:)[^\"\\]*"), r"\1 TIME"),
)


def normalised(notebook: Any) -> Any:
    """Take out of an executed notebook what differs between any two runs."""
    cells = [
        {"source": cell["source"], "count": cell.get("execution_count"), "outputs": _outputs(cell)}
        for cell in notebook["cells"]
        if "papermill-error-cell-tag" not in cell["metadata"].get("tags", ())
    ]
    text = json.dumps({"cells": cells, "widgets": _widgets(notebook)}, sort_keys=True, ensure_ascii=False)
    for pattern, name in _VARIABLE:
        text = pattern.sub(name, text)
    return json.loads(text)


def _widgets(notebook: Any) -> list[Any]:
    """List what widgets left, without their random ids."""
    states = notebook["metadata"].get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    return sorted(states.get("state", {}).values(), key=lambda state: str(state["model_name"]))


def _outputs(cell: Any) -> list[Any]:
    """Join what one stream wrote; when a kernel flushes depends on its clock."""
    others = [output for output in cell.get("outputs", ()) if output["output_type"] != "stream"]
    streams: dict[str, str] = {}
    for output in cell.get("outputs", ()):
        if output["output_type"] == "stream":
            streams[output["name"]] = streams.get(output["name"], "") + output["text"]
    return [*others, *sorted(streams.items())]
