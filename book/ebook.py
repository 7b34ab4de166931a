"""Binds the built book as an EPUB 3: _build/html/starcalc-EDITION.epub, to which its pages then lead.

    python book/ebook.py              the whole book
    python book/ebook.py --to FILE    to another place

What is bound are the pages of the last `nox -s book`, in the order of the book: text, tables, formulas as MathML with
their font, and each figure as the drawing that the build has made. The same pages make the same bytes.
"""

import argparse
import re
import sys
import zipfile
from html import escape
from pathlib import Path
from posixpath import basename
from uuid import NAMESPACE_URL, uuid5

import vl_convert
from bs4 import BeautifulSoup

from starcalc import __version__
from starcalc.page import still
from starcalc.page.editions import edition_day
from starcalc.page.fonts import MATHS
from starcalc.page.forms import file_of, link_forms

HOME = Path(__file__).parents[1]
BUILT = HOME / "_build" / "html"
SHEET = Path(__file__).with_name("ebook.css")
LOGO = Path(__file__).with_name("logo.svg")
NAMESPACES = {"math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg"}
XHTML = "application/xhtml+xml"
KINDS = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".xhtml": XHTML}
# Elements whose names XML tells apart by their letters' size, as HTML does not.
SIZED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
LAYOUT = ("align", "valign", "width", "border", "cellspacing", "cellpadding")  # attributes that HTML 5 has given up
ALIKE = (("aria-level", "p"), ("role", "li"), ("role", "p"), ("role", "dl"), ("role", "span"))
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="ebook.css" /></head>
<body>{body}</body>
</html>
"""
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
COVER = """<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1800" viewBox="0 0 1200 1800">
<rect width="1200" height="1800" fill="#f7f6f2"/>
<svg x="390" y="980" width="420" height="420" viewBox="{box}">{drawing}</svg>
<g font-family="Liberation Serif, DejaVu Serif, serif" fill="#111" text-anchor="middle">{lines}
<text x="600" y="1640" font-size="44">{author}</text><text x="600" y="1710" font-size="38">Edition {edition}</text></g>
</svg>"""


def place_of(path, place=""):
    """What a place of a page is called in the book: heat.xhtml#figure-kilowatts."""
    return f"{Path(path).stem}.xhtml" + (f"#{place}" if place else "")


def page_of(article, title):
    """The text of a page as XHTML, and the properties that a list of the book's files has to name."""
    for image in article.select("img[src]"):
        image["src"] = f"images/{basename(image['src'])}"
    for tag, space in NAMESPACES.items():
        for item in article.find_all(tag):
            item["xmlns"] = space
            item.attrs = {SIZED.get(key, key): value for key, value in item.attrs.items()}
    for item in article.select(":not(mstyle)[scriptlevel], :not(mstyle, mtable)[displaystyle]"):
        style = BeautifulSoup("", "html.parser").new_tag("mstyle")  # where XHTML wants what HTML takes anywhere
        style.attrs = {key: item.attrs.pop(key) for key in ("scriptlevel", "displaystyle") if key in item.attrs}
        item.wrap(style)
    for item in article.find_all(True):
        for attribute in [each for each in item.attrs if unfit(item, each)]:
            del item[attribute]
    properties = [says for tag, says in (("math", "mathml"), ("svg", "svg")) if article.find(tag)]
    body = article.decode_contents(formatter="minimal")
    return PAGE.format(title=escape(title), body=f"<section>{body}</section>"), properties


def unfit(item, attribute):
    """Whether an attribute of an element belongs to the page in a browser only."""
    if attribute.startswith("data-") or (attribute, item.name) in ALIKE or attribute == "target":
        return True
    return item.name in ("table", "col", "td", "th", "tr") and attribute in LAYOUT


def cover(title, author):
    """The picture on the front: title, authors and edition, as PNG."""
    drawing = LOGO.read_text("utf-8")
    box = re.search(r'viewBox="([^"]+)"', drawing)[1]
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)[1]
    words, rows = title.split(), [""]
    for word in words:
        if len(f"{rows[-1]} {word}") > 16:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    lines = "".join(
        f'<text x="600" y="{420 + 150 * n}" font-size="130" font-weight="600">{escape(row)}</text>'
        for n, row in enumerate(rows)
    )
    drawn = COVER.format(box=box, drawing=inside, lines=lines, author=escape(author), edition=__version__)
    return vl_convert.svg_to_png(drawn)


