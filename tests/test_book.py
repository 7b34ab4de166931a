"""What every chapter of the book keeps to, as far as a machine can see."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest

from starcalc import claims
from starcalc.assumptions import sources
from starcalc.show.citing import restored

HOME = Path(__file__).parents[1]
BOOK = HOME / "book"
CHART = "application/vnd.vegalite.v5+json"
NOTEBOOKS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(BOOK.glob("*.ipynb"))}
NO_CHAPTERS = ("index", "calculator", "using")  # the landing page, and tools that argue nothing
CHAPTERS = {name: notebook for name, notebook in NOTEBOOKS.items() if name not in NO_CHAPTERS}

CODE_LINES, CELL_LINES = 90, 12  # aim for 70
TYPED = 6  # numbers with a unit that stand in prose, such as those of an exercise, rather than come from the code

SECTIONS = [
    "What is assumed",
    "Does it hold?",
    "What would change the answer?",
    "Takeaways",
    "Exercises",
    "Notes and references",
]
FILLERS = [
    "it is important to note",
    "it is worth noting",
    "it should be noted",
    "needless to say",
    "in conclusion",
    "in summary",
    "delve",
    "tapestry",
    "in today's world",
    "ever-evolving",
    "game-changer",
    "game changer",
    "cutting-edge",
    "at the end of the day",
    "plays a crucial role",
    "unlock the potential",
    "let's dive",
    "let us dive",
    "deep dive",
]
OPENINGS = (
    "in this chapter",
    "this chapter",
    "in this notebook",
    "this notebook",
    "here we",
    "we will",
    "introduction",
)

NUMBER_WITH_UNIT = re.compile(
    r"(?<![\w.\-])\$?\d[\d,.]*[\s ]?"
    r"(?:%|km|kWh|kW|MW|GW|W\b|m²|kg|K\b|°|tok|GPU|\$|seconds?|minutes?|hours?|days?|years?|thousand|million|billion)"
)

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)


def cells(name, kind):
    """The cells of a notebook of one kind."""
    return [cell for cell in NOTEBOOKS[name]["cells"] if cell["cell_type"] == kind]


def source(cell):
    return restored("".join(cell["source"]))


def markdown(name):
    """All a notebook's Markdown as its author typed it."""
    return "\n\n".join(map(source, cells(name, "markdown")))


def said(name):
    """All a notebook's Markdown, the sentences that its code computed among it, in the order of reading."""
    texts = []
    for cell in NOTEBOOKS[name]["cells"]:
        if cell["cell_type"] == "markdown":
            texts.append(source(cell))
        for output in cell.get("outputs", []):
            texts.append("".join(output.get("data", {}).get("text/markdown", "")))
    return "\n\n".join(restored(text) for text in texts if text)


def prose(text):
    """Markdown without listings, formulas, addresses, roles and images: what is read as sentences."""
    for pattern in (
        r"```.*?```",
        r"\$\$.*?\$\$",
        r"(?<![\\\d])\$[^$\n]+\$(?!\d)",
        r"\{[a-z:]+\}`[^`]*`",
        r"`[^`]*`",
        r"\]\([^)]*\)",
    ):
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return text


def charts(name):
    """Every chart that a notebook shows."""
    outputs = [output for cell in cells(name, "code") for output in cell["outputs"]]
    return [output["data"][CHART] for output in outputs if CHART in output.get("data", {})]


def about(chart):
    return chart["usermeta"]["starcalc"]


def test_there_is_a_landing_page_and_a_chapter():
    assert "index" in NOTEBOOKS
    assert CHAPTERS


# --- executed, and in one form --------------------------------------------------------------------


@every_notebook
def test_every_cell_was_run_once_from_the_top(name):
    counts = [cell["execution_count"] for cell in cells(name, "code")]
    assert counts == list(range(1, len(counts) + 1))
    assert all(source(cell).strip() for cell in cells(name, "code")), "an empty code cell"


@every_notebook
def test_what_should_show_shows(name):
    """A notebook stripped of its outputs would pass any comparison with them."""
    silent = [source(cell) for cell in cells(name, "code") if not cell["outputs"]]
    for text in silent:
        last = text.strip().splitlines()[-1]
        assert re.match(r"[a-z_][\w, ]* = |from |import ", last), f"no output for: {last}"
    assert len(silent) <= 3, "more than three cells without an output"


@every_notebook
def test_nothing_failed_and_nothing_was_printed_to_the_error_stream(name):
    for cell in cells(name, "code"):
        for output in cell["outputs"]:
            assert output["output_type"] in ("execute_result", "display_data", "stream"), output
            assert output.get("name") != "stderr", output


