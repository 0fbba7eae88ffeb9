"""The officers' recipe for nginx, word for word from the guide, with a real nginx before the county's server."""

from __future__ import annotations

import base64
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from nianbao.desk_server.instance import choose_port
from tests.county.office import Office
from tests.county_server.conftest import HONEST, HOSTILE, County, served
from tests.county_server.visitor import PATIENCE, Visitor

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "county-desk.zh-CN.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or shutil.which("nginx")
OPENSSL = shutil.which("openssl")

pytestmark = pytest.mark.skipif(
    not (NGINX and OPENSSL), reason="the recipe for nginx is tried where nginx and openssl are installed"
)


@dataclass
class Front:
    """A county behind nginx.

    Attributes:
        county: The county.
        port: Where nginx listens.
        tls: Trusts nginx's certificate.
    """

    county: County
    port: int
    tls: ssl.SSLContext

    def visitor(self) -> Visitor:
        """Give a browser that holds nothing yet."""
        return Visitor(self.port, tls=self.tls)

    def unit(self, unit: str) -> Visitor:
        """Let a unit's browser in."""
        visitor = self.visitor()
        assert visitor.enter(self.county.links[unit]).status == 200
        return visitor


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "nianbao.pem", folder / "nianbao.key"
    subject = ["-subj", "/CN=nianbao", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def _settings(folder: Path, port: int, behind: int, certificate: Path, key: Path) -> Path:
    """Write the guide's recipe down, with ports and places of this test; what is around it is nginx's own."""
    (recipe,) = re.findall(r"^```nginx\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    for ours, theirs in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/nginx/nianbao.pem", str(certificate)),
        ("/etc/nginx/nianbao.key", str(key)),
        ("http://127.0.0.1:8443;", f"http://127.0.0.1:{behind};"),
    ):
        assert ours in recipe
        recipe = recipe.replace(ours, theirs)
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{recipe}}}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Two units' county behind nginx, as the guide says."""
    folder, own = tmp_path_factory.mktemp("county") / "县政府办", tmp_path_factory.mktemp("nginx")
    Office.in_folder(folder, (HONEST, HOSTILE))
    certificate, key = _certificate(own)
    port = choose_port(own)
    with served(
        folder, [HONEST, HOSTILE], "--behind-proxy", "--address", f"https://127.0.0.1:{port}"
    ) as county:
        settings = _settings(own, port, county.port, certificate, key)
        command = [str(NGINX), "-p", str(own), "-c", str(settings), "-e", "stderr"]
        tls = ssl.create_default_context(cafile=str(certificate))
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as nginx:
            found = Front(county, port, tls)
            try:
                _until_it_listens(found, nginx)
                yield found
            finally:
                nginx.terminate()


def _until_it_listens(front: Front, nginx: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            assert front.visitor().ask("/in").status == 200
            return
        except ConnectionRefusedError:
            assert nginx.poll() is None, nginx.communicate()[1]
            assert time.monotonic() < until, "nginx doesn't listen"
            time.sleep(0.05)


def test_two_units_write_upload_and_download_through_nginx(front: Front) -> None:
    with front.unit(HONEST).desk(HONEST) as one, front.unit(HOSTILE).desk(HOSTILE) as two:
        for desk in (one, two):
            paths = desk.do("Chooser", "list")["answer"]["paths"]
            assert all(desk.unit in path for path in paths)
            assert "error" not in desk.do("Chooser", "open", path=f"params/2024/{desk.unit}.yaml")
        data = "云溪镇 2020 年政府信息公开工作年度报告\n一、总体情况\n很好。\n".encode() * 4000
        one.do("ImportPanel", "begin", name="a.txt", size=len(data))
        for at in range(0, len(data), 200_000):
            piece = base64.b64encode(data[at : at + 200_000]).decode()
            taken = one.do("ImportPanel", "piece", at=at, piece=piece)["answer"]
        assert taken == len(data)
        one.do("OutputPanel", "check")
        assert one.do("OutputPanel", "list")["answer"]["data"], "a file comes down"


def test_headers_and_cookie_come_through_nginx(front: Front) -> None:
    visitor = front.visitor()
    sent = visitor.enter(front.county.links[HONEST]).headers["set-cookie"]
    parts = {part.strip().lower() for part in sent.split(";")[1:]}
    assert {"secure", "httponly", "samesite=strict", f"path=/u/{HONEST}/"} <= parts
    script = visitor.ask(f"/u/{HONEST}/voila/static/voila.js")
    assert script.status == 200 and len(script.body) == int(script.headers["content-length"])
    page = visitor.ask(f"/u/{HONEST}/")
    assert page.status == 200
    for answer in (script, page, visitor.ask("/in")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert f"wss://127.0.0.1:{front.port}" in page.headers["content-security-policy"]
    assert "unsafe" not in visitor.ask("/in").headers["content-security-policy"]


def test_nobody_gets_past_nginx_who_would_not_get_in_without(front: Front) -> None:
    assert front.visitor().enter("x" * 43).status == 403
    visitor, other = front.unit(HOSTILE), f"/u/{HONEST}/"
    for path in (other, f"/u/{HOSTILE}/../{HONEST}/", f"/u/{HOSTILE}/%2e%2e/{HONEST}/", f"//u/{HONEST}/"):
        assert visitor.ask(path).status in {400, 403, 404}, path
    for name, value in (
        ("X_Forwarded_Host", "evil.example"),
        ("X_Forwarded_For", "127.0.0.1"),
        ("X_Forwarded_Proto", "http"),
        ("X_Original_URL", other),
        ("X_Rewrite_URL", other),
        ("X_Accel_Redirect", other),
        ("Forwarded", "host=evil.example;proto=http"),
    ):
        assert visitor.ask(other, **{name: value}).status == 403, name
        same = visitor.ask(f"/u/{HOSTILE}/voila/static/voila.js", **{name: value})
        assert same.status == 200 and b"evil.example" not in same.body, name
    assert visitor.ask(f"/u/{HOSTILE}/", Host="evil.example").status == 421
    assert visitor.ask(f"/u/{HOSTILE}/", Host=f"localhost:{front.port}").status == 421
    assert visitor.status_of_line(f"/u/{HOSTILE}/presence/0-0-0-0-0", Origin="https://evil.example") == 403
    assert visitor.ask("/in", "POST", b"x" * 70_000).status == 413


def test_a_flood_is_stopped_by_nginx(front: Front) -> None:
    one = f"GET /in HTTP/1.1\r\nHost: 127.0.0.1:{front.port}\r\n"
    said = front.visitor().raw(f"{one}\r\n".encode() * 400 + f"{one}Connection: close\r\n\r\n".encode())
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", said)
    assert set(statuses) == {b"200", b"429"}
