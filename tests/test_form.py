"""The form of a chapter: the knob, the answer, the picture, the slice, the argument, and only then the tables."""

import ast
import json
import re
from pathlib import Path

import pytest

from starcalc.show.citing import restored

BOOK = Path(__file__).parents[1] / "book"
NOT_ARGUED = ("index", "calculator", "using")  # the front page, and tools
CHAPTERS = {
    path.stem: json.loads(path.read_text("utf-8"))["cells"]
    for path in sorted(BOOK.glob("*.ipynb"))
    if path.stem not in NOT_ARGUED
}
KNOB = """from starcalc import Q, Scenario

best = Scenario()  # change anything: Scenario().but(launch_price=Q(200, "USD/kg"))"""
WORDS_A_MINUTE, MINUTES = 230, 15
WIDE = 120  # characters of a line in a cell
ASSUMED = 5
PICTURES = ("application/vnd.vegalite.v5+json", "image/svg+xml")

every_chapter = pytest.mark.parametrize("name", CHAPTERS)


def source(cell):
    return restored("".join(cell["source"]))


def outputs(cell, *kinds):
    """What a cell shows, of some kinds."""
    found = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [
        restored("".join(data[kind])) if isinstance(data[kind], list | str) else data[kind]
        for data in found
        for kind in kinds
        if kind in data
    ]


def headings(name):
    """The headings of a chapter's sections, in order."""
    text = "\n".join(source(cell) for cell in CHAPTERS[name] if cell["cell_type"] == "markdown")
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


def read(name):
    """What a reader who opens no fold reads: prose, boxes and captions, without solutions, listings and notes."""
    texts = []
    for cell in CHAPTERS[name]:
        if cell["cell_type"] == "markdown":
            texts.append(source(cell))
            if "## Notes and references" in texts[-1]:
                break
        elif "hide-cell" not in cell["metadata"].get("tags", []):
            texts += outputs(cell, "text/markdown", "text/html")
            texts += [chart["usermeta"]["starcalc"]["caption"] for chart in outputs(cell, PICTURES[0])]
    text = re.sub(r"<details.*?</details>|<script.*?</script>|<svg.*?</svg>", " ", "\n".join(texts), flags=re.DOTALL)
    return re.sub(r"\$\$.*?\$\$|<[^>]+>|\{cite:[a-z]\}`[^`]*`|\]\([^)]*\)", " ", text, flags=re.DOTALL)


@every_chapter
def test_the_first_thing_to_see_is_what_to_change(name):
    first = CHAPTERS[name][1]
    assert source(first) == KNOB
    assert not first["metadata"].get("tags"), "the knob is to be seen"


@every_chapter
def test_the_answer_is_two_sentences(name):
    (answer,) = outputs(CHAPTERS[name][2], "text/markdown")
    assert len(re.findall(r"[.!?](?:\*\*)?(?:\s|$)", answer)) <= 2, answer
    assert len(answer.split()) <= 75, len(answer.split())


@every_chapter
def test_the_picture_comes_right_after_the_answer(name):
    assert outputs(CHAPTERS[name][3], *PICTURES), "the fourth cell shows no picture"


@every_chapter
def test_the_slice_of_the_bill_follows_the_picture(name):
    (found,) = outputs(CHAPTERS[name][4], "text/html")
    assert '<aside class="slice"' in found


@every_chapter
def test_assumptions_come_after_the_argument_and_the_most_of_them_are_folded(name):
    assert headings(name).index("What is assumed") >= 1, "no argument before the table"
    tables = [
        text for cell in CHAPTERS[name] for text in outputs(cell, "text/markdown") if '<div class="assumed' in text
    ]
    assert tables
    for table in tables:
        shown = table.partition("<details")[0]
        assert shown.count("\n| $") <= ASSUMED


@every_chapter
def test_a_chapter_is_read_in_a_quarter_of_an_hour(name):
    minutes = len(read(name).split()) / WORDS_A_MINUTE
    assert minutes <= MINUTES, f"{minutes:.0f} minutes"


@every_chapter
def test_no_line_is_longer_than_a_screen(name):
    lines = [line for cell in CHAPTERS[name] for line in source(cell).splitlines()]
    assert not [line for line in lines if len(line) > WIDE and not re.search(r"\S{90}", line)]


@every_chapter
def test_what_is_computed_step_by_step_needs_no_second_fold(name):
    for cell in CHAPTERS[name]:
        if cell["cell_type"] == "code" and re.search(
            r"^show\.(source|worked|assumptions|claim|slices)\(", source(cell), re.M
        ):
            assert cell["metadata"].get("tags") in (["remove-input"], ["hide-cell"]), source(cell)[:80]


@every_chapter
def test_years_and_hours_stand_in_the_plural(name):
    found = re.findall(
        r"(?<![\d.,])(?:[2-9]|\d[\d.,]*\d)[  ](?:year|month|day|hour|minute|second|cent|watt|dollar)\b", read(name)
    )
    assert not found
    assert "rads/year" not in read(name)


@every_chapter
def test_quotation_marks_are_curved_and_apostrophes_straight(name):
    assert not re.findall(r""".{0,30}["‘’].{0,30}""", re.sub(r"`[^`]*`", " ", read(name)))


@pytest.mark.parametrize("path", sorted(BOOK.glob("*.ipynb")), ids=lambda path: path.stem)
def test_what_is_said_of_each_is_not_the_same_for_all(path):
    """A comprehension that never reads its own name says the same thing of everything it goes through."""
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse(source(cell))):
            bound = {name for loop in getattr(node, "generators", []) for name in names(loop.target, ast.Store)}
            assert not {name for name in bound - names(node, ast.Load) if not name.startswith("_")}, source(cell)


def names(node, context):
    """The names that a piece of code binds or reads."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, context)}
