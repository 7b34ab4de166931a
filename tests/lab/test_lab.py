"""A chapter in JupyterLab, as a reader's browser sees it: first as it is stored, then run."""

import re

import pytest
from conftest import Panel, chapter, charts, computed

from starcalc import Q, Scenario, model

CELLS = list(enumerate(chapter()["cells"]))
CHARTS = charts()
LIVE = [(number, about) for number, about in CHARTS if about["sliders"]]
MOVED = [(number, about, slider) for number, about in LIVE for slider in about["sliders"]]

# What MyST would turn into something else; in code it may stand.
RAW = re.compile(r"\{[a-z:]+\}`|\$\$|^:::|\\begin\{|\]\(http|\*\*\w", re.MULTILINE)
CITATION = re.compile(r'\[([^\]]*)\]\((\S+) "cite \w+"\)')
WORDS = re.compile(r"[a-z]{5,}")
COMMAND = re.compile(r"\\[a-zA-Z]+(\{[^{}]*\})?")


def named(value):
    """A readable name for a test's parameter."""
    return value["name"] if isinstance(value, dict) else ""


every_live_figure = pytest.mark.parametrize(("number", "about"), LIVE, ids=named)
every_slider = pytest.mark.parametrize(("number", "about", "slider"), MOVED, ids=named)


def text_beside_code(cell):
    """The text of a cell's Markdown or outputs, without code and formulas."""
    return cell.evaluate(
        """cell => [...cell.querySelectorAll(".myst, .jp-OutputArea-output:not(.myst)")].map(part => {
            const copy = part.cloneNode(true);
            copy.querySelectorAll("code, pre, .katex, mjx-container").forEach(each => each.remove());
            return copy.textContent;
        }).join("\\n")"""
    )


def formulas(cell):
    """The TeX of a cell's formulas, or what MathJax made of it."""
    return cell.locator("annotation, mjx-container").evaluate_all("all => all.map(each => each.textContent)")


@pytest.fixture(scope="module")
def stored(opened):
    """What a reader sees of each cell before running anything: {number: (text, formulas)}."""
    seen = {}
    for number, _ in CELLS:
        cell = opened.cell(number)
        seen[number] = text_beside_code(cell), formulas(cell)
    return seen


# --- before anything is run -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "about"), CHARTS, ids=named)
def test_a_stored_chart_is_drawn_before_anything_is_run(opened, number, about):
    chart = opened.cell(number).locator(".jp-OutputArea :is(svg.marks, canvas.marks)")
    chart.scroll_into_view_if_needed()
    size = chart.bounding_box()
    assert size["width"] > 300
    assert size["height"] > 200


def test_no_markup_is_left_raw(stored):
    assert {number: RAW.findall(text) for number, (text, _) in stored.items() if RAW.search(text)} == {}


def test_formulas_and_citations_are_rendered(opened, stored):
    written = {number: "".join(cell["source"]) for number, cell in CELLS if cell["cell_type"] == "markdown"}
    with_formulas = [number for number, source in written.items() if "$" in source]
    cited = [(number, *found) for number, source in written.items() for found in CITATION.findall(source)]
    assert with_formulas
    assert cited
    for number in with_formulas:
        assert stored[number][1]
    for number, label, address in cited:
        assert label in stored[number][0]
        assert opened.cell(number).locator(f'a[href="{address}"]', has_text=label).count() >= 1


def test_a_sum_of_dollars_is_not_taken_for_a_formula(stored):
    found = [formula for _, formulas in stored.values() for formula in formulas]
    assert [formula for formula in found if WORDS.search(COMMAND.sub("", formula))] == []


# --- after Run All Cells ----------------------------------------------------------------------------------------------


def test_all_cells_run_without_an_error_or_a_warning(running):
    assert all(running.counts())
    unwanted = ".jp-OutputArea-output[data-mime-type*=error], .jp-OutputArea-output[data-mime-type*=stderr]"
    for number, cell in CELLS:
        if cell["cell_type"] == "code":
            assert running.cell(number).locator(unwanted).all_inner_texts() == []


@every_live_figure
def test_a_figure_is_a_panel_of_sliders_with_a_sentence_and_reset(running, number, about):
    panel = Panel(running, number, about)
    assert panel.handles().count() == panel.boxes().count() == len(about["sliders"])
    assert panel.values() == {slider["name"]: slider["value"] for slider in about["sliders"]}
    lines = panel.cell.locator(".widget-hbox:has(input)").all_inner_texts()
    for line, slider in zip(lines, about["sliders"], strict=True):
        assert slider["label"] in line
        assert slider["unit"] in line
    assert panel.sentence() == about["sentence"] == computed(about, {})
    assert panel.reset.is_visible()


@every_live_figure
def test_nothing_in_a_panel_is_cut_off_and_the_controls_follow_the_chart(running, number, about):
    panel = Panel(running, number, about)
    for label in panel.cell.locator(".widget-label:visible").all():
        assert label.evaluate("label => label.scrollWidth <= label.clientWidth + 1"), label.inner_text()
    lefts = {round(slider.bounding_box()["x"]) for slider in panel.cell.locator(".slider-container").all()}
    assert len(lefts) == 1
    slider, chart = panel.handles().first.bounding_box(), panel.chart.bounding_box()
    assert 0 <= slider["y"] - (chart["y"] + chart["height"]) < 60


