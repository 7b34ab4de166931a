"""What else of a page follows the reader: its sentences, the bars; and what he takes away."""

import csv
import xml.etree.ElementTree as ET
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from conftest import CLIPBOARD, PHONE, figures

from starcalc import Q, Scenario, model, show

INDEX = "book/index.html"
CHEAP = {"launch_price": 100, "life": 4}
OURS = Scenario().but(launch_price=Q(100, "USD/kg"), life=Q(4, "year"))
BARS = [(page, about) for page, about in figures() if about.get("bars")]
ROUNDING = 1e-12

RESTED = "() => !document.body.innerText.includes('…') && document.querySelector('.follows-yours')"
TOLD = "() => [...document.querySelectorAll('.follows')].map(each => each.textContent)"
FIRST = "article .cell_output p"


def put(page, values):
    """Move the page's numbers and wait until what follows them has settled."""
    page.evaluate("values => starcalc.state.set(values)", values)
    page.wait_for_timeout(400)  # the address settles, and with it what asks for worlds


@pytest.fixture
def index(kept):
    """The first page with the book's numbers, given back as it was."""
    page = kept(INDEX)
    yield page
    page.evaluate("starcalc.state.reset()")
    page.wait_for_function("() => !document.querySelector('.follows-yours, .follows-still')")


def test_the_first_paragraph_says_the_readers_numbers_and_goes_back_to_the_books(index):
    answer, book = index.locator(FIRST).first, index.evaluate(TOLD)
    before = answer.inner_text()
    put(index, CHEAP)
    index.wait_for_function("() => !document.querySelector('article .cell_output p').textContent.includes('…')")
    after = answer.inner_text()
    hours = [show.phrase(design(OURS).gpu_hour_cost.to("USD/hour")) for design in (model.satellite, model.ground)]
    for hour in hours:
        assert hour.split()[0] in after
    assert show.spread(model.comparison, OURS, "satellite_hour_premium") in after
    assert index.locator(".follows-yours").first.get_attribute("title").startswith("the book: ")
    index.evaluate("starcalc.state.reset()")
    index.wait_for_function("() => !document.querySelector('.follows-yours')")
    assert answer.inner_text() == before
    assert index.evaluate(TOLD) == book


def test_what_cannot_follow_is_marked_once_a_paragraph_and_said_in_words(index):
    put(index, CHEAP)
    still = index.locator(".follows-still")
    assert still.count() > 0
    paragraphs = index.evaluate(
        """() => {
            const still = [...document.querySelectorAll(".follows-still")].map(each => each.closest(".cell_output"));
            return [...new Set(still)].map(each => each.querySelectorAll(".follows-note:not([hidden])").length);
        }"""
    )
    assert set(paragraphs) == {1}
    assert "book’s numbers" in index.locator(".follows-note").first.inner_text()


def test_an_interval_keeps_its_link_to_the_glossary_when_its_numbers_move(kept):
    page = kept("book/array.html")
    span = page.locator(".follows", has=page.locator("a.term")).first
    before = span.inner_text()
    put(page, {"packing": 70})
    moved = "before => ![before, '…'].includes(document.querySelector('.follows-1').textContent)"
    page.wait_for_function(moved, arg=before)
    assert span.locator("a.term").inner_text() == "nine worlds of ten"
    page.evaluate("starcalc.state.reset()")
    page.wait_for_function("before => document.querySelector('.follows-1').textContent === before", arg=before)
    assert span.locator("a.term").get_attribute("href").endswith("#term-world")


def test_a_shared_link_opens_with_its_sentences(reader):
    one = reader(viewport={"width": 390, "height": 844})
    one.page.goto(f"{one.site}{INDEX}?launch_price=100&life=4")
    one.page.locator(".follows-yours").first.wait_for()
    hour = show.phrase(model.satellite(OURS).gpu_hour_cost.to("USD/hour")).split()[0]
    assert hour in one.page.locator(FIRST).first.inner_text()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert one.complaints == []


@pytest.mark.parametrize(("path", "about"), BARS[:4], ids=lambda each: each["name"] if isinstance(each, dict) else each)
def test_the_bars_of_what_would_change_the_answer_follow(kept, path, about):
    from starcalc.show import tornadoes

    page = kept(path, about["name"])
    figure = page.locator(f"#figure-{about['name']}")
    assert figure.locator(".starcalc-sentence").inner_text() == about["sentence"]
    put(page, CHEAP)
    known = {key: about[key] for key in ("bars", "results", "sliders", "start", "base", "of")}
    names = [row["name"] for row in about["bars"]["rows"]]
    calculation, result = getattr(model, about["of"]), about["results"][0]["result"]
    centre, ends = tornadoes.worked(calculation, result, OURS, known)
    rows = tornadoes.drawn(known, centre, ends)
    assert tornadoes.farthest(known, rows) in figure.locator(".starcalc-sentence").inner_text()
    drawn = figure.evaluate(
        "figure => figure.starcalcView.data('bars').map(({row, name, value}) => ({row, name, value}))"
    )
    assert len(drawn) == 2 * min(about["bars"]["most"], len(names))
    assert sorted(row["value"] for row in drawn) == pytest.approx(sorted(row["value"] for row in rows), rel=ROUNDING)
    page.evaluate("starcalc.state.reset()")


# --- what a reader takes away -----------------------------------------------------------------------------------------


@pytest.fixture
def figure(index):
    """The first page's figure with the reader's numbers in it, its extra buttons unfolded."""
    found = index.locator("#figure-answer")
    found.scroll_into_view_if_needed()
    index.wait_for_function("figure => figure.starcalcView", arg=found.element_handle())
    put(index, CHEAP)
    found.locator(".starcalc-more").evaluate("fold => (fold.open = true)")
    return found


