"""The book's other forms: a line at the end of each page that leads to those which have been made, and to no others.

The build leaves the line empty, which hides it. The jobs that make a PDF and an EPUB put them beside the pages and then
fill the line, so that no link ever leads nowhere.
"""

import re
from pathlib import Path

from starcalc import __version__

KINDS = ("pdf", "epub")
EMPTY = '<p class="starcalc-forms"></p>'
LINE = re.compile(r'<p class="starcalc-forms">.*?</p>')


def file_of(kind):
    """What a form of this edition is called: starcalc-0.1.0.pdf."""
    return f"starcalc-{__version__}.{kind}"


def add_line(app, page, template, context, doctree):
    """Leaves room for the line at the end of every page that has a source."""
    if doctree is not None:
        context["body"] += EMPTY


def link_forms(out):
    """Fills the line on all pages below a folder with the forms that stand at its top; answers with their names."""
    found = [(kind, file_of(kind)) for kind in KINDS if Path(out, file_of(kind)).exists()]
    for page in sorted(Path(out).rglob("*.html")):
        text = page.read_text("utf-8")
        top = "../" * (len(page.relative_to(out).parts) - 1)
        links = " · ".join(f'<a href="{top}{file}">{kind.upper()}</a>' for kind, file in found)
        said = f'<p class="starcalc-forms">The whole book: {links}</p>' if found else EMPTY
        filled = LINE.sub(said, text)
        if filled != text:
            page.write_text(filled, "utf-8", newline="\n")
    return [file for _, file in found]
