"""Packages by the lock, hashes checked, for the computer that the folder is for; nothing is built from source."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nianbao.bundling.target import Target
from nianbao.errors import UsageError
from nianbao.resources import shipped

_CHECKOUT = Path(__file__).resolve().parents[3]
_DATA = ("share", "etc")
"""What packages bring for Jupyter; it looks for these in Python's prefix."""

# Commands that know the place they were installed to, JupyterLab's own tests, marks of this computer.
_LEFT_OUT = ("bin", "Scripts", "jupyterlab/galata", "share/man", "share/applications", "share/icons")
_MARKS = ("direct_url.json", "uv_cache.json", "REQUESTED")


def install_locked(
    lock: Path, target: Target, python: str, packages: Path, wheels: Path | None = None
) -> None:
    """Install all packages of a lock into a folder.

    Args:
        lock: Versions and hashes.
        target: The computer they are for.
        python: Version of its Python, such as ``3.11``.
        packages: Where they go.
        wheels: A folder of wheels to take them from; None for the index that is set up for pip or uv.

    Raises:
        UsageError: One can't be had, or its hash is another one.
    """
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    _uv("--require-hashes", "-r", str(lock), *_for(target, python, packages), *source)


def install_own(wheel: Path, target: Target, python: str, packages: Path) -> None:
    """Install nianbao itself, whose packages are there already.

    Raises:
        UsageError: The wheel can't be used.
    """
    _uv("--no-deps", "--no-index", *_for(target, python, packages), str(wheel))


def own_wheel(given: Path | None, place: Path) -> Path:
    """Give a wheel of nianbao: the one that was given, or one built from the sources it runs from.

    Raises:
        UsageError: There is neither, or it lacks the desk's browser side.
    """
    if given is not None:
        if not given.is_file():
            raise UsageError(f"找不到「{given}」。请核对 --wheel 后面的文件。")
        return given
    if not (_CHECKOUT / "pyproject.toml").is_file():
        raise UsageError("请用 --wheel 指明 nianbao 的 wheel 文件（安装时下载的 nianbao-….whl）。")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)]
    done = subprocess.run(command, cwd=_CHECKOUT, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    found = list(place.glob("nianbao-*.whl"))
    if done.returncode or not found:
        raise UsageError(f"nianbao 自己没有打成 wheel：\n{_last_lines(done.stderr)}")
    return found[0]


def lock_file() -> Path:
    """Give the lock that nianbao was tested with."""
    return shipped("requirements") / "run.txt"


def tidy(packages: Path, prefix: Path) -> None:
    """Put Jupyter's data where Python's prefix is, and drop what is of no use or tells of this computer."""
    for name in _LEFT_OUT:
        shutil.rmtree(packages / name, ignore_errors=True)
    for name in _DATA:
        if (packages / name).is_dir():
            shutil.copytree(packages / name, prefix / name, dirs_exist_ok=True)
            shutil.rmtree(packages / name)
    for place in packages.glob("*.dist-info"):
        for name in _MARKS:
            (place / name).unlink(missing_ok=True)
    for folder in (packages, prefix / "share"):
        for path in (*folder.rglob("*.js.map"), *folder.rglob("*.css.map"), *folder.rglob("*.orig")):
            path.unlink()
    (packages / ".lock").unlink(missing_ok=True)
    for record in packages.glob("*.dist-info/RECORD"):
        _put_right(record, packages, prefix)


def _put_right(record: Path, packages: Path, prefix: Path) -> None:
    """Have a package's list of its files say where they lie now."""
    up = "../" * len(packages.relative_to(prefix).parts)
    lines = []
    for line in record.read_text(encoding="utf-8").splitlines(keepends=True):
        name = line.split(",")[0].strip('"')
        if (packages / name).exists():
            lines.append(line)
        elif name.startswith(_DATA) and (prefix / name).exists():
            lines.append(line.replace(name, up + name, 1))
    record.write_text("".join(lines), encoding="utf-8", newline="")


def _for(target: Target, python: str, packages: Path) -> Sequence[str]:
    return (
        *("--target", str(packages), "--python", sys.executable, "--python-platform", target.wheels),
        # Files of uv's cache must not be shared with a folder that will be changed and carried away.
        *("--python-version", python, "--only-binary", ":all:", "--link-mode", "copy", "--quiet"),
    )


def _uv(*arguments: str) -> None:
    if importlib.util.find_spec("uv") is None:
        raise UsageError('做便携文件夹要用 uv，还没有安装。请运行：pip install "nianbao[bundle]"。')
    command = [sys.executable, "-m", "uv", "pip", "install", *arguments]
    env = None if "--no-index" in arguments else _index_settings()
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=env)  # noqa: S603
    if done.returncode:
        raise UsageError(
            "没有取到全部组件，便携文件夹没有做。请看能否连上组件源；下载的文件校验值不对时，不要使用。uv 说：\n"
            + _last_lines(done.stderr)
        )


def _last_lines(said: str) -> str:
    return "\n".join(f"  {line}" for line in said.strip().splitlines()[-8:])


def _index_settings() -> dict[str, str]:
    """Pass the index that is set up for pip on to uv, which doesn't read pip's settings."""
    settings = dict(os.environ)
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout  # noqa: S603
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        name = names.get(key.rpartition(".")[2])
        if name and name not in settings:
            settings[name] = value.strip("'\"")
    return settings