@every_notebook
def test_a_notebook_is_in_canonical_form(name):
    notebook = NOTEBOOKS[name]
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"].keys() - {"starcalc"} == {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{n:02}" for n in range(len(notebook["cells"]))]
    for cell in notebook["cells"]:
        assert cell["metadata"].keys() <= {"tags", "jupyter", "mystnb"}
        for output in cell.get("outputs", []):
            assert not output.get("metadata")
            assert "widget" not in " ".join(output.get("data", {})), "a widget's view, which no page can draw"


@every_notebook
def test_no_output_names_a_place_in_memory_or_on_a_disk(name):
    outputs = json.dumps([cell["outputs"] for cell in cells(name, "code")])
    assert not re.search(r"0x[0-9a-f]{6,}|/(?:home|tmp|root|work|Users)/", outputs)


# --- code -----------------------------------------------------------------------------------------


@every_notebook
def test_a_notebook_has_little_code(name):
    code = [
        re.sub(r'"""(.*?)"""', '""', source(cell), flags=re.DOTALL) for cell in cells(name, "code")
    ]  # prose is wrapped
    lines = [[line for line in text.splitlines() if line.strip()] for text in code]
    assert sum(map(len, lines)) <= CODE_LINES
    assert max(map(len, lines)) <= CELL_LINES


@every_notebook
def test_a_notebook_defines_nothing_and_installs_nothing(name):
    code = "\n".join(map(source, cells(name, "code")))
    assert not re.search(r"^\s*(?:def|class|async) |\blambda\b", code, re.MULTILINE)
    assert not re.search(r"^\s*[!%]|\bpip\b|\bsubprocess\b|\bos\.system\b", code, re.MULTILINE)
    assert not re.search(r"warnings\.(?:filter|simplefilter)", code)


# --- prose ----------------------------------------------------------------------------------------


@every_notebook
def test_the_title_is_a_question(name):
    assert re.fullmatch(r"# [A-Z].*\?", source(NOTEBOOKS[name]["cells"][0]).splitlines()[0])
    assert len(re.findall(r"^# ", prose(markdown(name)), re.MULTILINE)) == 1


@every_chapter
def test_a_chapter_has_the_sections_of_a_chapter_in_their_order(name):
    headings = re.findall(r"^## (.*?)\s*$", markdown(name), re.MULTILINE)
    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS


@every_notebook
def test_the_answer_comes_first_and_is_computed(name):
    first = next(text for text in said(name).split("\n\n") if text and not text.startswith(("#", "(")))
    assert not first.lower().lstrip("*_").startswith(OPENINGS)
    assert re.search(r"\d", first), f"no number in the first paragraph: {first}"
    assert first not in markdown(name), "the first paragraph is typed, not computed"


@every_notebook
def test_no_paragraph_opens_by_announcing_itself(name):
    paragraphs = re.split(r"\n\s*\n", said(name))
    assert not [text for text in paragraphs if text.lower().lstrip("*_# ").startswith(OPENINGS)]


@every_notebook
def test_no_filler(name):
    text = said(name).lower()
    assert not [filler for filler in FILLERS if filler in text]


@every_notebook
def test_numbers_in_the_prose_are_computed(name):
    typed = NUMBER_WITH_UNIT.findall(prose(markdown(name)))
    assert len(typed) <= TYPED, typed


@every_notebook
def test_no_computed_sentence_holds_what_is_no_number(name):
    assert not re.search(r"\bnan\b|\binf\b|<Quantity|dimensionless|\{[a-z_.]+\}(?!`)", prose(said(name)))


@every_notebook
def test_every_citation_is_in_the_bibliography(name):
    cited = {key.strip() for keys in re.findall(r"\{cite:[a-z]+\}`([^`]+)`", said(name)) for key in keys.split(",")}
    assert cited
    assert cited <= sources(), cited - sources()


@every_notebook
def test_every_figure_and_equation_referred_to_is_there(name):
    text = said(name)
    labels = set(re.findall(r"\$\$ \(([\w-]+)\)", text)) | set(re.findall(r"^\(([\w-]+)\)=", text, re.MULTILINE))
    labels |= {f"figure-{about(chart)['name']}" for chapter in NOTEBOOKS for chart in charts(chapter)}
    assert set(re.findall(r"\{(?:eq|numref|ref)\}`([\w-]+)`", text)) <= labels


@every_chapter
def test_every_numbered_equation_is_referred_to(name):
    text = said(name)
    for label in re.findall(r"\$\$ \((eq-[\w-]+)\)", text):
        assert f"{{eq}}`{label}`" in text, label


# --- figures --------------------------------------------------------------------------------------


@every_chapter
def test_a_chapter_has_a_figure_with_two_to_four_sliders_beside_its_axis(name):
    sliders = [len(about(chart)["sliders"]) - 1 for chart in charts(name)]
    assert any(2 <= count <= 4 for count in sliders)
    assert max(sliders) <= 4


