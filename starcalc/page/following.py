"""Has the sentences of a page follow the reader: numbers become elements, and the page gets a script of its own."""

import hashlib
import json
from functools import cache
from pathlib import Path

from docutils import nodes

import starcalc
from starcalc import Scenario
from starcalc.page.sentences import Chapter, marked, script
from starcalc.page.sentences.marking import END, FIRST, MARK, START
from starcalc.page.sentences.symbols import Worth
from starcalc.show.citing import restored

MARKDOWN = "text/markdown"
KEPT = "starcalc_told"  # where Sphinx keeps a page's script
FOLDER = "told"
LAST = 900  # after the scripts of all pages
PLAIN = (nodes.math, nodes.math_block, nodes.raw, nodes.image)  # whose text is no text of the page


@cache
def source():
    """A digest of the package, whose change makes all sentences anew."""
    root = Path(starcalc.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml", ".csv"))
    files = [path for path in files if path.parent != root / "page"]  # which comes after
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def recorded(path, kept):
    """The marked sentences of a notebook by the place of their cell, and its script; kept in a folder."""
    text = Path(path).read_text(encoding="utf-8")
    file = Path(kept, hashlib.sha256((source() + text).encode()).hexdigest()[:24] + ".json")
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(record(json.loads(text)["cells"])), encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


def record(cells):
    """The same of a notebook's cells: {"texts": {place: text}, "script": text}."""
    code = {place: cell for place, cell in enumerate(cells) if cell["cell_type"] == "code"}
    chapter, slots, texts = Chapter({place: "".join(cell["source"]) for place, cell in code.items()}), [], {}
    worth = Worth(Scenario())
    for place, template in chapter.sentences.items():
        for output in code[place]["outputs"]:
            if printed := "".join(output.get("data", {}).get(MARKDOWN, "")):
                texts[str(place)] = marked(template, restored(printed), worth, slots)
    return {"texts": texts, "script": script(slots) if slots else ""}


def mark_sentences(renderer, data):
    """Puts marks into a sentence that a cell has printed, before Markdown is made of it; the renderer calls it."""
    data.content = restored(data.content)
    env = renderer.renderer.sphinx_env
    path = str(env.doc2path(env.docname)) if env else ""
    if env is None or env.app.builder.format != "html" or not path.endswith(".ipynb") or data.cell_index is None:
        return
    found = recorded(path, Path(env.app.doctreedir, FOLDER))
    data.content = found["texts"].get(str(data.cell_index), data.content)
    env.metadata[env.docname][KEPT] = found["script"]


def make_slots(app, doctree, docname):
    """Makes an element of each mark; Sphinx calls it when a page is about to be written."""
    for text in list(doctree.findall(nodes.Text)):
        if START not in text and END not in text:
            continue
        inside = isinstance(text.parent, PLAIN)
        text.parent.replace(text, [nodes.Text(bare(text))] if inside else elements(text))


def elements(text):
    """A text with marks as nodes."""
    found, end = [], 0
    for mark in MARK.finditer(text):
        if before := text[end : mark.start()]:
            found.append(nodes.Text(bare(before)))
        found.append(nodes.inline("", mark[2], classes=["follows", f"follows-{ord(mark[1]) - FIRST}"]))
        end = mark.end()
    return found + ([nodes.Text(bare(text[end:]))] if text[end:] else [])


def bare(text):
    """A text without marks, whose other half stands elsewhere."""
    return "".join(letter for letter in text if not START <= letter <= "\uf8ff")


def add_script(app, page, template, context, doctree):
    """Writes a page's script and has the page load it."""
    written = app.env.metadata.get(page, {}).get(KEPT) if doctree is not None else None
    if not written:
        return
    file = f"{FOLDER}/{Path(page).name}.js"
    target = Path(app.outdir, "_static", file)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written, encoding="utf-8", newline="\n")
    app.add_js_file(file, priority=LAST, loading_method="defer")
