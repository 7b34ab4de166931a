"""The EPUB: what it lists is there, what is there is listed, and every page is XML with links that lead."""

import re
import zipfile
from posixpath import join, normpath
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import BUILT

from starcalc.page import forms

OPF, XHTML = "{http://www.idpf.org/2007/opf}", "{http://www.w3.org/1999/xhtml}"
FORMULA, DRAWING = "{http://www.w3.org/1998/Math/MathML}math", "{http://www.w3.org/2000/svg}svg"


@pytest.fixture(scope="module")
def book():
    with zipfile.ZipFile(BUILT / forms.file_of("epub")) as opened:
        yield opened


@pytest.fixture(scope="module")
def package(book):
    return ElementTree.fromstring(book.read("book/book.opf"))


@pytest.fixture(scope="module")
def texts(book):
    """Every page as XML, by its name."""
    return {
        name.removeprefix("book/"): ElementTree.fromstring(book.read(name))
        for name in book.namelist()
        if name.endswith(".xhtml")
    }


def test_it_says_first_what_it_is(book):
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"


def test_what_is_listed_is_there_and_what_is_there_is_listed(book, package):
    listed = {f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert listed == set(book.namelist()) - {"mimetype", "META-INF/container.xml", "book/book.opf"}


def test_the_pages_come_in_the_order_of_the_book(package, listed):
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    order = [names[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    assert order[2:] == [re.sub(r".*/(.*)\.html", r"\1.xhtml", path) for path, _ in listed]


def test_a_page_is_listed_with_what_a_reading_machine_needs_for_it(package, texts):
    said = {item.get("href"): (item.get("properties") or "").split() for item in package.iter(f"{OPF}item")}
    for name, page in texts.items():
        found = {tag.tag for tag in page.iter()}
        assert ("mathml" in said[name]) == (FORMULA in found)
        assert ("svg" in said[name]) == (DRAWING in found)
        assert f"{XHTML}script" not in found
    assert sum("cover-image" in properties for properties in said.values()) == 1


def test_ids_are_of_one_element_and_links_lead_to_one(texts, book):
    ids = {name: [item.get("id") for item in page.iter() if item.get("id")] for name, page in texts.items()}
    for found in ids.values():
        assert len(found) == len(set(found))
    for name, page in texts.items():
        for item in page.iter():
            address = item.get("href") or item.get("src")
            if not address or urlsplit(address).scheme:
                continue
            file, place = urldefrag(address)
            target = normpath(join("book", file or name))
            assert target in book.namelist(), f"{name}: {address}"
            assert not place or unquote(place) in ids[file or name], f"{name}: {address}"


def test_every_figure_has_its_drawing_and_its_words(figures, texts):
    drawn = [item.get("alt") for page in texts.values() for item in page.iter(f"{XHTML}img")]
    for figure in figures:
        assert figure["alt"] in drawn


def test_it_was_packed_by_no_clock(book):
    assert {about.date_time for about in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_page_of_the_book_leads_to_it(listed):
    for path, _ in listed:
        assert f'href="../{forms.file_of("epub")}"' in (BUILT / path).read_text("utf-8")
