"""Two units at once, one hostile: whatever it tries, nothing of the other's is read or written."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from nianbao.county_server.app import MOST_BODY, MOST_MESSAGE
from nianbao.county_server.houses import MOST_LINES
from nianbao.desk import desk as _all_widgets  # noqa: F401
from nianbao.desk.component import Component
from nianbao.desk.tabs import Tabs
from nianbao.system import wall
from tests.county_server.conftest import HONEST, HOSTILE, SECRET, THIRD, County
from tests.county_server.visitor import PATIENCE, Desk, Visitor, framed

MINE = "不该给别人看的申请人"

REFUSED = {400, 403, 404, 405, 421}


def _prints(folder: Path, *but: Path) -> dict[str, str]:
    """Give a folder's files and what is in them, without what running desks keep for themselves."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and ".nianbao" not in path.parts
        and not any(path.is_relative_to(one) for one in but)
    }


@pytest.fixture(scope="module")
def honest(county: County) -> Iterator[Desk]:
    """The honest unit's desk, with a sentence of its own in its report."""
    with county.visitor(HONEST).desk(HONEST) as desk:
        path = county.home(HONEST) / "params" / "2024" / f"{HONEST}.yaml"
        path.write_text(f"# {SECRET}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        (county.home(HONEST) / "ledgers").mkdir(exist_ok=True)
        (county.home(HONEST) / "ledgers" / "own.csv").write_text(f"{SECRET}\n", encoding="utf-8")
        yield desk


@pytest.fixture(scope="module")
def visitor(county: County) -> Visitor:
    """The hostile unit's browser."""
    return county.visitor(HOSTILE)


@pytest.fixture(scope="module")
def hostile(visitor: Visitor) -> Iterator[Desk]:
    """The hostile unit's own desk."""
    with visitor.desk(HOSTILE) as desk:
        yield desk


@pytest.fixture(autouse=True)
def _untouched(county: County, honest: Desk) -> Iterator[None]:
    """Nothing outside the hostile unit's own folder is another after the attempt."""
    before = _prints(county.folder, county.home(HOSTILE))
    yield
    assert _prints(county.folder, county.home(HOSTILE)) == before


PATHS = (
    f"/u/{HONEST}/",
    f"/u/{HONEST}/voila/static/voila.js",
    f"/u/{THIRD}/",
    "/u/no-such-unit/",
    "/u/",
    "/u//",
    f"/u/{HOSTILE}/../{HONEST}/",
    f"/u/{HOSTILE}/%2e%2e/{HONEST}/",
    f"/u/{HOSTILE}/..%2f{HONEST}/",
    f"/u/{HOSTILE}/%252e%252e/{HONEST}/",
    f"/u/{HOSTILE}/..\\{HONEST}/",
    f"/u/{HOSTILE}//u/{HONEST}/",
    f"//u/{HONEST}/",
    f"/./u/{HONEST}/",
    f"/u/%79unxi/?x=/u/{HOSTILE}/",
    f"/u/{HOSTILE};/u/{HONEST}/",
    f"/u/{HOSTILE}/params/2024/{HOSTILE}.yaml",
    f"/u/{HOSTILE}/out/",
    f"/u/{HOSTILE}/.git/config",
    f"/u/{HOSTILE}/files/params/2024/{HOSTILE}.yaml",
    f"/u/{HOSTILE}/voila/files/params/2024/{HOSTILE}.yaml",
    f"/u/{HOSTILE}/voila/files/../../{HONEST}/params/2024/{HONEST}.yaml",
    f"/u/{HOSTILE}/voila/static/../../../../../../../../etc/passwd",
    f"/u/{HOSTILE}/voila/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    f"/u/{HOSTILE}/voila/templates/..%2f..%2f..%2fstatic/x",
    f"/u/{HOSTILE}/voila/labextensions/%2fetc/passwd",
    f"/u/{HOSTILE}/voila/labextensions/etc/passwd",
    f"/u/{HOSTILE}/voila/api/themes/..%2f..%2fetc/passwd",
    f"/u/{HOSTILE}/voila/render/drafting.ipynb",
    f"/u/{HOSTILE}/voila/tree",
    f"/u/{HOSTILE}/api/contents/",
    f"/u/{HOSTILE}/api/kernels",
    f"/u/{HOSTILE}/api/kernelspecs",
    f"/u/{HOSTILE}/api/sessions",
    f"/u/{HOSTILE}/api/terminals",
    f"/u/{HOSTILE}/terminals/1",
    f"/u/{HOSTILE}/login",
    f"/u/{HOSTILE}/lab",
    f"/u/{HOSTILE}/tree",
    "/api/kernels",
    "/api/contents/county",
    "/voila/files/county/%E7%BC%96%E6%8A%A5%E5%8F%B0",
    "/link",
    "/enter?key=x",
    "/static/style/style.min.css",
    "/in/../county/roster",
    "/in/words.html.j2",
)


def test_by_path(visitor: Visitor) -> None:
    for path in PATHS:
        for method in ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"):
            answer = visitor.ask(path, method)
            assert answer.status in REFUSED, (path, method, answer.status)
            assert SECRET.encode() not in answer.body, path
            assert b"root:" not in answer.body, path


def test_by_kernel(county: County, visitor: Visitor, honest: Desk, hostile: Desk) -> None:
    for unit in (HOSTILE, HONEST):
        base = f"/u/{unit}/api/kernels/{honest.kernel}"
        for method in ("GET", "POST", "DELETE"):
            assert visitor.ask(base, method).status in REFUSED
        for action in ("restart", "interrupt"):
            assert visitor.ask(f"{base}/{action}", "POST").status in REFUSED
        assert visitor.ask(f"/u/{unit}/voila/api/shutdown/{honest.kernel}", "POST").status in REFUSED
        assert visitor.status_of_line(f"{base}/channels?session_id=x") in REFUSED
        assert visitor.status_of_line(f"/u/{unit}/presence/{honest.kernel}") in REFUSED
    assert visitor.ask(f"/u/{HOSTILE}/api/kernels/{hostile.kernel}", "DELETE").status == 405
    assert honest.do("Chooser", "list")["answer"]["paths"], "the other's kernel lives and answers"
    assert visitor.status_of_line(f"/u/{HOSTILE}/presence/{hostile.kernel}") == 101, "its own is there"


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub", "no-such"])
def test_by_message(county: County, hostile: Desk, channel: str) -> None:
    mark = county.home(HOSTILE) / "ran.txt"
    code = f"open({str(mark)!r}, 'w').close()"
    refused = {
        "execute_request": {
            "code": code,
            "silent": False,
            "user_expressions": {"x": code},
            "allow_stdin": True,
        },
        "complete_request": {"code": "import o", "cursor_pos": 8},
        "inspect_request": {"code": "open", "cursor_pos": 4, "detail_level": 1},
        "history_request": {"hist_access_type": "tail", "n": 9},
        "is_complete_request": {"code": code},
        "debug_request": {
            "type": "request",
            "command": "evaluate",
            "arguments": {"expression": code},
            "seq": 1,
        },
        "interrupt_request": {},
        "shutdown_request": {"restart": False},
        "create_subshell_request": {},
        "usage_request": {},
        "input_reply": {"value": code},
    }
    sent = {hostile.say(kind, content, channel) for kind, content in refused.items()}
    asked = hostile.say("kernel_info_request", {})
    said = hostile.heard("kernel_info_reply", asked)
    assert not [one["msg_type"] for one in said if one["parent_header"].get("msg_id") in sent]
    assert hostile.do("Chooser", "list")["answer"]["paths"], "its kernel wasn't shut down"
    assert not mark.exists()


def _header(kind: object) -> bytes:
    return json.dumps(
        {"msg_id": "1", "msg_type": kind, "session": "0", "username": "", "version": "5.3", "date": ""}
    ).encode()


def test_by_the_bytes_of_messages(county: County, visitor: Visitor, honest: Desk, hostile: Desk) -> None:
    path = f"/u/{HOSTILE}/api/kernels/{hostile.kernel}/channels?session_id=x"
    mark = county.home(HOSTILE) / "ran.txt"
    content = json.dumps({"code": f"open({str(mark)!r}, 'w').close()", "silent": False}).encode()
    run, harmless = _header("execute_request"), _header("comm_info_request")
    whole = framed(b"shell", run, b"{}", b"{}", content)
    sound = [
        whole,
        framed(b"shell", _header(["comm_msg", "execute_request"]), b"{}", b"{}", content),
        framed(b"shell", harmless[:-1] + b"," + run[1:], b"{}", b"{}", content),
        framed(b"shell", run, harmless, b"{}", content),
        framed(b"", run, b"{}", b"{}", content),
    ]
    with visitor.line(path) as line:
        for frame in sound:
            line.send(frame)
        with contextlib.suppress(ConnectionClosed):  # what isn't read as a header ends it
            line.send(framed(b"shell", run.decode().encode("utf-16"), b"{}", b"{}", content))
            line.recv(timeout=PATIENCE)
    unsound: list[str | bytes] = [
        framed(b"shell", harmless, b"{}", b"{}", b"{}", *[b""] * 2000),
        b"",
        (2**62).to_bytes(8, "little") + whole[8:],
        (2**31 - 1).to_bytes(4, "big") + whole,
        whole[:16] + (2**63).to_bytes(8, "little") + whole[24:],
        json.dumps({"header": json.loads(run), "content": json.loads(content), "channel": "shell"}),
    ]
    for one in unsound:
        with pytest.raises(ConnectionClosed), visitor.line(path) as line:
            line.send(one)
            while True:
                line.recv(timeout=PATIENCE)
    assert hostile.do("Chooser", "list")["answer"]["paths"]
    assert honest.do("Chooser", "list")["answer"]["paths"], "the server lives"
    assert not mark.exists()
    assert visitor.status_of_line(path) == 400, "no older way of speaking to kernels"


def test_by_every_question_there_is(county: County, hostile: Desk) -> None:
    """Whatever part of the desk is added later is asked, too."""
    report = f"params/2024/{HONEST}.yaml"
    assert "error" not in hostile.do("Chooser", "open", path=f"params/2024/{HOSTILE}.yaml")
    keys = (
        *(
            "path",
            "name",
            "from",
            "unit",
            "form",
            "part",
            "section",
            "table",
            "kind",
            "column",
            "row",
            "cell",
        ),
        *("text", "value", "folder", "file", "code", "reason", "key", "group", "person", "step", "version"),
    )
    asked = 0
    for name in (f"../{HONEST}/{report}", str(county.home(HONEST) / report)):
        given = {
            **dict.fromkeys(keys, name),
            "paths": [name],
            "parts": [name],
            "year": 2021,
            "number": 0,
            "at": 0,
        }
        for widget, questions in _questions().items():
            for question in questions:
                said = hostile.do(widget, question, **given)
                assert SECRET not in str(said), (widget, question)
                asked += 1
    assert asked > 100


def _questions() -> dict[str, list[str]]:
    """Name what each widget of a unit's desk may be asked, but to build: that is a process, and names no file."""
    found, waiting = dict[str, list[str]](), [Component]
    while waiting:
        waiting += (one := waiting.pop()).__subclasses__()
        if one not in (Component, Tabs):
            found[one.__name__] = [
                name for name in one._handlers if (one.__name__, name) != ("OutputPanel", "build")
            ]
    found.pop("County", None)  # a unit's folder is no county's
    return {name: questions for name, questions in found.items() if questions}


@pytest.mark.skipif(not wall.strength(), reason="this system has no walls (Linux 5.19 or newer has)")
def test_its_kernel_stands_behind_a_wall(hostile: Desk) -> None:
    (kernel,) = (
        one
        for one in psutil.process_iter(["cmdline"])
        if hostile.kernel in " ".join(one.info["cmdline"] or [])
    )
    assert "NoNewPrivs:\t1" in Path(f"/proc/{kernel.pid}/status").read_text(encoding="utf-8")


def _names(county: County) -> list[str]:
    """Name the other's report, and the county's, in the ways there are."""
    other = county.home(HONEST)
    report = f"params/2024/{HONEST}.yaml"
    link = county.home(HOSTILE) / "params" / "2024" / "link.yaml"
    if hasattr(os, "symlink") and not link.is_symlink():
        link.symlink_to(other / report)
        (county.home(HOSTILE) / "ledgers").mkdir(exist_ok=True)
        (county.home(HOSTILE) / "ledgers" / "link.csv").symlink_to(other / "ledgers" / "own.csv")
    return [
        report,
        f"../{HONEST}/{report}",
        f"params/../../{HONEST}/{report}",
        f"params/2024/../../../{HONEST}/{report}",
        str(other / report),
        f"../../../../params/2023/{HONEST}.yaml",
        str(county.folder / "params" / "2023" / f"{HONEST}.yaml"),
        "params/2024/link.yaml",
        f"..\\{HONEST}\\params\\2024\\{HONEST}.yaml",
        "/etc/passwd",
        "params/2024/\0.yaml",
        "",
    ]


def test_by_widgets_that_open_reports(county: County, hostile: Desk) -> None:
    names = _names(county)
    for name in names:
        said = hostile.do("Chooser", "open", path=name)
        assert "error" in said, name
        assert SECRET not in str(said)
        began = hostile.do("Chooser", "start", year=2022, unit="甲镇", **{"from": name or "x.yaml"})
        assert "error" in began, name
    for name in names:  # a file that isn't there is told of without what is in it
        marks = hostile.do("Chooser", "marks", paths=[name])
        assert "unit" not in str(marks.get("answer", "")) and SECRET not in str(marks), name
    assert not [name for name in hostile.do("Chooser", "list")["answer"]["paths"] if HONEST in name]


def test_by_names_of_units(county: County, hostile: Desk) -> None:
    own = county.home(HOSTILE)
    for unit in ("../../yunxi", "/tmp/云溪镇", "..", "云溪镇/../../yunxi", "\0", "..\\yunxi"):
        hostile.do("Chooser", "start", year=2021, unit=unit)
    for year in ("../2024", -1, 2024.5, True, None, [2024]):
        assert "error" in hostile.do("Chooser", "start", year=year, unit="甲镇"), year
    made = [path for path in own.rglob("*.yaml") if path.parent.name == "2021"]
    assert all(path.parent == own / "params" / "2021" for path in made)


def _use(hostile: Desk, **asked: object) -> dict[str, object]:
    """Have the grid fill a table from a ledger; everything that it then shows, too."""
    said = hostile.do("TableGrid", "use ledger", kind="applications", table="applications", **asked)
    shown = [hostile.do("OutputPanel", what) for what in ("figures", "check")]
    return {"said": said, "shown": shown, "page": hostile.do("PreviewPane", "page")}


def test_by_ledgers(county: County, hostile: Desk) -> None:
    assert "error" not in hostile.do("Chooser", "open", path=f"params/2024/{HOSTILE}.yaml")
    own, other = county.home(HOSTILE), county.home(HONEST)
    row = base64.b64encode(f"登记编号,收到日期,申请人\n1,2024-03-01,{MINE}\n".encode()).decode()
    assert "answer" in hostile.do(
        "TableGrid", "use ledger", kind="applications", table="applications", name="own.csv", data=row
    ), "what is allowed works, so that what follows is refused for what it is"
    for name in (
        f"../{HONEST}/ledgers/own.csv",
        str(other / "ledgers" / "own.csv"),
        "ledgers/link.csv",
        f"ledgers/../../{HONEST}/ledgers/own.csv",
    ):
        assert SECRET not in str(_use(hostile, path=name)), name
        hostile.do("TopBar", "undo")
    names = (
        "../evil.csv",
        f"../../{HONEST}/ledgers/evil.csv",
        "/tmp/nianbao-evil.csv",
        "..\\evil.csv",
        "a/b/evil.csv",
    )
    for name in names:
        assert "answer" in hostile.do(
            "TableGrid", "use ledger", kind="applications", table="applications", name=name, data=row
        ), "taken under its bare name"
    evil = list(county.folder.rglob("*evil*"))
    assert evil
    assert all(path.parent == own / "ledgers" for path in evil)
    assert not Path("/tmp/nianbao-evil.csv").exists()


def test_by_what_a_report_may_name(county: County, hostile: Desk) -> None:
    for group, name, value in (
        ("fonts", "folder", f"../{HONEST}"),
        ("fonts", "folder", "/etc"),
        ("unit", "id", f"../{HONEST}"),
        ("ledgers", "applications", f"../{HONEST}/ledgers/own.csv"),
        ("template", "", f"../../{HONEST}"),
        ("__class__", "x", "y"),
    ):
        said = hostile.do("Basics", "edit", group=group, name=name, value=value)
        seen = [hostile.do("OutputPanel", "check"), hostile.do("PreviewPane", "page")]
        assert SECRET not in str((said, seen)), (group, name)
        if "error" not in said:
            hostile.do("TopBar", "undo")


def test_by_uploads(county: County, hostile: Desk) -> None:
    data = "云溪镇 2020 年政府信息公开工作年度报告\n一、总体情况\n很好。\n".encode()
    own = county.home(HOSTILE)
    for name in (
        "../../evil.txt",
        "/tmp/nianbao-evil.txt",
        "..\\..\\evil.txt",
        "params/2024/yunxi.yaml",
        "a\0.txt",
    ):
        hostile.do("ImportPanel", "begin", name=name, size=len(data))
        assert "error" in hostile.do("ImportPanel", "piece", at=7, piece="eA=="), "pieces only in order"
        assert hostile.do("ImportPanel", "piece", at=0, piece=base64.b64encode(data).decode())[
            "answer"
        ] == len(data)
        assert "error" in hostile.do("ImportPanel", "piece", at=len(data), piece="eA=="), (
            "not more than was said"
        )
        hostile.do("ImportPanel", "read", year=2020, unit="../../../yunxi")
        while hostile.do("ImportPanel", "understood").get("answer", 0) is None:
            time.sleep(0.1)
        hostile.do("ImportPanel", "save", unit="../../yunxi/params/2024/yunxi", another=True)
    for size in (10**12, -1, 0, "9", None):
        assert "error" in hostile.do("ImportPanel", "begin", name="a.docx", size=size), size
    assert not list(county.folder.rglob("*evil*.txt"))
    made = [path for path in own.rglob("*.yaml") if path.parent.name == "2020"]
    assert all(path.parent == own / "params" / "2020" for path in made)
    assert not Path("/tmp/nianbao-evil.txt").exists()


def test_by_widgets_of_its_own(county: County, hostile: Desk) -> None:
    mark = county.home(HOSTILE) / "ran.txt"
    for target, data in (
        (
            "jupyter.widget",
            {"state": {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output"}},
        ),
        ("jupyter.widget", {"state": {"_model_name": "os.system", "_model_module": "os"}}),
        ("os.system", {"x": f"touch {mark}"}),
        ("nianbao.desk.chooser", {}),
    ):
        hostile.say(
            "comm_open", {"comm_id": "0" * 32, "target_name": target, "target_module": "os", "data": data}
        )
    for what in ("__init__", "workspace", "_path", "close", None, ["open"], {"do": "open"}):
        assert "error" in hostile.do("Chooser", what, path="/etc/passwd"), what  # type: ignore[arg-type]
    state = {"workspace": 1, "_handlers": {}, "state": {"open": "/etc/passwd"}, "_esm": "x", "comm": None}
    comm = hostile.widget("Chooser")
    hostile.say("comm_msg", {"comm_id": comm, "data": {"method": "update", "state": state}})
    assert "error" in hostile.do("Chooser", "open", path="/etc/passwd")
    assert not mark.exists()


def test_by_proxy(county: County, visitor: Visitor, honest: Desk) -> None:
    host, own = f"127.0.0.1:{county.port}", f"/u/{HOSTILE}/api/kernels/{honest.kernel}"
    other = f"/u/{HONEST}/"
    page = f"GET {other} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    held = f"Cookie: {visitor.cookie}\r\nAccept: text/html\r\n"
    cookie = f"{held}Connection: close\r\n"
    raw = (
        f"GET http://{host}{other} HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n",
        f"GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n",
        f"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n{held}\r\n{page}",
        f"GET {other} HTTP/1.1\r\nHost: evil.example\r\n{cookie}\r\n",
        f"GET /u/{HOSTILE}/ HTTP/1.1\r\nHost: evil.example:{county.port}\r\n{cookie}\r\n",
        f"GET /u/{HOSTILE}/ HTTP/1.1\r\nHost: localhost:{county.port}\r\n{cookie}\r\n",
        f"GET {other} HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n{cookie}\r\n",
        f"GET /u/{HOSTILE}/ HTTP/1.0\r\n{cookie}\r\n",
        f"GET {other} HTTP/1.1\r\nHost: {host}\r\nX-Original-URL: /u/{HOSTILE}/\r\n{cookie}\r\n",
        f"GET {own} HTTP/1.1\r\nHost: {host}\r\nX-Rewrite-URL: {other}\r\n{cookie}\r\n",
        f"GET {other} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-User: {HONEST}\r\nX-Forwarded-For: 127.0.0.1\r\n"
        f"X-Forwarded-Host: {host}\r\nForwarded: for=127.0.0.1\r\nAuthorization: token \r\n{cookie}\r\n",
        f"POST /in HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 4\r\n"
        f"Transfer-Encoding: chunked\r\n{held}\r\n0\r\n\r\n{page}",
        f"GET {other} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n{held}\r\n{page}",
        f"GET {other} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        f"Cookie: {visitor.cookie.replace(HOSTILE, HONEST)}\r\n\r\n",
    )
    for request in raw:
        said = visitor.raw(request.encode())
        statuses = [int(one.split(b" ", 1)[0]) for one in said.split(b"HTTP/1.1 ")[1:]]
        assert statuses, request
        assert set(statuses) <= REFUSED, (request, statuses)
        assert b"kernelId" not in said
    swapped = Visitor(county.port, visitor.cookie.replace(f"nianbao-{HOSTILE}", f"nianbao-{HONEST}"))
    assert swapped.ask(other).status == 403, "a cookie under another's name"
    for query in ("?token=", f"?session={visitor.cookie}"):
        assert Visitor(county.port).ask(other + query).status == 403


def test_by_crash_and_flood(county: County, visitor: Visitor, honest: Desk) -> None:
    with visitor.desk(HOSTILE) as own:
        for process in psutil.Process(county.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if any(own.kernel in word for word in process.cmdline()):
                    process.kill()
        assert honest.do("Chooser", "list")["answer"]["paths"]
    with visitor.desk(HOSTILE) as own:
        with contextlib.suppress(ConnectionClosed):
            own.say("comm_msg", {"comm_id": "x", "data": {"content": "x" * (MOST_MESSAGE + 1)}})
            own.line.recv(timeout=PATIENCE)
        with pytest.raises(ConnectionClosed):
            own.say("kernel_info_request", {})
            own.heard("never", "never")
        assert honest.do("Chooser", "list")["answer"]["paths"]
    body = b"x" * (MOST_BODY + 1)
    with contextlib.suppress(OSError, HTTPException):
        assert visitor.ask("/in", "POST", body).status in {400, 413}
    assert honest.do("Chooser", "list")["answer"]["paths"]


def test_by_more_connections_than_it_may_have(
    county: County, visitor: Visitor, honest: Desk, hostile: Desk
) -> None:
    path = f"/u/{HOSTILE}/presence/{hostile.kernel}"
    with contextlib.ExitStack() as held:
        with pytest.raises(InvalidStatus, match="429"):
            for _ in range(MOST_LINES - 1):  # its page has two
                held.enter_context(visitor.line(path))
        channels = f"/u/{HOSTILE}/api/kernels/{hostile.kernel}/channels?session_id=x"
        assert visitor.status_of_line(channels) == 429
        assert honest.do("Chooser", "list")["answer"]["paths"]
        with county.visitor(HONEST).line(f"/u/{HONEST}/presence/{honest.kernel}"):
            pass  # another unit has its own


def test_by_pages_of_elsewhere(county: County, visitor: Visitor, hostile: Desk) -> None:
    base = f"/u/{HOSTILE}/api/kernels/{hostile.kernel}"
    for origin in (
        "http://evil.example",
        "null",
        "",
        f"http://localhost:{county.port}",
        f"https://127.0.0.1:{county.port}",
    ):
        assert visitor.status_of_line(f"{base}/channels?session_id=x", Origin=origin) == 403, origin
        assert visitor.status_of_line(f"/u/{HOSTILE}/presence/{hostile.kernel}", Origin=origin) == 403, origin
        if origin:
            assert visitor.ask("/in", "POST", county.links[HOSTILE].encode(), Origin=origin).status == 403, (
                origin
            )
    assert visitor.ask(f"/u/{HOSTILE}/", Host="rebound.example").status == 421
