"""Links: who brings one is let in, who doesn't isn't, and nothing tells one wrong secret from another."""

from __future__ import annotations

import re
import socket
import threading

import pytest

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county_server.gate import MOST_ASKED
from nianbao.county_server.houses import MOST_PAGES
from nianbao.county_server.links import Links
from nianbao.folder import write_atomically
from tests.county.office import YEAR
from tests.county_server.conftest import CLOSED, HASTY, HONEST, HOSTILE, THIRD, County
from tests.county_server.visitor import Visitor


def test_a_session_is_bound_to_its_units_path(county: County) -> None:
    visitor = Visitor(county.port)
    answer = visitor.enter(county.links[HONEST])
    assert answer.status == 200
    sent = answer.headers["set-cookie"]
    parts = {part.strip().lower() for part in sent.split(";")[1:]}
    assert {"httponly", "samesite=strict", f"path=/u/{HONEST}/"} <= parts
    assert county.links[HONEST] not in sent
    policy = visitor.ask("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_wrong_secret_gets_the_same_answer(county: County) -> None:
    old = county.links[THIRD]
    Links(county.folder).withdraw(THIRD)
    seen = set()
    for wrong in (
        "",
        "x",
        old,
        county.links[HONEST][:-1],
        HONEST,
        "\0",
        "云" * 5000,
        county.links[HONEST] + " ",
    ):
        answer = Visitor(county.port).enter(wrong)
        seen.add((answer.status, answer.body, tuple(sorted(set(answer.headers) - {"date"}))))
    assert [(status, body) for status, body, _ in seen] == [(403, b"")]


def test_a_new_link_ends_the_sessions_of_the_old_one(county: County) -> None:
    links = Links(county.folder)
    first = links.renew(THIRD)
    visitor = Visitor(county.port)
    assert visitor.enter(first).status == 200
    script = f"/u/{THIRD}/voila/static/voila.js"
    assert visitor.ask(script).status == 200
    second = links.renew(THIRD)
    assert visitor.ask(script).status == 403
    assert Visitor(county.port).enter(first).status == 403
    assert visitor.enter(second).status == 200
    assert visitor.ask(script).status == 200


def test_no_more_pages_than_a_unit_may_have(county: County) -> None:
    visitor, found = Visitor(county.port), list[int]()
    assert visitor.enter(Links(county.folder).renew(THIRD)).status == 200
    threads = [
        threading.Thread(target=lambda: found.append(visitor.ask(f"/u/{THIRD}/").status))
        for _ in range(MOST_PAGES + 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200] * MOST_PAGES + [503] * 2


def test_nothing_of_a_secret_is_written_anywhere(county: County) -> None:
    for unit in (HONEST, HOSTILE):
        visitor = county.visitor(unit)
        visitor.ask(f"/in?key={county.links[unit]}")
        visitor.ask(f"/{county.links[unit]}")
    said = "".join(county.said)
    written = b"".join(path.read_bytes() for path in county.folder.rglob("*") if path.is_file())
    for secret in county.links.values():
        assert secret not in said
        assert secret.encode() not in written


def test_every_answer_says_how_browsers_are_to_take_it(county: County) -> None:
    visitor = county.visitor(HONEST)
    for path, status in (
        ("/in", 200),
        ("/in/in.js", 200),
        (f"/u/{HONEST}/voila/static/voila.js", 200),
        (f"/u/{HONEST}/voila/static/no.js", 403),
        (f"/u/{HOSTILE}/", 403),
    ):
        answer = visitor.ask(path)
        assert answer.status == status, path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "same-origin", path
        assert answer.headers["server"] == "nianbao", path


def test_a_desk_that_is_not_there_is_told_in_chinese(county: County) -> None:
    visitor = Visitor(county.port)
    assert visitor.enter(Links(county.folder).renew("nobody")).status == 200
    answer = visitor.ask("/u/nobody/")
    assert answer.status == 404
    assert "县里发的专用链接" in answer.body.decode()
    Links(county.folder).withdraw("nobody")


@pytest.mark.parametrize("path", ["nosuch", "login", "tree/nosuch", "api/contents"])
def test_an_address_that_is_not_there_is_told_in_chinese(county: County, path: str) -> None:
    answer = county.visitor(HONEST).ask(f"/u/{HONEST}/{path}")
    assert answer.status == 404
    words = answer.body.decode()
    assert "没有这个网址" in words
    assert f'href="/u/{HONEST}/"' in words
    assert not re.search("not found", words, re.IGNORECASE)


def test_a_folder_that_cannot_be_filled_is_told_in_chinese(county: County) -> None:
    # A file stands where the unit's folder should be; nothing ever runs for this unit but here.
    county.home(CLOSED).parent.mkdir(parents=True, exist_ok=True)
    county.home(CLOSED).write_bytes(b"")
    visitor = Visitor(county.port)
    assert visitor.enter(Links(county.folder).renew(CLOSED)).status == 200
    answer = visitor.ask(f"/u/{CLOSED}/")
    assert answer.status == 503
    assert "技术人员" in answer.body.decode()
    assert str(county.folder) not in answer.body.decode()


def test_pages_that_were_given_up_hold_no_room(county: County) -> None:
    visitor = Visitor(county.port)
    assert visitor.enter(Links(county.folder).renew(HASTY)).status == 200
    request = f"GET /u/{HASTY}/ HTTP/1.1\r\nHost: 127.0.0.1:{county.port}\r\nCookie: {visitor.cookie}\r\n\r\n"
    for _ in range(MOST_PAGES + 1):
        with socket.create_connection(("127.0.0.1", county.port)) as line:
            line.sendall(request.encode())
    assert visitor.ask(f"/u/{HASTY}/").status == 200
    Links(county.folder).withdraw(HASTY)


def test_a_unit_that_joins_the_roster_is_served_at_once_and_no_other_is_dropped(county: County) -> None:
    with county.visitor(HONEST).desk(HONEST) as desk:
        roster = CountyPlace(county.folder, YEAR).roster
        before = roster.read_bytes()
        entries = [Entry(member.name, member.kind, contact="李明") for member in read_roster(roster).members]
        write_atomically(
            roster, roster_workbook("示例县", [*entries, Entry("新桥镇", Kind.TOWNSHIP, contact="王芳")])
        )
        (new,) = (one.id for one in read_roster(roster).members if one.name == "新桥镇")
        visitor = Visitor(county.port)
        assert visitor.enter(Links(county.folder).renew(new)).status == 200
        assert visitor.ask(f"/u/{new}/").status == 200
        write_atomically(roster, b"half written")
        assert visitor.ask(f"/u/{new}/").status == 200, "what can't be read leaves the last one"
        write_atomically(roster, before)
        assert visitor.ask(f"/u/{new}/").status == 404
        assert desk.do("Chooser", "list")["answer"]["paths"], "nobody else noticed"
    Links(county.folder).withdraw(new)


def test_who_asks_without_end_is_put_off_and_nobody_else(county: County) -> None:
    visitor, other = Visitor(county.port), county.visitor(HONEST)
    assert visitor.enter(Links(county.folder).renew(HASTY)).status == 200
    one = f"GET /u/{HASTY}/no HTTP/1.1\r\nHost: 127.0.0.1:{county.port}\r\nCookie: {visitor.cookie}\r\n"
    said = visitor.raw(
        f"{one}\r\n".encode() * (MOST_ASKED + 500) + f"{one}Connection: close\r\n\r\n".encode()
    )
    assert set(re.findall(rb"HTTP/1\.1 (\d+)", said)) == {b"404", b"429"}
    assert other.ask(f"/u/{HONEST}/voila/static/voila.js").status == 200
    Links(county.folder).withdraw(HASTY)
