"""What a unit's folder has of the county's own: templates, notebooks and official faces, as the county has them now.

A notebook is code, and runs in the unit's folder behind its walls. So only the county's own come there, as the county
keeps them: whatever else lies among a unit's notebooks goes. They come without what they showed when somebody ran
them, for that may have been another unit's report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from nianbao.county.place import COUNTY
from nianbao.errors import NianbaoError, UsageError
from nianbao.folder import inside, write_atomically
from nianbao.params import load_parameters
from nianbao.template_notebook import COUNTY as COUNTYS_REPORT

NOTEBOOKS = "notebooks"

_NOT_FOR_UNITS = {f"{COUNTYS_REPORT}.ipynb", "drafting.ipynb"}
"""The county's own report, and the desk itself, which the server has."""

_ONE_RUNS = ("papermill", "widgets")
"""Metadata that only tell of one run."""

_FACES = (".ttf", ".otf", ".ttc", ".otc")
_FACES_BEGIN = (b"\0\1\0\0", b"OTTO", b"ttcf", b"true")


def bring(folder: Path, own: Path, unit: str) -> None:
    """Bring what is the county's into a unit's folder, or up to date there.

    Args:
        folder: The county's working folder.
        own: The unit's.
        unit: Its id; the county's parameter files of the unit name the folders of faces.

    Raises:
        UsageError: A link stands in the unit's folder where a folder should be.
        WriteError: It can't be written.
        OSError: What the county has can't be read.
    """
    for path in sorted((folder / "templates").rglob("*")):
        if path.is_file() and not path.is_symlink():
            _renew(own, path.relative_to(folder), path.read_bytes())
    notebooks = {
        path.relative_to(folder): _as_never_run(path.read_bytes())
        for path in _files(folder / NOTEBOOKS, folder)
        if path.parent.name == NOTEBOOKS and path.suffix == ".ipynb" and path.name not in _NOT_FOR_UNITS
    }
    for name, data in notebooks.items():
        _renew(own, name, data)
    _clear(own, {name.name for name in notebooks})
    for faces in _folders_of_faces(folder, unit):
        _checked(own, faces.relative_to(folder)).mkdir(parents=True, exist_ok=True)
        for path in _files(faces, folder):
            if path.suffix.lower() in _FACES and (data := path.read_bytes()).startswith(_FACES_BEGIN):
                _renew(own, path.relative_to(folder), data)


def _files(place: Path, folder: Path) -> Iterator[Path]:
    """List what lies in a folder of the county's; nothing that a link leads to."""
    root = folder.resolve()
    for path in sorted(place.rglob("*")):
        if path.is_file() and path.resolve() == root / path.relative_to(folder):
            yield path


def _folders_of_faces(folder: Path, unit: str) -> Iterator[Path]:
    """List the folders of faces that the county's files of a unit name: the unit's own files choose none."""
    named = set()
    for path in folder.glob(f"params/[0-9]*/{unit}.yaml"):
        try:
            name = load_parameters(path, folder).parameters.fonts.folder
            named |= {inside(folder, name, "字体文件夹")} if name else set()
        except NianbaoError:  # it can't be built from, wherever it lies
            continue
    for faces in sorted(named):
        place = folder / faces.relative_to(folder.resolve())
        # One that holds the units' own folders would bring what is in all of them.
        if place.is_dir() and place.relative_to(folder).parts[:1] not in ((), (COUNTY,)):
            yield place


def _as_never_run(data: bytes) -> bytes:
    """Take out of a notebook what it showed and what it was run with; one that can't be read becomes empty.

    An empty one can't be built with, and the desk says so; without any, the shipped one would silently do its work.
    """
    try:
        notebook = json.loads(data)
        notebook["cells"] = [cell for cell in notebook["cells"] if not _is_of_a_run(cell)]
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=None)
        for name in _ONE_RUNS:
            notebook["metadata"].pop(name, None)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _is_of_a_run(cell: dict[str, dict[str, list[str]]]) -> bool:
    return "injected-parameters" in cell["metadata"].get("tags", ())


def _clear(own: Path, names: set[str]) -> None:
    """Take away whatever else lies where notebooks are looked for."""
    place = _checked(own, Path(NOTEBOOKS))
    for path in place.iterdir() if place.is_dir() else ():
        if path.name not in names and (path.is_symlink() or not path.is_dir()):
            path.unlink(missing_ok=True)


def _renew(own: Path, name: Path, data: bytes) -> None:
    target = _checked(own, name.parent) / name.name
    if target.is_symlink() or not target.is_file() or target.read_bytes() != data:
        write_atomically(target, data)


def _checked(own: Path, name: Path) -> Path:
    """Give a folder's place below the unit's, if no link leads elsewhere: the server itself stands behind no wall."""
    place = own / name
    if place.resolve() != own.resolve() / name:
        raise UsageError(f"「{place}」是一个链接，不是文件夹。请把它删去，再打开。")
    return place