@every_notebook
def test_every_chart_can_be_read_without_seeing_it(name):
    for chart in charts(name):
        assert about(chart)["caption"].strip().endswith((".", "!", "?"))
        assert len(about(chart)["alt"].split()) >= 5
        assert chart["description"] == about(chart)["alt"]


def test_every_figure_of_the_book_has_a_name_of_its_own():
    names = [about(chart)["name"] for notebook in NOTEBOOKS for chart in charts(notebook)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names)


@every_notebook
def test_every_chart_has_a_width_in_numbers(name):
    """JupyterLab stops drawing where the width is that of the container."""
    assert all(isinstance(chart["width"], int | float) for chart in charts(name))


# --- the book as a whole --------------------------------------------------------------------------


@pytest.mark.parametrize("number", claims.read())
def test_a_claim_is_answered_in_the_chapter_it_names(number):
    chapter = claims.claim(number).chapter
    assert chapter in CHAPTERS, f"claim {number} names the chapter {chapter}"
    outputs = [output for cell in cells(chapter, "code") for output in cell["outputs"]]
    boxes = "".join("".join(output.get("data", {}).get("text/html", "")) for output in outputs)
    assert boxes.count(f'id="claim-{number}"') == 1


def test_the_landing_page_shows_every_verdict():
    outputs = [output for cell in cells("index", "code") for output in cell["outputs"]]
    shown = "".join("".join(output.get("data", {}).get("text/html", "")) for output in outputs)
    for number, asked in claims.read().items():
        assert f'href="{asked.chapter}.html#claim-{number}"' in shown


def test_every_notebook_has_its_place_in_the_book():
    contents = (HOME / "_toc.yml").read_text("utf-8")
    placed = re.findall(r"(?:file|root): book/([\w-]+)", contents)
    assert len(placed) == len(set(placed))
    assert set(NOTEBOOKS) <= set(placed)


def test_the_book_and_the_package_have_one_version():
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    cited = re.search(r"^version: *\"?([\w.]+)", (HOME / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    from starcalc import __version__

    assert __version__ == project["version"] == cited[1]


def files_of_the_project():
    """Every file that is tracked, or would be."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        names = subprocess.run(listed, cwd=HOME, capture_output=True, text=True, check=True).stdout.split("\0")
    except (FileNotFoundError, subprocess.CalledProcessError):  # unpacked from an archive: there is no git to ask
        names = [path.relative_to(HOME).as_posix() for path in HOME.rglob("*") if path.is_file()]
    return sorted(name for name in set(names) if name and (HOME / name).is_file())


OUTSIDE = re.compile(
    r"""<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//"""
    r"""|<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?//"""
    r"""|\bimport\s*\(?\s*["'](?:https?:)?//|\bfrom\s+["'](?:https?:)?//"""
    r"""|\bfetch\s*\(\s*["'`](?:https?:)?//|@import\s+(?:url\()?\s*["']?(?:https?:)?//|\burl\(\s*["']?(?:https?:)?//"""
    r"""|\.src\s*=\s*["'`](?:https?:)?//|(?:https?:)?//[^\s"'`]+\.m?js\b"""
    r"""|\b(?:cdn\.jsdelivr|unpkg|cdnjs|esm\.sh|skypack|fonts\.googleapis|fonts\.gstatic)\b""",
    re.IGNORECASE,
)


# Names what vl-convert carries by its address; `test_page.py` looks into the bundle that is made of it.
BUNDLED = "starcalc/page/vendor.py"


def served(name):
    """Whether a file has a say in what a reader's browser loads."""
    written = re.match(r"book/assets/|starcalc/.*\.py$|book/.*\.(?:ipynb|md)$", name)
    return name != BUNDLED and (name == "_config.yml" or written)


def test_no_page_asks_another_host_for_anything():
    found = {
        name: match[0]
        for name in filter(served, files_of_the_project())
        if (match := OUTSIDE.search((HOME / name).read_text("utf-8")))
    }
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://example.org/x.js"></script>',
        "<script async src='//example.org/x'></script>",
        'import embed from "https://example.org/embed"',
        'fetch("https://example.org/data.json")',
        "@import url(https://example.org/font.css);",
        "html_js_files: [https://example.org/widget.js]",
        "mathjax_path: https://cdn.jsdelivr.net/npm/mathjax",
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_an_outside_address_would_be_seen(line):
    assert OUTSIDE.search(line)


@pytest.mark.parametrize(
    "line", ['<a href="https://example.org/paper.pdf">', "# https://example.org/", "vendor/vega.js"]
)
def test_a_link_to_read_on_is_no_outside_address(line):
    assert not OUTSIDE.search(line)
