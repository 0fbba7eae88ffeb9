"""``nianbao county serve``: the desk for all units, each by its own private link."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.county.place import CountyPlace, place_for, year_words
from nianbao.county.remarks.renew import member_of
from nianbao.county.roster import Member, Roster
from nianbao.county.roster_reading import read_roster
from nianbao.county_server.address import Address, address_of, remember, remembered
from nianbao.county_server.collecting import collect as collect_all
from nianbao.county_server.handout import hand_out, link, refuse_if_there
from nianbao.county_server.links import Links
from nianbao.county_server.serve import checked_address, serve, tls_of
from nianbao.errors import UsageError, WriteError
from nianbao.folder import shown, working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR

PORT = 8443

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("serve", cls=ChineseCommand)
@click.option(
    "--links",
    "list_",
    type=click.Path(path_type=Path),
    metavar="文件.xlsx",
    help="给还没有链接的单位做链接，写成表格，然后结束。链接只写这一次，请收好。",
)
@click.option(
    "--renew", multiple=True, metavar="单位", help="换一个新链接，旧的马上作废，然后结束。可以写几次。"
)
@click.option(
    "--withdraw", multiple=True, metavar="单位", help="收回链接，直到再换新的，然后结束。可以写几次。"
)
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="编哪一年的年报；不写就是最近的一年。"
)
@click.option("--address", metavar="网址", help="各单位浏览器里用的网址，如 https://nianbao.example.gov.cn。")
@click.option(
    "--listen", default="127.0.0.1", metavar="地址", help="在本机哪个地址上开；不写时只有本机能连。"
)
@click.option("--port", type=Between(1, 65535), default=PORT, metavar="端口", help=f"端口；不写时是 {PORT}。")
@click.option("--certificate", type=_FILE, metavar="证书.pem", help="https 用的证书。")
@click.option("--key", type=_FILE, metavar="私钥.pem", help="证书的私钥。")
@click.option(
    "--collect", is_flag=True, help="把各单位在编报台里生成的正式报告收进来，写出审核意见，然后结束。"
)
@click.option("--behind-proxy", is_flag=True, help="前面有 https 反向代理，加密由它做。")
def COMMAND(
    list_: Path | None,
    renew: tuple[str, ...],
    withdraw: tuple[str, ...],
    year: int | None,
    address: str | None,
    listen: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    collect: bool,
    behind_proxy: bool,
) -> int:
    """让全县各单位用浏览器编年报：一个单位一个专用链接，各看各的。

    先用 --links 做好链接发给各单位，再不带它运行，就开始服务；按 Ctrl+C 停下，写下的内容都在。
    """
    place = place_for(working_folder(), year)
    roster = read_roster(place.roster)
    if collect:
        return _collect(place, roster, year)
    tls = tls_of(certificate, key)
    known = address_of(address) if address else None
    if list_ or renew or withdraw:
        # Nothing is served now: what the links begin with needn't fit this computer's certificate or port.
        known = known or remembered(place.folder)
        if known is None and list_:
            known = checked_address(listen, port, None, tls=tls is not None, behind_proxy=behind_proxy)
        _change(place, roster, known, list_, renew, withdraw)
        return 0
    typed = checked_address(listen, port, known, tls=tls is not None, behind_proxy=behind_proxy)
    links = Links(place.folder)
    ready = [member for member in roster.members if links.mark(member.id)]
    if not ready:
        raise UsageError("还没有给单位做链接。请先运行 nianbao county serve --links 链接.xlsx。")

    if known or not remembered(place.folder):  # a trial on this computer doesn't change the units' address
        remember(place.folder, typed)

    def started() -> None:
        click.echo(
            f"{year_words(place, year)}编报台已开，网址 {typed.origin}，{len(ready)} 个单位可以用自己的链接打开。"
        )
        without = [member.name for member in roster.members if not links.mark(member.id)]
        if without:
            click.echo(f"没有链接的单位：{'、'.join(without)}。")
        if getattr(os, "geteuid", lambda: 1)() == 0:
            click.echo("正在用 root 运行。正式使用请换一个单独的系统用户。")
        click.echo("按 Ctrl+C 停下。")

    serve(place, roster, listen=listen, port=port, tls=tls, address=typed, started=started)
    click.echo("编报台已停下。")
    return 0


def _collect(place: CountyPlace, roster: Roster, year: int | None) -> int:
    """Receive what the units made; 1 where some unit's isn't there."""
    found = collect_all(place, roster, datetime.datetime.now().astimezone())
    click.echo(f"{year_words(place, year)}收编报台里的报告：")
    for one in found:
        click.echo(f"{one.member.name}　{one.said}")
    click.echo(f"已有 {sum(one.good for one in found)} 个单位，名单上共 {len(roster.members)} 个。")
    return 0 if all(one.good for one in found) else 1


def _change(
    place: CountyPlace,
    roster: Roster,
    address: Address | None,
    list_: Path | None,
    renew: Sequence[str],
    withdraw: Sequence[str],
) -> None:
    """Make, renew and withdraw links; a server that runs sees it at once."""
    links = Links(place.folder)
    anew = [member_of(roster, name) for name in renew]
    back = [member_of(roster, name) for name in withdraw]
    if list_ is not None:
        refuse_if_there(list_)
    if anew and address is None:  # before the old links are void
        raise UsageError("新链接用什么网址还不知道，链接都没有改动。请加 --address 写明浏览器里用的网址。")
    for member in back:
        links.withdraw(member.id)
        click.echo(f"{member.name}的链接已收回。")
    if address is None:
        return
    remember(place.folder, address)
    if list_ is None:
        made = links.make((), [member.id for member in anew])
        for member in anew:
            click.echo(f"{member.name}的新链接（旧的已作废）：{link(address, made[member.id])}")
        return
    made = _make(links, roster, address, list_, anew)
    if not made:
        click.echo("各单位都已有链接，没有写表格。链接丢了的，用 --renew 单位 换一个新的。")
        return
    click.echo(
        f"已给 {len(made)} 个单位做好链接：{shown(list_)}。链接等于钥匙：请分别发给各单位，"
        "不要发到群里，发完删掉这个表格；程序里只存校验值，不能再查出来。"
    )


def _make(
    links: Links, roster: Roster, address: Address, list_: Path, anew: Sequence[Member]
) -> dict[str, str]:
    """Make the links that are missing and those asked for anew, good only once the list is written."""
    everybody = [member.id for member in roster.members]
    try:
        return links.make(
            everybody,
            [member.id for member in anew],
            lambda made: hand_out(list_, roster, address, made),
        )
    except WriteError:
        list_.unlink(missing_ok=True)  # it wasn't there before, and its links are none
        raise
