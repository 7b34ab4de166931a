"""How to cite each page, for people and for their reference managers: files in the folder `cite` of the built book."""

from datetime import UTC, date, datetime, time
from html import escape
from pathlib import Path

import yaml
from sphinx.util.i18n import format_date

from starcalc import __version__
from starcalc.page import exchange
from starcalc.page.editions import edition_day, last_change

FOLDER = "cite"  # of files for reference managers
FORMS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL"}
ABOUT = "CITATION.cff"  # what the repository says of itself
REFERENCES = Path("book", "references.bib")


def mend_roles(app, page, template, context, doctree):
    """Gives the entries of a reference list a role that screen readers know, and folds the name that they show."""
    if doctree is not None:
        body = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')  # docutils' own is deprecated
        context["body"] = body.replace(' aria-label="Toggle hidden content"', "")  # MyST-NB's, the same for every fold


def date_page(app, page, template, context, doctree):
    """Dates a page in its footer as its citation does, so that a build tomorrow says the same; others are not dated."""
    day = None if doctree is None else date.fromisoformat(last_change(Path(app.env.doc2path(page))))
    form, language = app.config.html_last_updated_fmt, app.config.language
    noon = day and datetime.combine(day, time(12), UTC)
    context["last_updated"] = noon and form and format_date(form, date=noon, language=language)


def add_citation(app, page, template, context, doctree):
    """Ends every page that has a source with a folded "Cite this chapter"; the first page cites the whole book."""
    if doctree is None:
        return
    whole, path = page == app.config.root_doc, app.builder.get_target_uri(page)
    base = (app.config.html_baseurl or "").rstrip("/")
    entry = {
        "kind": "incollection",
        "key": f"starcalc-{Path(page).name}",
        "author": app.config.author,
        "title": app.env.titles[page].astext(),
        "book": app.config.html_title,
        "date": last_change(Path(app.env.doc2path(page))),
        "url": f"{base}/{path}" if base else "",
        "path": path,
    }
    if whole:
        about = yaml.safe_load(Path(app.srcdir, ABOUT).read_text("utf-8"))
        entry |= {"kind": "book", "key": "starcalc", "book": "", "date": edition_day(app.srcdir)}
        entry |= {"author": " and ".join(map(named, about["authors"])), "title": about["title"]}
    bibtex = citation_bibtex(entry)
    files = write_forms(app.outdir, entry["key"], bibtex) + ([ABOUT] if whole else [])
    blocks = "".join(
        f'<div class="highlight-{language} notranslate"><div class="highlight"><pre>{escape(text)}</pre></div></div>'
        for language, text in (("text", citation_text(entry)), ("bibtex", bibtex))
    )
    top = "../" * page.count("/")
    links = " · ".join(
        f'<a href="{top}{FOLDER}/{file}" download>{FORMS.get(file.rpartition(".")[2], file)}</a>' for file in files
    )
    summary = "Cite this book" if whole else "Cite this chapter"
    context["body"] += (
        f'<details class="starcalc-cite" id="cite"><summary>{summary}</summary>{blocks}'
        f"<p>For a reference manager: {links}</p></details>"
    )


def named(author):
    """An author of CITATION.cff: a team by its name, a person as family, given."""
    return author.get("name") or f"{author['family-names']}, {author['given-names']}"


def write_forms(out, name, bibtex):
    """Writes entries of BibTeX in all forms below a folder; answers with the files' names."""
    folder = Path(out, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    found = exchange.entries(bibtex)
    texts = {"bib": f"{bibtex.strip()}\n", "ris": exchange.as_ris(found), "json": exchange.as_csl(found)}
    for form, text in texts.items():
        Path(folder, f"{name}.{form}").write_text(text, "utf-8", newline="")
    return [f"{name}.{form}" for form in FORMS]


def write_lists(app, exception):
    """Writes the references in all forms, and CITATION.cff with the day and the addresses of this edition."""
    if exception or app.builder.format != "html":
        return
    write_forms(app.outdir, REFERENCES.stem, Path(app.srcdir, REFERENCES).read_text("utf-8"))
    about = Path(app.srcdir, ABOUT).read_text("utf-8")
    said = {
        "date-released": edition_day(app.srcdir),
        "url": (app.config.html_baseurl or "").rstrip("/"),
        "repository-code": app.config.html_theme_options.get("repository_url", ""),
    }
    known = yaml.safe_load(about)
    lines = "".join(f"{name}: {text}\n" for name, text in said.items() if text and name not in known)
    Path(app.outdir, FOLDER, ABOUT).write_text(about.rstrip() + "\n" + lines, "utf-8", newline="\n")


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
        "version": __version__,
        "note": f"Version {__version__}, {entry['date']}{where}",
        "url": entry["url"],
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry['kind']}{{{entry['key']},\n" + ",\n".join(lines) + "\n}"


def tex(text):
    """The text with the characters that TeX reads as commands made plain."""
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in text)