def kept_file(page, figure, name):
    """What a button offers as a file: its name and its bytes."""
    with page.expect_download() as download:
        figure.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def copied(page, figure, name):
    """What a button puts on the clipboard."""
    page.evaluate("navigator.clipboard.writeText('')")
    figure.get_by_role("button", name=name, exact=True).click()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text !== '')")
    return page.evaluate("navigator.clipboard.readText()")


def now(page):
    """The figure's first result as the page has it."""
    return page.evaluate(
        """() => {
            const spec = JSON.parse(document.querySelector("#figure-answer .starcalc-spec").textContent);
            return starcalc.tables.answers(spec.usermeta.starcalc, starcalc.state.scenario({}))[0];
        }"""
    )


def test_the_data_are_the_lines_that_are_drawn(index, figure):
    name, data = kept_file(index, figure, "Data (CSV)")
    head, *rows = csv.reader(StringIO(data.decode()))
    assert name == "answer.csv"
    assert head == ["place", "part", "start", "end"]
    parts = index.evaluate("document.querySelector('#figure-answer').starcalcView.data('parts')")
    assert [[float(cell) for cell in row] for row in rows] == [[part[name] for name in head] for part in parts]


def test_the_picture_comes_as_png_and_as_svg(index, figure):
    name, data = kept_file(index, figure, "Picture (PNG)")
    assert name == "answer.png"
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) > 5000
    name, data = kept_file(index, figure, "Picture (SVG)")
    assert name == "answer.svg"
    drawing = ET.fromstring(data)
    assert drawing.tag.endswith("svg")
    assert "box" in "".join(drawing.itertext())


def test_the_copied_python_prints_the_pages_number_to_the_last_digit(index, figure):
    text = copied(index, figure, "Copy as Python")
    namespace = {}
    with redirect_stdout(StringIO()) as printed:
        exec(text, namespace)
    assert printed.getvalue()
    value = model.comparison(namespace["scenario"]).satellite_hour.m_as("USD/hour")
    assert value == pytest.approx(now(index), rel=ROUNDING)
    assert namespace["scenario"] == OURS


def test_the_copied_link_is_the_same_scenario_in_python(index, figure):
    link = copied(index, figure, "Copy link")
    assert link.endswith("#figure-answer")
    scenario = Scenario.from_link(link)
    assert scenario == OURS
    assert model.comparison(scenario).satellite_hour.m_as("USD/hour") == pytest.approx(now(index), rel=ROUNDING)


def test_the_sentence_and_the_line_for_another_page_carry_the_link(index, figure):
    words = figure.locator(".starcalc-sentence").inner_text()
    text = copied(index, figure, "Copy the sentence with its link")
    assert text.startswith(words)
    assert Scenario.from_link(text.split()[-1]) == OURS
    line = ET.fromstring(copied(index, figure, "Line for another page"))
    assert (line.tag, line.text) == ("a", words)
    assert Scenario.from_link(line.attrib["href"]) == OURS


# --- hands ------------------------------------------------------------------------------------------------------------


def test_a_thumb_that_scrolls_a_page_moves_no_slider(reader):
    one = reader(**PHONE, permissions=CLIPBOARD)
    page = one.open(INDEX, "answer")
    handle = page.locator("#figure-answer input[type=range]").first
    handle.evaluate("slider => slider.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(1000)  # until the page has come to rest, so that the thumb meets this slider
    box, before, top = handle.bounding_box(), handle.input_value(), page.evaluate("scrollY")
    hand = page.context.new_cdp_session(page)
    x, y = box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2

    def touch(kind, *points):
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", (x, y))
    for step in range(1, 16):
        touch("touchMove", (x, y - 12 * step))
        page.wait_for_timeout(16)
    touch("touchEnd")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > top + 60
    assert handle.input_value() == before
    assert not page.evaluate("starcalc.state.differs()")


def test_after_back_from_eight_pages_away_controls_sentence_and_chart_say_the_same(reader):
    one = reader()
    page = one.page
    page.route("**/*.html*", lambda route: keep_nothing(route))
    one.open(INDEX, "answer")
    put(page, CHEAP)
    words = page.locator("#figure-answer .starcalc-sentence").inner_text()
    for name in ("ground", "tokens", "latency", "launch", "heat", "drag", "years", "sure"):
        page.goto(f"{one.site}book/{name}.html", wait_until="domcontentloaded")
    page.evaluate("history.go(-8)")
    page.wait_for_url("**/index.html?*")
    figure = page.locator("#figure-answer")
    figure.scroll_into_view_if_needed()
    page.wait_for_function("figure => figure.starcalcView", arg=figure.element_handle())
    assert figure.locator(".starcalc-sentence").inner_text() == words
    assert float(figure.locator("input[type=text]").first.input_value()) == CHEAP["launch_price"]
    parts = figure.evaluate("figure => figure.starcalcView.data('parts')")
    assert [part["end"] for part in parts if part["place"] == 0][-1] == pytest.approx(now(page), rel=1e-3)
    hour = show.phrase(model.satellite(OURS).gpu_hour_cost.to("USD/hour")).split()[0]
    assert hour in page.locator(FIRST).first.inner_text()
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "back_forward"


def keep_nothing(route):
    """A page as a server sends it that lets no browser keep it."""
    answer = route.fetch()
    route.fulfill(response=answer, headers=answer.headers | {"cache-control": "no-store"})
