"""Words for the clerk and the county's IT person beside the starters."""

from __future__ import annotations

from nianbao.bundling.guides import GUIDES, INDEX
from nianbao.bundling.starters import BUILD, HELP, OPEN
from nianbao.bundling.target import Target
from nianbao.bundling.unforeseen import LOG

NOTES = "说明.txt"


def notes(
    target: Target, python: str, version: str, glibc: tuple[int, int], longest: int
) -> dict[str, bytes]:
    """Give the texts by name.

    Args:
        target: The computer the folder is for.
        python: Version of its Python.
        version: Version of nianbao.
        glibc: The oldest glibc it runs with, on Linux.
        longest: Characters of the longest path below the folder.
    """
    ending = ".bat" if target.is_windows else ".sh"
    lines = [
        f"年报便携文件夹　用于{target.words}",
        "",
        "不用安装，不用管理员权限，不用联网。",
        "",
        f"打开编报台：双击「{OPEN}{ending}」。第一次打开会在这里建工作文件夹「年报」，年报底稿、台账和生成的报告都在里面。",
        f"生成全部年报：双击「{BUILD}{ending}」，结果在「年报」里的 out。",
        f"已经有工作文件夹的（里面有 params）：{_with_a_folder(target)}。",
        "换电脑、备份：整个文件夹复制走就行；只备份填写的内容，复制「年报」就行。「年报」里有台账，台账有个人信息，不要外传。",
        "换新版本：把旧文件夹里的「年报」复制到新文件夹里。",
        "光盘、写保护的 U 盘：请先复制到自己的电脑再打开。",
        f"怎样用：打开「{GUIDES}」里的「{INDEX}」，编报、签发、报送、更正、县里的工作都在里面，不用联网。",
        *_of_system(target, glibc, longest),
        "",
        f"版本：年报 {version}，Python {python}。组件和许可见「许可」文件夹；核对文件是否完整：python 文件夹里的 sha256.txt。",
    ]
    return {NOTES: _text(lines, target), HELP: _text(_help(target), target)}


def _with_a_folder(target: Target) -> str:
    if target.is_windows:
        return f"把它拖到「{OPEN}.bat」上"
    return f"在终端里运行 sh {OPEN}.sh 工作文件夹"  # file managers of Linux drop nothing on a script


def _of_system(target: Target, glibc: tuple[int, int], longest: int) -> list[str]:
    if target.is_windows:
        return [
            f"存放位置：路径不要太深（这个文件夹自己的路径不超过 {258 - longest} 个字符）。",
            "系统提示「Windows 已保护你的电脑」时，点「更多信息」「仍要运行」；防护软件拦截时，请信息员放行这个文件夹。",
        ]
    return [
        f"系统要求：glibc {glibc[0]}.{glibc[1]} 或更新（在终端里运行 getconf GNU_LIBC_VERSION 可以看到），"
        "和 libstdc++（有图形桌面的系统都有）。",
        f"双击后问怎样打开时，选「在终端中运行」；没有这一项的，双击「{OPEN}.desktop」，或在终端里运行 sh {OPEN}.sh。",
    ]


def _help(target: Target) -> list[str]:
    """Say what to do where Python doesn't start, or ended without a word."""
    head = ["年报没有打开，或者中途意外结束了。已经存盘的内容都在「年报」文件夹里。请依次看：", ""]
    log = f"连同「年报」文件夹里「.nianbao」文件夹中的「{LOG}」（有的话），发给县里的信息员。"
    if not target.is_windows:
        return [
            *head,
            "1. 再打开一次。",
            "2. 文件夹是不是完整的：从原来的地方再复制一份，把「年报」拷过去再打开。",
            f"3. 还是不行，在终端里运行 sh {OPEN}.sh，把屏幕上的话拍下来，{log}",
        ]
    return [
        *head,
        "1. 文件夹是不是完整的。从压缩包里直接双击打不开，请先把压缩包全部解压到一个文件夹。",
        "2. 防护软件是不是拦截或删除了 python 文件夹里的文件。请信息员放行，再复制一份完整的文件夹。",
        "3. 这台电脑是不是 64 位的 Windows 10 或 11。",
        "4. 文件夹是不是放得太深。请放到 D:\\年报 这样的位置再试。",
        f"5. 以上都对，再双击打开一次；还是不行，把黑色窗口里的话拍下来，{log}",
    ]


def _text(lines: list[str], target: Target) -> bytes:
    """Write a text as the system's editors read it: Windows' old ones know UTF-8 by its mark only."""
    if target.is_windows:
        return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
