"""How to cite each page."""

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

from starcalc import __version__


def mend_roles(app, page, template, context, doctree):
    """Gives the entries of a reference list a role that screen readers know, and folds the name that they show."""
    if doctree is not None:
        body = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')  # docutils' own is deprecated
        context["body"] = body.replace(' aria-label="Toggle hidden content"', "")  # MyST-NB's, the same for every fold


def add_citation(app, page, template, context, doctree):
    """Ends every page that has a source with a folded "Cite this chapter"; the first page cites the whole book."""
    if doctree is None:
        return
    whole, book = page == app.config.root_doc, app.config.html_title
    base, path = (app.config.html_baseurl or "").rstrip("/"), app.builder.get_target_uri(page)
    entry = {
        "kind": "book" if whole else "incollection",
        "key": "starcalc" if whole else f"starcalc-{Path(page).name}",
        "author": app.config.author,
        "title": book if whole else app.env.titles[page].astext(),
        "book": "" if whole else book,
        "date": last_change(Path(app.env.doc2path(page))),
        "url": f"{base}/{path}" if base else "",
        "path": path,
    }
    blocks = "".join(
        f'<div class="highlight-{language} notranslate"><div class="highlight"><pre>{escape(text)}</pre></div></div>'
        for language, text in (("text", citation_text(entry)), ("bibtex", citation_bibtex(entry)))
    )
    summary = "Cite this book" if whole else "Cite this chapter"
    context["body"] += f'<details class="starcalc-cite" id="cite"><summary>{summary}</summary>{blocks}</details>'


def citation_text(entry):
    """One line that a person can read and paste."""
    titles = [entry["title"], f"In: {entry['book']}" if entry["book"] else ""]
    sentences = [title if title.endswith(("?", "!", ".")) else f"{title}." for title in titles if title]
    version = f"Version {__version__}, {entry['date']}. {entry['url'] or entry['path']}"
    return " ".join([f"{entry['author']} ({entry['date'][:4]}).", *sentences, version])


def citation_bibtex(entry):
    """The same for a reference manager."""
    where = "" if entry["url"] else f", {entry['path']}"
    fields = {
        "author": f"{{{entry['author']}}}",  # a second pair of braces keeps the team's name and the titles whole
        "title": f"{{{tex(entry['title'])}}}",
        "booktitle": f"{{{tex(entry['book'])}}}" if entry["book"] else "",
        "year": entry["date"][:4],
        "note": f"Version {__version__}, {entry['date']}{where}",
        "url": entry["url"],
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry['kind']}{{{entry['key']},\n" + ",\n".join(lines) + "\n}"


def tex(text):
    """The text with the characters that TeX reads as commands made plain."""
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in text)


def last_change(source):
    """The day the page is dated, as 2026-11-23: SOURCE_DATE_EPOCH, else its last commit, else today."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    committed = ""
    if git := shutil.which("git"):
        log = [git, "log", "-1", "--format=%cs", "--", source.name]
        committed = subprocess.run(log, cwd=source.parent, capture_output=True, text=True, check=False).stdout.strip()
    return committed or date.today().isoformat()
