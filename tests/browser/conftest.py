"""Serves the built book on a loopback port and opens it in Chromium."""

import gzip
import json
import os
import re
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from xdist.scheduler import LoadScopeScheduling

BOOK = Path(__file__).parents[2] / "_build" / "html"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--no-first-run"]
# Each window would start a process of its own for the suggestions below an address bar that nobody sees, for a second.
# A second list of features replaces the first, so this is Playwright's own and those two.
UNUSED = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync"]
UNUSED += ["DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay"]
UNUSED += ["MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"]
UNUSED += ["OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"]
FLAGS += [f"--disable-features={','.join(UNUSED)}"]
PATIENCE = 90_000  # milliseconds: what takes one second on an idle machine takes thirty on a busy one
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
CLIPBOARD = ["clipboard-read", "clipboard-write"]
SPEC = re.compile(r'<script type="application/json" class="starcalc-spec">(.*?)</script>', re.DOTALL)


def pages():
    """Every page of the built book, below its folder; not the theme's templates, not the redirect at the top."""
    paths = sorted(path.relative_to(BOOK) for path in BOOK.rglob("*.html"))
    return [path.as_posix() for path in paths if not path.parts[0].startswith("_") and path != Path("index.html")]


def chapters():
    """The pages that somebody wrote, so not the search."""
    return [page for page in pages() if page.startswith("book/")]


def figures():
    """Every figure of the book: (page, what its spec says about it)."""
    found = []
    for page in chapters():
        for payload in SPEC.findall((BOOK / page).read_text("utf-8")):
            found.append((page, json.loads(payload)["usermeta"]["starcalc"]))
    return found


MADE = {}  # figures made again, by name: that takes longer than to compute them


def expected(about, values, chosen=None):
    """The sentence that Python writes over a figure of a page, with sliders and choices moved."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from drawn import figure_of, moved

    if about["name"] not in MADE:
        MADE[about["name"]] = figure_of(about)
    made = MADE[about["name"]]
    return made.sentence(moved(made, values, chosen), chosen)


def said(page, ending):
    """Wait until the page says that something with this ending was copied."""
    page.locator(".starcalc-toast", has_text=re.compile(f"copied: .*{re.escape(ending)}$")).wait_for()


def turn(page, theme):
    """Turn the page light or dark, and wait until no colour changes any more."""
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    # Asked again and again: what changes in a fold that is closed has an end, but is never told of it.
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState === 'finished')")


class ByPage(LoadScopeScheduling):
    """One process has all tests of a page, so that each page is opened once."""

    def _split_scope(self, nodeid):
        found = re.search(r"book/\w+", nodeid)
        if "test_calculator" in nodeid:
            return "book/calculator"
        return found[0] if found else nodeid


def pytest_xdist_make_scheduler(config, log):
    """Hand tests out page by page."""
    return ByPage(config, log)


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that keeps its connections and does not write a line for each request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def site():
    """The book's address on this machine, such as http://127.0.0.1:40123/."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=BOOK))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """A browser for all tests."""
    from playwright.sync_api import sync_playwright

    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium found: `sudo apt-get install chromium`, or set CHROMIUM to the path of one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def weight(urls, site):
    """The bytes of these files of the book as a server sends them: text compressed, each file once."""
    total = 0
    for path in {unquote(url.removeprefix(site).partition("#")[0].partition("?")[0]) for url in urls}:
        body = (BOOK / path).read_bytes()
        total += len(body if path.endswith(".woff2") else gzip.compress(body, 6))
    return total


class Reader:
    """A reader with a window: opens pages of the book, and remembers every complaint and every request."""

    def __init__(self, context, site, scripted=True):
        self.site, self.scripted = site, scripted
        self.page = context.new_page()
        self.complaints, self.requests, self.loaded = [], [], []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"{request.url}: {request.failure}"))
        self.page.on("response", self.look)

    def hear(self, message):
        """Note errors and warnings of the console."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def look(self, response):
        """Note what the server could not give."""
        if response.status >= 400:
            self.complaints.append(f"{response.url}: {response.status}")

    def open(self, path, name=None):
        """Open a page and bring one figure or all to life."""
        self.page.goto(self.site + path)
        if not self.scripted:
            return self.page
        self.page.mouse.move(1, 1)  # charts and all that is out of sight wait for a reader
        waiting = ".bd-article > section > section:not(.starcalc-laid)"
        self.page.wait_for_function(f"() => !document.querySelector('{waiting}')")
        for figure in self.page.query_selector_all(f"#figure-{name}" if name else "figure.starcalc-figure"):
            figure.scroll_into_view_if_needed()
            self.page.wait_for_function("figure => figure.starcalcView", arg=figure)
        self.loaded = list(self.requests)  # before the reader stirs and asks for more
        return self.page


@pytest.fixture(scope="session")
def windows(chromium):
    """A window per kind of reader, kept so that the browser's cache is: windows(viewport=..., color_scheme=...)."""
    opened = {}

    def window(**options):
        key = json.dumps(options, sort_keys=True)
        if key not in opened:
            opened[key] = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
            opened[key].set_default_timeout(PATIENCE)
        return opened[key]

    return window


@pytest.fixture
def reader(windows, site):
    """Makes readers, each with a fresh page: reader(viewport=..., color_scheme=...)."""
    made = []

    def make(**options):
        made.append(Reader(windows(**options), site))
        return made[-1]

    yield make
    for each in made:
        each.page.close()


@pytest.fixture(scope="session")
def shelf():
    """The readers whose page tests leave as they find it, by path and kind, and the failures seen by then."""
    return {}


@pytest.fixture
def opened(windows, site, shelf, request):
    """A reader who opened a page, and keeps it for later tests: opened(path, java_script_enabled=...).

    After a failure every page is opened anew, so that one test's mess is not another's.
    """

    def hand_out(path, **options):
        failures, key = request.session.testsfailed, (path, json.dumps(options, sort_keys=True))
        for other in [other for other in shelf if other[0] != path]:
            shelf.pop(other)[0].page.close()  # tests come page by page
        one, seen = shelf.get(key, (None, failures))
        if one is None or seen != failures:
            if one:
                one.page.close()
            one = Reader(windows(permissions=CLIPBOARD, **options), site, options.get("java_script_enabled", True))
            one.open(path)
            shelf[key] = one, failures
        one.page.bring_to_front()
        return one

    return hand_out


@pytest.fixture
def kept(opened):
    """The page of such a reader, with one figure in view: kept(path, name, java_script_enabled=...)."""

    def hand_out(path, name=None, **options):
        page = opened(path, **options).page
        if name:
            page.locator(f"#figure-{name}").scroll_into_view_if_needed()
        return page

    return hand_out
