"""The PDF: whole, in order, with its links inside and its charts drawn in lines."""

import re
from functools import cache
from itertools import pairwise
from unicodedata import normalize

import pytest
from conftest import BUILT, figures_of
from pypdf import PdfReader

from starcalc.page import forms, still
from starcalc.page.editions import edition_day


def bare(text):
    """A text without the spaces and line ends that a sheet may put anywhere."""
    return re.sub(r"\s+", "", normalize("NFKC", text))  # ﬂ is fl


@pytest.fixture(scope="module")
def paper():
    return PdfReader(BUILT / forms.file_of("pdf"))


@pytest.fixture(scope="module")
def sheet(paper):
    """The text of a sheet, counted from 0, without spaces: reading all three hundred takes a minute."""
    return cache(lambda number: bare(paper.pages[number].extract_text()))


@pytest.fixture(scope="module")
def marks(paper):
    """The bookmarks of the chapters: title and sheet, in their order."""
    found = []

    def walk(marks, depth):
        for mark in marks:
            if isinstance(mark, list):
                walk(mark, depth + 1)
            else:
                found.append((depth, mark.title, paper.get_destination_page_number(mark)))

    walk(paper.outline, 0)
    return found


def test_every_chapter_has_a_bookmark_below_its_part_on_the_sheet_where_it_begins(index, marks, sheet):
    for part, pages in still.contents(index):
        depth = 1 if part else 0
        for _, title in pages:
            place = next(number for level, said, number in marks if (level, said) == (depth, title))
            assert bare(title) in sheet(place)
            if part:
                assert part in [said for level, said, _ in marks if level == 0]
    titles = {title for _, pages in still.contents(index) for _, title in pages}
    chapters = [number for _, said, number in marks if said in titles]
    assert all(first <= second for first, second in pairwise(chapters))


def test_the_contents_name_the_sheet_of_every_chapter(listed, marks, sheet):
    text = "".join(sheet(number) for number in range(1, marks[0][2]))
    for _, title in listed:
        place = next(number for _, said, number in marks if said == title)
        assert f"{bare(title)}{place + 1}" in text


def test_every_figure_of_a_chapter_is_there(listed, marks, sheet):
    for (path, title), (_, following) in list(pairwise(listed))[1::7]:
        first, last = (next(number for _, said, number in marks if said == each) for each in (title, following))
        text = "".join(sheet(number) for number in range(first, last))
        for figure in figures_of(path):
            assert bare(figure["caption"]) in text


def test_charts_are_drawn_in_lines(paper):
    found = [one["/Resources"].get("/XObject", {}).values() for one in paper.pages]
    dots = [one.get_object() for each in found for one in each]
    assert not [one for one in dots if one["/Subtype"] == "/Image" and one["/Width"] > 300], "a chart of dots"


def test_links_lead_within_the_book_or_to_other_peoples_pages(paper):
    inside, outside = 0, set()
    for sheet in paper.pages:
        for link in sheet.get("/Annots") or []:
            action = link.get_object().get("/A", {})
            if "/URI" in action:
                outside.add(action["/URI"])
            else:
                inside += 1
    assert inside > 1000
    assert all(re.match(r"https?://(?!book\.invalid|127\.)", address) for address in outside)


def test_it_says_which_edition_it_is_and_when_that_came_out(paper, sheet, index):
    day = edition_day(BUILT.parents[1])
    assert bare(f"{day}") in sheet(0)
    assert bare(still.rights(index)) in sheet(0)
    assert paper.metadata["/CreationDate"] == paper.metadata["/ModDate"] == f"D:{day.replace('-', '')}000000Z"


def test_every_page_of_the_book_leads_to_it(listed):
    for path, _ in listed:
        assert f'href="../{forms.file_of("pdf")}"' in (BUILT / path).read_text("utf-8")
