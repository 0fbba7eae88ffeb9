"""What a starter runs on the clerk's computer: make the working folder at first, then the desk or all reports.

Nothing is written outside the working folder but the system's temporary files, and nothing into the program: the
folder may be carried to another place, or be read from a disc.

Whatever goes wrong here is told in Chinese and ends with ``SAID``. Any other status means that nobody told the clerk
anything (Python gives 1 for what it can't import or nobody caught), and the starter does. So that little can fail
before something can be told, all but Python's own modules is imported within.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib.util import cache_from_source
from pathlib import Path

from nianbao.bundling.unforeseen import say_unforeseen

OWN = "年报"
"""The working folder beside the starters."""

SAID = 10
"""Exit status of a starter that told the clerk what is amiss; Python itself never gives it."""

_SET_APART = "MPLCONFIGDIR"


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    """Run a starter.

    Args:
        arguments: ``desk`` or ``build``, and a working folder; without one, that beside the starters.
        root: The portable folder; it is above Python's own.

    Returns:
        0, or ``SAID``.
    """
    action, *given = sys.argv[1:] if arguments is None else arguments
    root = root or Path(sys.prefix).parent.resolve()
    # cmd hands over a quotation mark where a dropped path ends in a backslash.
    named = given[0].strip().rstrip('"') if given else ""
    folder = Path(named).resolve() if named else root / OWN
    try:
        return _start(action, folder, make=not named)
    except KeyboardInterrupt:
        return SAID
    except Exception as error:  # whatever it is, a clerk stands before it
        say_unforeseen(error, folder)
        return SAID


def _start(action: str, folder: Path, *, make: bool) -> int:
    import click

    from nianbao.errors import NianbaoError
    from nianbao.folder import why_not

    try:
        if make:
            _make_once(folder)
        _check_writable(folder)
        if folder.is_dir():
            _keep_apart(folder)
            os.chdir(folder)
    except (OSError, NianbaoError) as error:
        why = why_not(error) if isinstance(error, OSError) else str(error).rstrip("。")
        click.echo(_not_writable(folder, why), err=True)
        return SAID
    return _run(action, folder)


def _make_once(folder: Path) -> None:
    """Make the working folder, whole or not at all."""
    if (folder / "params").is_dir():
        return
    if folder.exists() and any(folder.iterdir()):
        return  # somebody's files; the desk says what is wrong
    import click

    from nianbao.cli.init import fill

    click.echo("第一次打开，正在建工作文件夹「年报」，请稍等……")
    with tempfile.TemporaryDirectory(prefix=".nianbao-", dir=folder.parent) as staging:
        fill(Path(staging) / OWN)
        if folder.exists():
            folder.rmdir()
        (Path(staging) / OWN).rename(folder)


def _check_writable(folder: Path) -> None:
    if folder.is_dir():
        with tempfile.TemporaryFile(prefix=".nianbao-", dir=folder):
            pass


def _not_writable(folder: Path, why: str) -> str:
    own = "自己电脑上的工作文件夹（里面有 params 文件夹）"
    way = (
        f"把{own}拖到这个启动文件上"
        if sys.platform == "win32"  # noqa: TID251 - which starter lies beside it, not what can be done
        else f"在终端里运行 sh 打开年报.sh 后面写上{own}"
    )
    return (
        f"「{folder}」里不能写文件：{why}。\n"
        "请把整个文件夹从光盘、写保护的 U 盘或共享文件夹复制到自己的电脑（如 D 盘或桌面），再双击打开；\n"
        f"或者{way}。"
    )


def _keep_apart(folder: Path) -> None:
    """Have Jupyter and what is drawn with keep their files in the working folder, not in the user's home."""
    from nianbao.desk_server.surroundings import keep_apart
    from nianbao.editor.desk_files import DESK_FOLDER

    place = folder / DESK_FOLDER / "jupyter"
    place.mkdir(parents=True, exist_ok=True)
    (place.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    keep_apart(place)
    os.environ[_SET_APART] = str(place / "matplotlib")
    if Path(cache_from_source(__file__)).exists():
        # All is compiled already: the program's folder stays as its checksums say.
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True


def _run(action: str, folder: Path) -> int:
    import click

    from nianbao.cli import main as nianbao

    if action == "desk":
        click.echo("编报台运行时请不要关这个窗口；写完后关掉浏览器里的页面，这里会自己结束。")
    code: object = None
    try:
        nianbao(["desk", str(folder)] if action == "desk" else ["build"])
    except SystemExit as ended:
        code = ended.code
    if isinstance(code, str):
        click.echo(code, err=True)
    index = folder / "out" / "index.html"
    if action == "build" and index.is_file():
        click.echo(f"生成的报告在「{index.parent}」，打开里面的 index.html 可以看到全部。")
    return SAID if code else 0


if __name__ == "__main__":
    sys.exit(main())
