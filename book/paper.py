"""Prints the built book as one PDF: _build/html/starcalc-EDITION.pdf, to which its pages then lead.

    python book/paper.py              the whole book
    python book/paper.py heat drag    some of its pages, to look at
    python book/paper.py --to FILE    to another place

What is printed are the pages of the last `nox -s book`, in the order of the book, as they look without JavaScript: the
charts as the drawings that the build has made, the controls as lists of values. One document is made of them, whose
links lead to its own pages; headless Chromium, CHROMIUM or the first on the path, prints it.
"""

import argparse
import io
import os
import shutil
import sys
from html import escape
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Fit

from starcalc import __version__
from starcalc.page import still
from starcalc.page.editions import edition_day
from starcalc.page.forms import file_of, link_forms

HOME = Path(__file__).parents[1]
BUILT = HOME / "_build" / "html"
SITE = "http://book.invalid/"  # never asked: every request is answered from the built pages
WHOLE = "book/whole.html"
SHEET = Path(__file__).with_name("paper.css")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MARGIN = "border: 0; font: 8pt 'Liberation Sans', sans-serif; color: #444;"
PATIENCE = 300_000  # milliseconds


def name(path, place=""):
    """What a place of a page is called in the whole: heat--figure-kilowatts; the page itself: heat."""
    return f"{Path(path).stem}--{place}" if place else Path(path).stem


def link(path, place=""):
    """A link to a place of a page."""
    return f"#{name(path, place)}"


def chapter(page, path, known, published):
    """The text of a page as a part of the whole, with its own names of places, and every link within the whole."""
    article = still.still(page, path, known, link, published)
    for item in article.select("[id]"):
        item["id"] = name(path, item["id"])
    for attribute in still.NAMING:
        for item in article.select(f"[{attribute}]"):
            item[attribute] = " ".join(name(path, each) for each in item.get_attribute_list(attribute))
    for image in article.select("img[src]"):
        image["src"] = f"/{image['src']}"
    return f'<section class="paper-chapter paper-{name(path)}" id="{name(path)}">{article.decode_contents()}</section>'


def running_heads(parts):
    """A style sheet that names the chapter at the top of its sheets."""
    rules = []
    for _, pages in parts:
        for path, title in pages:
            said = title.replace("\\", "\\\\").replace('"', '\\"')
            rules.append(f".paper-{name(path)} {{ page: {name(path).replace('_', '-')}; }}")
            rules.append(f'@page {name(path).replace("_", "-")} {{ @top-right {{ content: "{said}"; {MARGIN} }} }}')
    return "\n".join(rules)


def front(parts, numbers, title, facts):
    """Title page and contents; `numbers` has the sheet on which each page of the book begins, by its name."""
    lines = "".join(f"<p>{escape(fact)}</p>" for fact in facts)
    listed = []
    for part, pages in parts:
        rows = "".join(
            f'<li><a href="#{name(path)}"><span>{escape(said)}</span></a><b>{numbers.get(name(path), "")}</b></li>'
            for path, said in pages
        )
        listed.append(f"<p>{escape(part)}</p><ul>{rows}</ul>" if part else f"<ul>{rows}</ul>")
    return (
        f'<section class="paper-title"><img src="/_static/logo.svg" alt="" /><div>{escape(title)}</div>{lines}'
        "</section>"
        f'<section class="paper-contents"><h2>Contents</h2>{"".join(listed)}</section>'
    )


def whole(opening, chapters, pages, parts):
    """The whole book as one page, with the style sheets of its pages."""
    found = [
        link["href"].partition("?")[0] for page in pages.values() for link in page.select('link[rel="stylesheet"]')
    ]
    sheets = "".join(
        f'<link rel="stylesheet" href="/{normpath(join("book", sheet))}" />' for sheet in dict.fromkeys(found)
    )
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8" /><title>The whole book</title>'
        f"{sheets}<style>{SHEET.read_text('utf-8')}{running_heads(parts)}</style></head>"
        f'<body><main class="bd-main bd-content"><article class="bd-article">{opening}{chapters}</article></main>'
        "</body></html>"
    )


def printed(sheet, text):
    """The bytes of a page's PDF, with the headings of the page as its outline."""

    def answer(route):
        path = unquote(urlsplit(route.request.url).path).lstrip("/")
        file = BUILT / path
        if path == WHOLE:
            route.fulfill(body=text, content_type="text/html; charset=utf-8")
        elif route.request.url.startswith(SITE) and file.is_file():
            route.fulfill(path=file)
        else:
            sys.exit(f"the pages ask for {route.request.url}, which is not there")

    sheet.route("**/*", answer)
    sheet.goto(SITE + WHOLE, wait_until="load")
    sheet.evaluate("document.fonts.ready.then(() => null)")
    paper = sheet.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    sheet.unroute("**/*")
    return paper


