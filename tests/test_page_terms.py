"""The words of this book that a stranger would stop at lead to the glossary, each where a page first has it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from starcalc.page import knob, terms

WORDS = (Path(__file__).parents[1] / "book" / "glossary.md").read_text("utf-8")
BUILDER = SimpleNamespace(format="html", get_relative_uri=lambda here, there: "glossary.html")
APP = SimpleNamespace(builder=BUILDER, env=SimpleNamespace(found_docs={terms.GLOSSARY}))


def page(*parts):
    """A page of these parts, as Sphinx hands it over."""
    document = new_document("page")
    document += list(parts)
    return document


def links(document):
    """What its links say, and where they lead."""
    return [(link.astext(), link["refuri"]) for link in document.findall(nodes.reference)]


def test_a_word_is_linked_once_where_it_first_stands():
    document = page(nodes.paragraph("", "As the\npost has it, the post is right."), nodes.paragraph("", "The post."))
    text = document.astext()
    terms.link_terms(APP, document, "book/heat")
    assert links(document) == [("the\npost", "glossary.html#term-post")]
    assert document.astext() == text


def test_headings_tables_links_and_numbers_that_follow_the_reader_are_left_alone():
    parts = [
        nodes.title("", "The box"),
        nodes.paragraph("", "", nodes.inline("", "the box", classes=["follows"])),
        nodes.paragraph("", "", nodes.reference("", "the box", refuri="elsewhere")),
        nodes.table("", nodes.paragraph("", "the box")),
        nodes.paragraph("", "A box."),
        nodes.paragraph("", "Then a box comes."),
    ]
    document = page(*parts)
    terms.link_terms(APP, document, "book/heat")
    assert links(document) == [("the box", "elsewhere"), ("a box", "glossary.html#term-box")]


def test_an_interval_that_follows_the_reader_ends_in_a_link():
    slots = [("", "now 2 in nine worlds of ten, then more"), ("", "1 to 3 in nine worlds of ten")]
    document = page(*(nodes.paragraph("", "", nodes.inline(*slot, classes=["follows"])) for slot in slots))
    terms.link_terms(APP, document, "book/heat")
    assert links(document) == [("nine worlds of ten", "glossary.html#term-world")]
    (link,) = document.findall(nodes.reference)
    assert "follows" in link.parent["classes"]
    assert link.parent.astext() == "1 to 3 in nine worlds of ten"


@pytest.mark.parametrize("name", terms.PLAIN_SHEETS)
def test_where_a_sheet_is_any_array_it_is_no_design(name):
    document = page(nodes.paragraph("", "The rear of the sheet, and the box."))
    terms.link_terms(APP, document, name)
    assert links(document) == [("the box", "glossary.html#term-box")]


def test_a_claims_box_says_whose_claim_it_is():
    claims = [nodes.raw("", f'<aside class="claim" id="claim-{n}"><p>The post: cold.</p></aside>') for n in (1, 2)]
    document = page(*claims)
    terms.link_terms(APP, document, "book/heat")
    first, second = (raw.astext() for raw in document.findall(nodes.raw))
    assert 'href="glossary.html#term-post">The post</a>: cold' in first
    assert "href" not in second


@pytest.mark.parametrize("name", ["book/glossary", "search"])
def test_the_glossary_and_what_is_no_page_of_the_book_stay_as_they_are(name):
    document = page(nodes.paragraph("", "the post"))
    terms.link_terms(APP, document, name)
    assert links(document) == []


@pytest.mark.parametrize("term", sorted(terms.TERMS.values()))
def test_every_word_that_is_linked_is_in_the_glossary(term):
    assert re.search(rf"^{term}$", WORDS, re.MULTILINE)


def test_the_first_cell_of_a_chapter_is_folded_and_no_other():
    listings = [nodes.literal_block("", text) for text in ("best = Scenario()  # change anything: …", "best.but()")]
    document = page(*(nodes.container("", listing) for listing in listings))
    knob.fold_knob(APP, document, "book/heat")
    folded, open_ = document.children
    assert [type(part) for part in folded] == [nodes.raw, nodes.literal_block, nodes.raw]
    assert folded[0].astext().startswith('<details class="knob aside"><summary>')
    assert open_.children == [listings[1]]
