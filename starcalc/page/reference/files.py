"""Every table that the package carries, as a page: what it is, whose it is, and the file itself."""

import re
import tomllib
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from starcalc.assumptions import TABLE, sources
from starcalc.page.reference.cards import Page, line
from starcalc.show.listings import citation

PACKAGE = TABLE.parent
FOLDERS = {
    "": "The book’s own tables",
    "designs": "Spacecraft and chips with a name",
    "economics": "Money",
    "environment": "Air, radiation and debris",
    "inference": "Chips, models and what they do",
    "launch": "Launches",
    "published": "What others have published",
    "sky": "The sky",
}
SOURCE = re.compile(r"Source: (.*?\.)(?= [A-Z]|$)")
SENTENCE = re.compile(r".*?[.?](?= |$)")
LICENCE = re.compile(r"(?:, facts collected by hand)?[;,] (?:public-domain models, )?(?:table )?CC BY 4\.0")


def data_files():
    """Every table that the package carries."""
    return sorted(path for kind in ("toml", "csv") for path in PACKAGE.rglob(f"*.{kind}"))


class Files(Page):
    """Every table, with a link to the file."""

    def sections(self):
        """A section for each folder."""
        placed = {}
        for path in data_files():
            folder = path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else ""
            placed.setdefault(folder if folder in FOLDERS else "", []).append(path)
        for folder, title in FOLDERS.items():
            yield self.section(title, f"data-{folder or 'own'}", [self.file(path) for path in placed.get(folder, ())])

    def file(self, path):
        """One file: its name as a link to it, its first line, and its source."""
        name, (about, source) = path.relative_to(PACKAGE).as_posix(), told(path)
        place = f"/{path.relative_to(Path(self.env.srcdir)).as_posix()}"
        options = {"refdoc": self.env.docname, "reftarget": place, "reftype": "download", "refdomain": ""}
        link = addnodes.download_reference("", "", nodes.literal("", name), **options)
        rest = [line(*self.prose(f"Source: {source}"), kind="look-note")] if source else []
        return self.card(
            "file",
            name.replace("/", "-").replace(".", "-"),
            [link],
            line(*self.prose(about)),
            *rest,
            found_by=[name, path.name],
        )


def told(path):
    """What a table says of itself in its first sentence or its title, and of its source."""
    text = path.read_text("utf-8")
    if path.suffix == ".toml" and (title := tomllib.loads(text).get("title")):
        return f"{title[0].upper()}{title[1:]}.", ""
    comments = re.match(r"(?:#.*\n)*", text)[0]
    words = " ".join(comment.removeprefix("#").strip() for comment in comments.splitlines())
    source, first = SOURCE.search(words), SENTENCE.match(words)
    plain = "named row by row" if source and source[1].startswith("the column") else source and source[1].rstrip(".")
    plain = re.sub(r"\b[a-z]+\d{4}[a-z]*\b", lambda found: named(found[0]), LICENCE.sub("", plain or ""))
    return LICENCE.sub("", first[0]) if first else words, f"{plain}." if plain else ""


def named(word):
    """Author and year in place of the key of a source; any other word as it is."""
    return citation(word, linked=False) if word in sources() else word
