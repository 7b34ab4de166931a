"""How long a reader with a telephone waits: 390 px, 1.44 Mb/s, 150 ms to and fro, a processor four times slower.

    python benchmarks/page_on_a_telephone.py [folder of the built book] [page ...]

Prints, as the median of five visits with an empty cache, when text is there (first contentful paint), when the first
live chart stands for one who touches the page as soon as it is there, how long scripts kept the page from answering,
and what came over the line. Needs Playwright and a Chromium, as the browser tests do.
"""

import gzip
import os
import shutil
import sys
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from time import strftime

from playwright.sync_api import sync_playwright

VISITS = 5
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.44e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
PACKED = {".html", ".css", ".js", ".svg", ".json"}
WATCH = """
    window.blocked = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((task) => window.blocked += task.duration - 50))
        .observe({type: "longtask", buffered: true});
    const look = setInterval(() => {
        const figure = document.querySelector("figure.starcalc-figure");
        if (performance.getEntriesByName("first-contentful-paint").length) {
            document.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}));  // one who touches what is there
        }
        if (figure?.starcalcView) { window.alive = performance.now(); clearInterval(look); }
    }, 20);
"""


@cache
def packed(path):
    """A file as a server sends it, compressed once."""
    return gzip.compress(Path(path).read_bytes(), 6)


class Packing(SimpleHTTPRequestHandler):
    """A file server that compresses text, as the book's host does, and counts what it sends."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def do_GET(self):
        path = self.translate_path(self.path)
        if not os.path.isfile(path):
            return self.send_error(404)
        squeeze = Path(path).suffix in PACKED
        body = packed(path) if squeeze else Path(path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if squeeze:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        Packing.sent += len(body)

    def log_message(self, *arguments):
        pass


def visit(browser, address):
    """One visit with an empty cache: seconds to text, to a chart (None if none came), blocked, and kilobytes."""
    Packing.sent = 0
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", LINE)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(3000)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    alive, blocked = page.evaluate("[window.alive, window.blocked]")
    context.close()
    return painted / 1e3, alive / 1e3 if alive else None, blocked / 1e3, Packing.sent / 1e3


def middle(values):
    """The median, or "-" where a visit has none."""
    return "-" if None in values else f"{median(values):.2f}"


def main(folder="_build/html", *pages):
    """Visits each page and prints a line for it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    print(f"{strftime('%Y-%m-%d %H:%M')}, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    print("page                  text s  chart s  blocked s  kB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for page in pages or ("book/index.html", "book/satellite.html"):
            found = [visit(browser, f"http://127.0.0.1:{server.server_port}/{page}") for _ in range(VISITS)]
            text, chart, blocked, weight = map(middle, zip(*found, strict=True))
            print(f"{page:20}  {text:>6}  {chart:>7}  {blocked:>9}  {weight}")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
