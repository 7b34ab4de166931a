"""Prints the built book, in the order of its contents, into one PDF, with a Chromium whose path CHROMIUM names.

python jobs/paper.py dist/starcalc-0.2.0.pdf
"""

import os
import re
import sys
import threading
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter

HOME = Path(__file__).parents[1]
PAGES = HOME / "_build" / "html"
SHEET = {"format": "A4", "print_background": True, "margin": dict.fromkeys(("top", "bottom", "left", "right"), "16mm")}
PATIENCE = 120_000  # milliseconds


class Quiet(SimpleHTTPRequestHandler):
    """Serves the book and says nothing."""

    def log_message(self, *_):
        """Says nothing."""


def contents():
    """The names of the pages in the order of the table of contents."""
    return re.findall(r"(?:root|file): (book/\w+)", (HOME / "_toc.yml").read_text("utf-8"))


def title(name):
    """A page's title without the book's."""
    found = re.search(r"<title>(.*?)</title>", (PAGES / f"{name}.html").read_text("utf-8"), re.DOTALL)[1]
    return unescape(found).split("—")[0].strip()


def printed(page, address):
    """One page as PDF, once it has drawn what it draws."""
    page.goto(address, wait_until="networkidle", timeout=PATIENCE)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # pictures that wait to be scrolled to come now
    page.wait_for_load_state("networkidle", timeout=PATIENCE)
    return page.pdf(**SHEET)


def main(target):
    """Print every page and bind them, with an outline."""
    book = PdfWriter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=PAGES))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for name in contents():
            sheets = PdfReader(BytesIO(printed(page, f"http://127.0.0.1:{server.server_port}/{name}.html")))
            book.append(sheets, outline_item=title(name), import_outline=False)
            print(f"{name}: {len(sheets.pages)} sheets", flush=True)
        browser.close()
    server.shutdown()
    server.server_close()
    book.add_metadata({"/Title": title("book/index")})
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    book.write(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