def contents_page(parts):
    """The book's contents, for readers and for their machines."""
    rows = []
    for part, pages in parts:
        listed = "".join(f'<li><a href="{place_of(path)}">{escape(title)}</a></li>' for path, title in pages)
        rows.append(f"<li><span>{escape(part)}</span><ol>{listed}</ol></li>" if part else listed)
    return PAGE.format(
        title="Contents", body=f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{"".join(rows)}</ol></nav>'
    )


def title_page(title, facts):
    """Cover, title, authors, edition, licence."""
    lines = "".join(f"<p>{escape(fact)}</p>" for fact in facts)
    body = f'<section class="title"><img src="images/cover.png" alt="{escape(title)}" />{lines}</section>'
    return PAGE.format(title=escape(title), body=body)


def package(title, author, day, home, files):
    """The list of all that the book holds, in the order of reading: `files` has the properties of each by its name."""
    identity = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{home or title}#{__version__}')}"
    items, spine = [], []
    for name, properties in files.items():
        key = re.sub(r"\W", "-", f"file-{name}")
        said = f' properties="{" ".join(properties)}"' if properties else ""
        items.append(f'<item id="{key}" href="{name}" media-type="{KINDS[Path(name).suffix]}"{said}/>')
        if name.endswith(".xhtml"):
            spine.append(f'<itemref idref="{key}"/>')
    source = f"<dc:source>{escape(home)}</dc:source>" if home else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="identity" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="identity">{identity}</dc:identifier><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>en</dc:language><dc:creator>{escape(author)}</dc:creator><dc:date>{day}</dc:date>{source}"
        f"<dc:description>Edition {__version__}</dc:description><dc:rights>{escape(still.rights(index()))}</dc:rights>"
        f'<meta property="dcterms:modified">{day}T00:00:00Z</meta></metadata>\n<manifest>\n{chr(10).join(items)}\n'
        f"</manifest>\n<spine>{''.join(spine)}</spine>\n</package>\n"
    )


def index():
    """The first page of the built book."""
    return still.read(BUILT / still.INDEX)


def bound():
    """The files of the book: bytes or text by name, in the order in which they are packed."""
    first, day = index(), edition_day(HOME)
    parts, home = still.contents(first), still.address(first)
    title, author = first.title.get_text(strip=True), first.select_one('meta[name="author"]')["content"]
    listed = [page for _, pages in parts for page in pages]
    known = still.places({path: still.read(BUILT / path) for path, _ in listed})
    facts = [author, f"Edition {__version__}, {day}", still.rights(first)]
    facts += [f"The same book with figures that move: {home}"] if home else []
    files, texts = {}, {"title.xhtml": title_page(title, facts), "contents.xhtml": contents_page(parts)}
    files |= {"title.xhtml": [], "contents.xhtml": ["nav"]}
    for path, said in listed:
        article = still.still(still.read(BUILT / path), path, known, place_of, home)
        for image in article.select("img[src]"):
            file = f"images/{basename(image['src'])}"
            files[file], texts[file] = [], (BUILT / image["src"]).read_bytes()
        texts[place_of(path)], files[place_of(path)] = page_of(article, said)
    files |= {"ebook.css": [], MATHS.name: [], "images/cover.png": ["cover-image"]}
    texts["ebook.css"], texts[MATHS.name] = SHEET.read_text("utf-8"), (BUILT / "_static" / MATHS).read_bytes()
    texts["images/cover.png"] = cover(title, author)
    inside = {f"book/{name}": text for name, text in texts.items()}
    opf = package(title, author, day, home, files)
    return {"META-INF/container.xml": CONTAINER, "book/book.opf": opf} | inside


def packed(files, target):
    """Writes the files as an EPUB, which names its kind first; times are those of no clock."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as book:
        for name, text in ({"mimetype": "application/epub+zip"} | files).items():
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            book.writestr(about, text)


def main():
    """Bind the book."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=BUILT / file_of("epub"), help="the file to write")
    target = parser.parse_args().to
    if not (BUILT / still.INDEX).exists():
        sys.exit("there is no built book: run `nox -s book` first")
    packed(bound(), target)
    link_forms(BUILT)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
