"""The built pages as they stand where nothing moves: on paper and in an e-book.

A page comes and goes as the soup that BeautifulSoup makes of it. Whoever reads it there can unfold and press nothing,
so folds are open, controls are lists of values, and charts are the drawings that the build has made.
"""

import re
from html import escape
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urldefrag, urlsplit

from bs4 import BeautifulSoup, Comment

INDEX = "book/index.html"
ASSUMPTIONS = "book/assumptions.html"
# What only a page in a browser has use for. The first page cites the whole book, and its imprint does so too.
UNWANTED = "script, noscript, a.headerlink, button, dialog, "
UNWANTED += ".starcalc-cite, .starcalc-forms, .starcalc-newer, .starcalc-note"
ASSUMED = re.compile(r"And \d+ more that this chapter uses")
NAMING = ("for", "aria-labelledby", "aria-describedby", "headers")  # attributes that name other elements


def read(path):
    """A built page as soup."""
    return BeautifulSoup(Path(path).read_text("utf-8"), "html.parser")


def contents(index):
    """Parts and pages in their order, from the menu of the first page: [(part, [(path, title)])]."""
    found = [("", [])]
    for item in index.select("nav.bd-links :is(p.caption, li.toctree-l1 > a)"):
        if item.name == "p":
            found.append((item.get_text(strip=True), []))
        else:
            path = normpath(join("book", urldefrag(item["href"])[0] or "index.html"))
            found[-1][1].append((path, item.get_text(strip=True)))
    return found


def address(index):
    """Where the book is published, as its first page says; "" where it does not."""
    canonical = index.select_one('link[rel="canonical"]')
    return canonical["href"].partition("/book/")[0] if canonical else ""


def rights(index):
    """Whose the book is, and what may be done with it."""
    return " ".join(index.select_one("p.copyright").get_text(" ").split())


def places(pages):
    """Every place of these pages that a link may lead to: (path, id), and (path, "") for each page itself."""
    found = {(path, "") for path in pages}
    for path, page in pages.items():
        found |= {(path, item["id"]) for item in page.select("article.bd-article [id]")}
    return found


def still(page, path, known, name, published=""):
    """The text of a page, an element, whose links lead within the whole; the page is changed on the way.

    `known` has all places; `name(path, id)` says what a place is called in the whole, and where no link can follow an
    id is `published`, the address of the book, the last resort: without it a link to a file of the book is plain text.
    """
    article = page.select_one("article.bd-article")
    for unwanted in article.select(UNWANTED):
        unwanted.decompose()
    for comment in article.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for wide in article.select("picture"):
        wide.source.decompose()
        wide.unwrap()
    unfold(article, listed=(ASSUMPTIONS, "") in known)
    for image in article.select("img[src]"):
        image["src"] = normpath(join(Path(path).parent.as_posix(), image["src"]))
    for link in article.select("a[href]"):
        target = within(link["href"], path, known, name, published)
        if target:
            link["href"] = target
        else:
            link.unwrap()
    return article


def unfold(article, listed):
    """Opens the folds of a page, but for code, and for what stands elsewhere in the book and needs no second place.

    `listed` says whether all assumptions are among the pages, to which their folds then lead.
    """
    told = False
    for fold in article.select("details"):
        kinds, heading = fold.get("class", []), fold.summary.get_text(" ", strip=True)
        group = listed and "calc-group" in kinds  # of the calculator, which has all assumptions once more
        unread = (
            fold.find_parent(class_="slice")
            or "knob" in kinds
            or ("hide" in kinds and not fold.select_one(".cell_output"))
        )
        if unread or (group and told):
            fold.decompose()
        elif group or (listed and ASSUMED.fullmatch(heading)):
            told = told or group
            link = (
                f'{"The others" if group else escape(heading)}: see <a href="{Path(ASSUMPTIONS).name}">all of them</a>'
            )
            fold.name, fold.attrs = "p", {"class": "still-elsewhere"}
            fold.clear()
            fold.append(BeautifulSoup(link, "html.parser"))
        else:
            fold["open"] = ""
            if "hide" in kinds:  # an exercise's, whose code is folded too
                fold.summary.string = "Solution"
                for code in fold.select(".cell_input"):
                    code.decompose()


def within(href, path, known, name, published):
    """Where a link of a page leads: a place of the whole, the published book, another host, or nowhere, which is ""."""
    if urlsplit(href).scheme:
        return href
    file, place = urldefrag(href)
    target = normpath(join(Path(path).parent.as_posix(), file)) if file else path
    for wanted in ((target, unquote(place)), (target, "")):
        if wanted in known:
            return name(*wanted)
    return f"{published}/{target}{'#' * bool(place)}{place}" if published else ""