@every_slider
def test_a_slider_moved_by_keyboard_draws_what_python_computes(running, number, about, slider):
    panel = Panel(running, number, about)
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Home"):
        before, picture = panel.values(), panel.picture()
        panel.handle(slider["name"]).press(key)
        panel.wait_for_another(picture)
        after = panel.values()
        assert {name for name in after if after[name] != before[name]} == {slider["name"]}
        assert panel.sentence() == computed(about, after)
    assert after[slider["name"]] == slider["low"]
    panel.restore(running.pictures[number])


@every_slider
def test_a_number_typed_is_taken_as_it_is(running, number, about, slider):
    panel = Panel(running, number, about)
    typed = float(f"{0.63 * slider['low'] + 0.37 * slider['high']:.6g}")
    picture = panel.picture()
    panel.box(slider["name"]).fill(str(typed))
    panel.box(slider["name"]).press("Enter")
    panel.wait_for_another(picture)
    assert panel.values()[slider["name"]] == typed
    assert panel.sentence() == computed(about, panel.values())
    panel.restore(running.pictures[number])


@every_live_figure
def test_reset_restores_the_numbers_and_the_picture(running, number, about):
    panel = Panel(running, number, about)
    for slider in about["sliders"]:
        before = panel.picture()
        panel.handle(slider["name"]).press("Home" if panel.values()[slider["name"]] > slider["low"] else "End")
        panel.wait_for_another(before)
    panel.restore(running.pictures[number])
    assert panel.values() == {slider["name"]: slider["value"] for slider in about["sliders"]}
    assert panel.sentence() == computed(about, {})


# --- the calculator ---------------------------------------------------------------------------------------------------


def test_the_calculator_is_a_panel_that_python_drives(calculating):
    panel = calculating.page.locator(".calc-panel")
    panel.locator(".calc-ratio").first.wait_for()
    boxes, answer = panel.locator(".dial input[type=number]"), panel.locator(".calc-table")
    boxes.first.fill("200")
    boxes.first.press("Enter")
    panel.get_by_text("launch price: 1,600 → 200 USD/kg").wait_for()
    found = model.comparison(Scenario().but(launch_price=Q(200, "USD/kg")))
    hours = [found.satellite_hour, found.module_hour, found.ground_hour]
    together = answer.locator("tfoot tr").first.locator("td").all_inner_texts()
    assert together == [f"{hour.m_as('USD/hour'):.2f}" for hour in hours]
    assert panel.get_by_label("Link").input_value().startswith("calculator.html?launch_price=200&v=")
    boxes.first.fill("-5")
    boxes.first.press("Enter")
    panel.get_by_text("cannot be: it is at least 0 USD/kg").wait_for()
    assert boxes.first.input_value() == "200"
    panel.get_by_label("Find").fill("latch-up")
    panel.get_by_text("numbers").last.wait_for()
    assert boxes.count() > 5
    panel.get_by_role("button", name="Reset all").click()
    panel.get_by_text("All numbers are as they were").wait_for()
    assert boxes.first.input_value() == "1600"
    assert calculating.complaints == []
    assert calculating.outside == []


# --- last, after all of this ------------------------------------------------------------------------------------------


def test_the_console_holds_no_complaint_of_ours_and_nobody_else_was_asked(running):
    assert running.complaints == []
    assert running.outside == []


# --- what the page's style sheet does there ---------------------------------------------------------------------------


def test_the_strip_and_the_verdicts_have_their_colours(running):
    strip = running.page.locator(".slice rect")
    colours = set(strip.evaluate_all("all => all.map(each => getComputedStyle(each).fill)"))
    assert len(colours) == 2
    assert "rgb(0, 0, 0)" not in colours
    verdicts = running.page.locator(".jp-OutputArea [class*=verdict-]").all()
    assert verdicts
    for verdict in verdicts:
        style = "each => [getComputedStyle(each, '::before').content, getComputedStyle(each).border]"
        sign, frame = verdict.evaluate(style)
        assert sign.strip('" ') in ("✓", "?", "✗")
        assert "2px" in frame


@pytest.mark.parametrize(("number", "about"), CHARTS, ids=named)
def test_a_figure_has_its_caption(running, number, about):
    said = running.cell(number).locator(".starcalc-caption").inner_text()
    assert " ".join(said.split()) == about["caption"]


@pytest.mark.parametrize("number", [i for i, cell in CELLS if "hide-cell" in cell["metadata"].get("tags", [])])
def test_a_solution_is_folded(running, number):
    cell = running.cell(number)
    cell.locator("details:not([open]) > summary", has_text="Solution").wait_for()
    assert not cell.locator("details > :not(summary)").first.is_visible()


def test_an_equation_is_called_by_its_name_as_in_the_sentences(running):
    numbers = [i for i, cell in CELLS if re.search(r"^\$\$ \(eq-", "".join(cell["source"]), re.MULTILINE)]
    assert numbers
    for number in numbers:
        mark = running.cell(number).locator('a[title="Link to this Equation"]').first
        shown = mark.evaluate("each => [getComputedStyle(each).fontSize, getComputedStyle(each, '::after').content]")
        assert shown[0] == "0px"
        assert "eq-" in shown[1] or "href" in shown[1]
    assert running.page.locator(".jp-OutputArea", has_text="ⓘ").count() == 0
