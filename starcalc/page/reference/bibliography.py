"""The list of references: people and institutions in one alphabet, the place in each, and where it is cited."""

import csv
import json
import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

from docutils import nodes
from pybtex.richtext import Text
from pybtex.style.formatting.plain import Style as Plain
from pybtex.style.sorting import BaseSortingStyle
from sphinx.transforms.post_transforms import SphinxPostTransform

from starcalc.assumptions import TABLE, read, sources
from starcalc.page.reference.cards import document, joined, quotable, quoted, reference
from starcalc.page.reference.files import PACKAGE, data_files
from starcalc.page.reference.usage import chapters
from starcalc.show.citing import bibliography, cited
from starcalc.units import RELATIONS


class Alphabet(BaseSortingStyle):
    """Sorts by who wrote it as a reader sees the name, then by year and title."""

    def sorting_key(self, entry):
        """Names, year, title; accents and braces count for nothing."""
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [" ".join(person.prelast_names + person.last_names + person.first_names) for person in people]
        return [plain(name) for name in names], entry.fields.get("year", ""), plain(entry.fields.get("title", ""))


class Style(Plain):
    """Entries as the plain style of BibTeX writes them, in the order above."""

    default_sorting_style = Alphabet


def plain(tex):
    """A name for sorting: no braces, no accents, small letters."""
    letters = unicodedata.normalize("NFD", str(Text.from_latex(tex)))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


class CitedIn(SphinxPostTransform):
    """Gives every entry an address that stays, `#kopp2011`, and says which place in it is cited, and from where."""

    default_priority = 6  # the entries are written at 5, and links resolved at 10

    def run(self, **kwargs):
        """Completes the entries of the page, if it has any."""
        keys = {citation.citation_id: citation.key for citation in self.env.get_domain("cite").citations}
        entries = [node for node in self.document.findall(nodes.citation) if node["ids"][0] in keys]
        if not entries:
            return
        citing = {}
        for chapter in chapters(Path(self.env.srcdir, "book")):
            for key in chapter.sources():
                citing.setdefault(key, []).append(chapter.name)
        for node in entries:
            key = keys[node["ids"][0]]
            node["ids"].append(key)
            node += nodes.paragraph("", place(key), classes=["look-note"])
            if copy := copies(Path(self.env.srcdir, "book", "archives.json")).get(cited(key)[1]):
                link = nodes.reference("", "An archived copy", refuri=copy["copy"], internal=False)
                day = date.fromisoformat(copy["day"])
                said = nodes.Text(f" of {day.day} {day:%B %Y}.")
                node += nodes.paragraph("", "", link, said, classes=["look-note"])
            if places := self.places(key, citing.get(key, [])):
                node += nodes.paragraph(
                    "", "", nodes.Text("Cited in "), *joined(places), nodes.Text("."), classes=["look-note"]
                )

    def places(self, key, names):
        """Links to the chapters, assumptions and relations that cite an entry, and files by name."""
        docname = self.env.docname
        found = [document(docname, name) for name in names]
        found += [reference("assumption", name, docname=docname) for name in rows().get(key, ())]
        found += [reference("relation", name, docname=docname) for name in sayings().get(key, ())]
        found += [nodes.literal("", file) for file in files().get(key, ())]
        return found or [nodes.literal("", file) for file in mentions().get(key, ())]


def place(key):
    """Where in a source what is cited of it stands; and why its address is not its own, where it is not.

    >>> place("kopp2011")
    'Where: abstract.'
    """
    fields = bibliography()[key].fields
    said = f"Where: {Text.from_latex(fields['where'])}."
    mirror = fields.get("mirror")
    return f"{said} The address is another's, since {Text.from_latex(mirror)}." if mirror else said


@cache
def copies(path):
    """The copies that the Internet Archive has of web addresses: {address: {"copy": address, "day": ISO date}}."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


@cache
def rows():
    """The assumptions that rest on each source."""
    found = {}
    for name, row in read(TABLE)[0].items():
        found.setdefault(row.source, []).append(name)
    return found


@cache
def sayings():
    """The relations whose docstring names each source."""
    found = {}
    for name, call in sorted(RELATIONS.items()):
        for label in dict.fromkeys(quoted().findall(call.__doc__ or "")):
            found.setdefault(quotable()[label], []).append(name)
    return found


@cache
def files():
    """The data files that name each source, but for the table of assumptions itself."""
    found = {}
    for path in data_files():
        if path == TABLE:
            continue
        named = in_toml(path) if path.suffix == ".toml" else in_csv(path)
        for key in sorted(named):
            found.setdefault(key, []).append(path.relative_to(PACKAGE).as_posix())
    return found


@cache
def mentions():
    """The files of the package that name a source anywhere, by its key or as a reader would: comments, docstrings."""
    found = {}
    for path in [*data_files(), *sorted(PACKAGE.rglob("*.py"))]:
        words = " ".join(path.read_text("utf-8").split())
        named = {*re.findall(r"\w+", words)} & sources() | {quotable()[label] for label in quoted().findall(words)}
        for key in named:
            found.setdefault(key, []).append(path.relative_to(PACKAGE).as_posix())
    return found


def in_toml(path):
    """The sources that a TOML file names, however deep."""
    found, waiting = set(), [tomllib.loads(path.read_text("utf-8"))]
    while waiting:
        table = waiting.pop()
        found |= {value for name, value in table.items() if name == "source" and isinstance(value, str)}
        waiting += [value for value in table.values() if isinstance(value, dict)]
    return found - {""}


def in_csv(path):
    """The sources that a CSV file's columns name."""
    with path.open(encoding="utf-8", newline="") as file:
        rows_ = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {row[name] for row in rows_ for name in row if name == "source" or name.endswith("_source")} - {""}
