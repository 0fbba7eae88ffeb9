"""Links: who brings one is let in, who doesn't isn't, and nothing tells one wrong secret from another."""

from __future__ import annotations

import socket
import threading

from nianbao.county_server.houses import MOST_PAGES
from nianbao.county_server.links import Links
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


def test_a_desk_that_is_not_there_is_told_in_chinese(county: County) -> None:
    visitor = Visitor(county.port)
    assert visitor.enter(Links(county.folder).renew("nobody")).status == 200
    answer = visitor.ask("/u/nobody/")
    assert answer.status == 404
    assert "县里发的专用链接" in answer.body.decode()
    Links(county.folder).withdraw("nobody")


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