def sheets_of(paper):
    """The sheet, counted from 1, on which each place of a PDF stands that a link leads to."""
    found = PdfReader(io.BytesIO(paper))
    return {
        place.lstrip("/"): found.get_destination_page_number(target) + 1
        for place, target in found.named_destinations.items()
    }


def bound(paper, parts, title, author, day):
    """The PDF with its parts over its chapters in the outline, and nothing in it that says when it was printed."""
    book = PdfWriter()
    read = PdfReader(io.BytesIO(paper))
    book.append(read, import_outline=False)
    # Chromium's outline: chapters with their sections below them, in one list after the contents.
    headings, chapters = list(read.outline), {}
    for place, heading in enumerate(headings):
        if not isinstance(heading, list):
            below = headings[place + 1] if place + 1 < len(headings) else []
            chapters.setdefault(heading.title, (heading, below if isinstance(below, list) else []))

    def mark(heading, above):
        sheet = read.get_destination_page_number(heading)
        at = Fit.xyz(top=float(heading.top)) if isinstance(heading.top, float | int) else Fit.fit()
        return book.add_outline_item(title=heading.title, page_number=sheet, parent=above, fit=at, is_open=False)

    for part, pages in parts:
        first = next((chapters[said][0] for _, said in pages if said in chapters), None)
        if first is None:
            continue
        above = book.add_outline_item(title=part, page_number=read.get_destination_page_number(first)) if part else None
        for _, said in pages:
            heading, below = chapters.get(said, (None, []))
            if heading:
                over = mark(heading, above)
                for section in below:
                    if not isinstance(section, list):
                        mark(section, over)
    stamp = f"D:{day.replace('-', '')}000000Z"
    book.metadata = None
    book.add_metadata(
        {
            "/Title": title,
            "/Author": author,
            "/Subject": f"Edition {__version__}",
            "/CreationDate": stamp,
            "/ModDate": stamp,
        }
    )
    book.page_layout, book.page_mode = "/OneColumn", "/UseOutlines"
    made = io.BytesIO()
    book.write(made)
    return made.getvalue()


def chromium():
    """The path of a browser; without one the program ends and says how to get it."""
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for each in names if each and (path := shutil.which(each))), None)
    return found or sys.exit("no Chromium found: `sudo apt-get install chromium`, or set CHROMIUM to the path of one")


def main():
    """Print the book, or some of its pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="pages by name, without .html; all by default")
    parser.add_argument("--to", type=Path, default=BUILT / file_of("pdf"), help="the file to write")
    arguments = parser.parse_args()
    if not (BUILT / "book" / "index.html").exists():
        sys.exit("there is no built book: run `nox -s book` first")
    index = still.read(BUILT / "book" / "index.html")
    parts = still.contents(index)
    if arguments.names:
        parts = [(part, [page for page in pages if Path(page[0]).stem in arguments.names]) for part, pages in parts]
        parts = [(part, pages) for part, pages in parts if pages]
    pages = {path: still.read(BUILT / path) for _, listed in parts for path, _ in listed}
    known = still.places(pages)
    address = still.address(index)
    day = edition_day(HOME)
    author = index.select_one('meta[name="author"]')["content"]
    facts = [author, f"Edition {__version__}, {day}", still.rights(index)]
    facts += [f"The same book with figures that move: {address}"] if address else []
    chapters, title = "".join(chapter(page, path, known, address) for path, page in pages.items()), parts[0][1][0][1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        sheet = browser.new_page()
        sheet.set_default_timeout(PATIENCE)
        numbers = {}
        for _ in range(2):  # the second time with the numbers of the sheets on which the chapters begin
            paper = printed(sheet, whole(front(parts, numbers, title, facts), chapters, pages, parts))
            numbers = sheets_of(paper)
        browser.close()
    paper = bound(paper, parts, index.title.get_text(strip=True), author, day)
    arguments.to.parent.mkdir(parents=True, exist_ok=True)
    arguments.to.write_bytes(paper)
    link_forms(BUILT)
    print(f"{arguments.to}: {len(PdfReader(io.BytesIO(paper)).pages)} pages, {len(paper) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
