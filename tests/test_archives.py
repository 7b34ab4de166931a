"""The weekly look at every web address, against a server of our own that plays both the web and the Archive."""

import importlib.util
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

HOME = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("links_job", HOME / "jobs" / "links.py")
job = importlib.util.module_from_spec(spec)
spec.loader.exec_module(job)

STATUS = {"/there": 200, "/gone": 404, "/shy": 403, "/busy": 503}
COPY = {"url": "http://web.archive.org/web/20260105120000/x", "timestamp": "20260105120000", "status": "200"}


class Web(BaseHTTPRequestHandler):
    """Pages that are there or not, and the Archive's two questions."""

    saved = ()

    def do_HEAD(self):
        self.answer(405 if self.path == "/headless" else STATUS.get(self.path, 200))

    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path == "/wayback/available":
            (address,) = parse_qs(parts.query)["url"]
            known = address.endswith(("/there", "/gone"))
            return self.answer(200, {"archived_snapshots": {"closest": COPY | {"available": True}} if known else {}})
        if parts.path.startswith("/save/"):
            Web.saved = (*Web.saved, parts.path.removeprefix("/save/"))
        return self.answer(STATUS.get(self.path, 200))

    def answer(self, status, told=None):
        text = json.dumps(told).encode() if told is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text)

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture(scope="module")
def web():
    """The address of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def run(web, monkeypatch, tmp_path, capsys):
    """Runs the job on some addresses: (exit status, what it wrote, what it said)."""

    def once(*paths, known=None, flags=()):
        monkeypatch.setattr(job, "addresses", lambda: {f"{web}{path}": {"references.bib"} for path in paths})
        monkeypatch.setattr(job, "HOME", tmp_path)
        monkeypatch.setattr(job, "COPIES", tmp_path / "archives.json")
        monkeypatch.setattr(job, "PAUSE", 0)
        monkeypatch.setattr("sys.argv", ["links.py", "--archive", web, "--saver", web, *flags])
        (tmp_path / "archives.json").write_text(json.dumps(known or {}), "utf-8")
        with pytest.raises(SystemExit) as end:
            job.main()
        return end.value.code, json.loads((tmp_path / "archives.json").read_text("utf-8")), capsys.readouterr().out

    return once


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/there", "there"),
        ("/headless", "there"),
        ("/gone", "gone: 404"),
        ("/shy", "refused: 403"),
        ("/busy", "refused: 503"),
    ],
)
def test_an_address_is_there_or_gone_or_refuses(web, path, said):
    assert job.state(f"{web}{path}") == said


def test_a_host_that_nobody_answers_for_is_gone():
    assert job.state("http://127.0.0.1:9/").startswith("gone: ")


def test_copies_are_kept_and_what_is_gone_fails_with_its_copy(run, web):
    status, copies, said = run("/there", "/gone", "/shy")
    assert status == 1
    assert copies[f"{web}/gone"] == {"copy": "https://web.archive.org/web/20260105120000/x", "day": "2026-01-05"}
    assert f"{web}/shy" not in copies
    assert f"gone: 404: {web}/gone, in references.bib; https://web.archive.org" in said
    assert "3 asked, 1 of them refused to speak to a program, 1 are gone" in said


def test_a_copy_that_is_known_stays_and_one_of_no_address_goes(run, web):
    mine = {"copy": "https://web.archive.org/web/2020/y", "day": "2020-01-01"}
    status, copies, _ = run("/there", known={f"{web}/there": mine, "https://example.org/old": mine})
    assert status == 0
    assert copies == {f"{web}/there": mine}


def test_the_archive_is_asked_to_keep_what_it_has_not(run, web):
    _, copies, said = run("/shy", "/there", flags=("--save", "--no-check"))
    assert Web.saved == (f"{web}/shy",)
    assert list(copies) == [f"{web}/there"]
    assert "asked to keep" in said


def test_every_address_of_the_references_is_asked():
    found = job.addresses()
    assert len(found) > 200
    assert all(urlsplit(address).netloc for address in found)
    assert not [address for address in found if "\\" in address or address.endswith((".", ","))]


def test_the_copies_that_the_book_shows_are_of_its_own_addresses():
    copies = json.loads((HOME / "book" / "archives.json").read_text("utf-8"))
    assert copies.keys() <= job.addresses().keys()
    assert all(copy["copy"].startswith("https://") and copy["day"] for copy in copies.values())
