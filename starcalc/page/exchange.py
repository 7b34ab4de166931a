"""Entries of BibTeX as other reference managers take them: RIS, and the JSON of the Citation Style Language.

BibTeX is the one source: `book/references.bib`, and the entry with which each page of the book is cited.
"""

import json
import re

from pybtex.database import parse_string
from pybtex.richtext import Text

# What a kind of entry is called: by RIS, and by CSL.
KINDS = {
    "article": ("JOUR", "article-journal"),
    "book": ("BOOK", "book"),
    "incollection": ("CHAP", "chapter"),
    "inproceedings": ("CPAPER", "paper-conference"),
    "preprint": ("UNPB", "article"),
    "software": ("COMP", "software"),
    "techreport": ("RPRT", "report"),
    "web": ("ELEC", "webpage"),
    "misc": ("GEN", "document"),
}
ARXIV = "10.48550/"  # with which the DOI of a preprint begins
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Fields of an entry by their names in RIS and in CSL; those that take more than copying are missing here.
FIELDS = (
    ("title", "TI", "title"),
    ("journal", "JO", "container-title"),
    ("booktitle", "T2", "container-title"),
    ("series", "T3", "collection-title"),
    ("volume", "VL", "volume"),
    ("number", "IS", "issue"),
    ("edition", "ET", "edition"),
    ("publisher", "PB", "publisher"),
    ("institution", "PB", "publisher"),
    ("organization", "PB", "publisher"),
    ("address", "CY", "publisher-place"),
    ("howpublished", "M3", "medium"),
    ("version", "ET", "version"),
    ("doi", "DO", "DOI"),
    ("url", "UR", "URL"),
    ("note", "N1", "note"),
)


def entries(bibtex):
    """The entries of a BibTeX text by their keys, each as {"kind": ..., "author": [...], field: plain text}."""
    return {key: record(entry) for key, entry in parse_string(bibtex, "bibtex").entries.items()}


def record(entry):
    """One entry in plain text; people as (family, given), teams and institutions with nothing given."""
    found = {name: entry.fields[name] if name in ("doi", "url") else plain(entry.fields[name]) for name in entry.fields}
    for role, people in entry.persons.items():
        found[role] = [
            (plain(" ".join(one.prelast_names + one.last_names)), plain(" ".join(one.first_names + one.middle_names)))
            for one in people
        ]
    return found | {"kind": kind(entry.type, found)}


def kind(said, found):
    """What an entry is, where BibTeX knows no better word than misc."""
    if said != "misc":
        return said if said in KINDS else "misc"
    if found.get("doi", "").startswith(ARXIV):
        return "preprint"
    return "web" if "url" in found else "misc"


def plain(tex):
    """A field without commands and braces, on one line."""
    return " ".join(str(Text.from_latex(tex)).split())


def month(found):
    """The number of the month that an entry names, or 0; some name it with a day, or as a span of two."""
    return next((n for n, name in enumerate(MONTHS, 1) if name in found.get("month", "").lower()), 0)


def as_ris(found):
    """Entries as RIS, one after another in the order of their keys."""
    return "".join(ris_lines(key, found[key]) for key in sorted(found))


def ris_lines(key, entry):
    """One entry as RIS."""
    said = [("TY", KINDS[entry["kind"]][0]), ("ID", key)]
    said += [("AU", ", ".join(filter(None, person))) for person in entry.get("author", ())]
    said += [("ED", ", ".join(filter(None, person))) for person in entry.get("editor", ())]
    said += [(tag, entry[name]) for name, tag, _ in FIELDS if name in entry]
    said += [("PY", entry["year"])] if "year" in entry else []
    said += [("DA", f"{entry['year']}/{month(entry):02}")] if "year" in entry and month(entry) else []
    first, *last = re.split("[-–]+", entry.get("pages", ""))
    said += [(tag, page) for tag, page in (("SP", first), ("EP", last[0] if last else "")) if page]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in [*said, ("ER", "")])


def as_csl(found):
    """Entries as the JSON of the Citation Style Language, in the order of their keys."""
    return json.dumps([csl_item(key, found[key]) for key in sorted(found)], ensure_ascii=False, indent=1) + "\n"


def csl_item(key, entry):
    """One entry as a CSL item."""
    item = {"id": key, "type": KINDS[entry["kind"]][1]}
    item |= {name: csl_names(entry[name]) for name in ("author", "editor") if name in entry}
    item |= {theirs: entry[ours] for ours, _, theirs in FIELDS if ours in entry}
    if "issue" in item and entry["kind"] != "article":
        item["number" if entry["kind"] == "techreport" else "collection-number"] = item.pop("issue")
    if "pages" in entry:
        item["page"] = entry["pages"].replace("–", "-")
    if re.fullmatch(r"\d{4}", entry.get("year", "")):
        item["issued"] = {"date-parts": [[int(entry["year"]), *([month(entry)] if month(entry) else [])]]}
    return item


def csl_names(people):
    """Names as CSL has them."""
    return [{"family": family, "given": given} if given else {"literal": family} for family, given in people]
