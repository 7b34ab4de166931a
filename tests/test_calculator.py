"""The calculator as the notebook keeps it: every assumption once, under its heading, with where it comes from."""

import re
from html import unescape
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from starcalc import Q, Scenario, claims, model, show
from starcalc.assumptions import CRAFT, START, TABLE, captions, families, groups, read, short, titles
from starcalc.show.calculator import DECISIVE, decisive
from starcalc.show.symbols import symbol_html

BEST = Scenario()
ROW = re.compile(r'<div class="calc-row" id="assume-(\w+)".*?</div>', re.DOTALL)


@pytest.fixture(scope="module")
def page():
    """The calculator of the best estimate, its verdicts left out, as each costs thousands of worlds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "verdict", lambda *_: SimpleNamespace(word="open"))
        return show.calculator(BEST).data


@pytest.fixture(scope="module")
def rows(page):
    """The text of each row by its name."""
    return {found[1]: unescape(re.sub(r"<[^>]+>", "", found[0])) for found in ROW.finditer(page)}


# --- the table's order ----------------------------------------------------------------------------


def test_every_assumption_stands_under_one_heading():
    names = [name for under in groups().values() for name in under]
    assert names == list(read(TABLE)[0])


def test_headings_are_short_and_none_is_empty():
    assert all(len(heading) < 40 and names for heading, names in groups().items())


def test_every_overlay_is_of_one_family_and_says_what_it_is():
    names = [name for family in families().values() for name in family]
    assert sorted(names) == sorted(read(TABLE)[1]) == sorted(captions())
    assert all(len(captions()[name]) > 10 for name in names)


def test_families_are_told_apart_by_what_their_overlays_move():
    known = families()
    assert known[START] == ("seed",)
    assert "h100" in known["chip"]
    assert "ai1" in known[CRAFT]
    assert set(known["chip"]) | set(known[CRAFT]) | set(known["published model"]) == set(titles())
    assert "mccalip" in known["published model"]


# --- what the page shows --------------------------------------------------------------------------


def test_every_assumption_is_shown_once(page, rows):
    assert sorted(rows) == sorted(BEST.names())
    assert page.count('class="calc-row"') == len(BEST)


@pytest.mark.parametrize("name", BEST.names())
def test_a_row_says_what_it_is_and_where_it_comes_from(name, rows):
    row, text = BEST.assumption(name), rows[name]
    assert short(row.about) in text
    assert row.role in text
    assert f"({row.grade})" in text or "our estimate" in text
    assert all(end in text for end in map(show.sliders.powers, map(show.number, row.range)))


def test_what_decides_most_stands_first_and_rows_there_are_named_under_their_heading(page, rows):
    first = list(rows)[:DECISIVE]
    assert first == decisive(BEST)
    assert "launch_price" in first
    assert page.count('<a href="#assume-launch_price">') == 1


def test_the_bill_adds_up_to_what_the_model_says(page):
    body = re.search(r"<tbody>(.*?)</tbody>", page)[1]
    lines = [
        [float(cell.replace("–", "0")) for cell in re.findall(r"<td>(.*?)</td>", row)]
        for row in body.split("</tr>")[:-1]
    ]
    found = model.comparison(BEST)
    for place, hour in enumerate((found.satellite_hour, found.module_hour, found.ground_hour)):
        assert sum(line[place] for line in lines) == pytest.approx(hour.m_as("USD/hour"), abs=0.005 * len(lines))


def test_every_overlay_and_every_claim_can_be_chosen(page):
    assert sorted(re.findall(r'data-overlay="(\w+)"', page)) == sorted(captions())
    assert [int(number) for number in re.findall(r'data-claim="(\d+)"', page)] == list(claims.read())


def test_a_scenario_with_changes_tells_the_page_so_and_keeps_the_books_number_beside_the_readers(monkeypatch):
    monkeypatch.setattr(claims, "verdict", lambda *_: SimpleNamespace(word="open"))
    page = show.calculator(Scenario("h100").but(launch_price=Q(0.2, "USD/g"))).data
    assert (
        unescape(re.search(r'data-base="(.*?)"', page)[1])
        == '{"overlays": ["h100"], "changes": {"launch_price": 200.0}}'
    )
    assert '<p class="calc-value">200 USD/kg</p>' in page
    assert "The book: 1,600 USD/kg" in page


def test_a_capital_given_as_one_sum_has_no_lines(monkeypatch):
    monkeypatch.setattr(claims, "verdict", lambda *_: SimpleNamespace(word="open"))
    assert "<tbody></tbody>" in show.calculator(Scenario("seed")).data


def test_the_html_is_whole(page):
    """Every element that is opened is closed, in its order."""

    class Checker(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attributes):
            self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    checker = Checker()
    checker.feed(page)
    assert checker.open == []


# --- symbols --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BEST.names())
def test_every_symbol_can_be_written_as_html(name):
    assert symbol_html(BEST.assumption(name).symbol)


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        (r"\eta_c", "<i>η</i><sub><i>c</i></sub>"),
        (r"F_{10.7}", "<i>F</i><sub>10.7</sub>"),
        (r"\text{PUE}", "PUE"),
        ("R''", "<i>R</i>″"),
        (r"\Delta T_\text{l}", "<i>Δ</i><i>T</i><sub>l</sub>"),
    ],
)
def test_a_symbol_as_html(tex, html):
    assert symbol_html(tex) == html


def test_tex_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="frac"):
        symbol_html(r"\frac{a}{b}")
