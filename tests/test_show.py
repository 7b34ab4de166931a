"""What a chapter shows: sentences, tables, worked calculations, boxes, and figures in both of their live forms."""

import json
import re
from html import escape

import numpy as np
import pytest
import vl_convert

from starcalc import Q, Scenario, claims, economics, inference, model, orbit, show, trends
from starcalc.model import RESULTS
from starcalc.phrases import PHRASES
from starcalc.show import typeset
from starcalc.show.axes import POINTS
from starcalc.show.sliders import stops
from starcalc.show.specs import MIME
from starcalc.units import Unit

BEST, SEED = Scenario(), Scenario("seed")


def figure(
    calculation=model.satellite, results="cost_per_token", against="launch_price", sliders=("price", "life"), **more
):
    about = {"name": "trial", "title": "A trial", "caption": "What to see.", "alt": "A line that rises."}
    return show.figure(calculation, results, against, sliders, **about | more)


FIGURES = {
    "cost": figure(),
    "worth": figure(
        results="net_present_value", against="price", sliders=["decline", "token_rate_per_gpu"], between=(0.3, 5)
    ),
    "two lines": figure(
        results=["cost_per_token", "price"], log=True, against="token_rate_per_gpu", sliders=["price", "life"]
    ),
    "an assumption first": figure(results=["price", "cost_per_token"]),
    "module": figure(model.module, "panel_temperature", "altitude", ["tilt", "absorptivity"]),
    "a relation": figure(orbit.mean_visible_sun, "mean_visible_sun", "altitude", ["local_time"]),
    "the post": figure(results="return_on_investment", against="price", sliders=["life", "gpus_given"], scenario=SEED),
}
each_figure = pytest.mark.parametrize("chart", FIGURES.values(), ids=FIGURES)


def moves(chart):
    """Where the sliders of a figure are, and some places to which they could be moved."""
    yield {row.name: chart.now(row) for row in chart.rows}
    for share in (0.13, 0.5, 0.87):
        yield {row.name: row.range[0] + share * (row.range[1] - row.range[0]) for row in chart.rows}


# --- figures --------------------------------------------------------------------------------------


@each_figure
def test_a_spec_is_json_with_finite_numbers_and_holds_its_tables(chart):
    spec = chart.spec()
    assert "NaN" not in json.dumps(spec, allow_nan=False)
    assert spec["description"] == chart.alt
    assert spec["datasets"].keys() == {"lines", "ghost", "dots", "labels"}
    assert len(spec["datasets"]["lines"]) == POINTS * len(chart.results)
    assert len(json.dumps(spec)) < 40_000


@each_figure
def test_a_figure_tells_the_page_all_it_needs(chart):
    about = chart.spec()["usermeta"]["starcalc"]
    assert (about["name"], about["caption"], about["alt"]) == (chart.name, chart.caption, chart.alt)
    assert [slider["name"] for slider in about["sliders"]] == [row.name for row in chart.rows]
    assert [result["result"] for result in about["results"]] == chart.results
    for slider in about["sliders"]:
        assert slider.keys() >= {"name", "label", "symbol", "unit", "template", "low", "high", "value", "scale"}
        assert slider["low"] <= slider["value"] <= slider["high"]
        assert slider["scale"] in ("linear", "log")
    again = Scenario(*about["base"]["overlays"])
    again = again.but(
        **{name: Q(value, again.assumption(name).unit) for name, value in about["base"]["changes"].items()}
    )
    assert chart.answers(again) == pytest.approx(chart.answers(chart.scenario), rel=1e-12)


@each_figure
def test_vega_draws_the_figure_as_it_stands(chart):
    others = [] if chart.scenario == BEST else [chart.computed(BEST)]
    for spec in (chart.spec(), *others):
        svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        assert chart.title in svg
        assert "NaN" not in svg


@each_figure
def test_a_notebook_gets_a_chart_and_a_line_of_text(chart):
    bundle = chart._repr_mimebundle_()
    assert bundle[MIME] == chart.spec()
    assert chart.title in bundle["text/plain"]


def parts(panel):
    """The sentence, the chart, the rows of controls and the button of a panel; beneath stands its caption."""
    words, chart, *rows, reset, _ = panel.children
    return words, chart, rows, reset


@each_figure
def test_a_panel_computes_when_a_slider_moves_and_goes_back_when_asked(chart):
    words, _, rows, reset = parts(chart.panel())
    before = words.value
    slider, _ = rows[-1].children
    slider.value = int(0.7 * slider.max)
    moved = {row.name: line.children[1].value for row, line in zip(chart.rows, rows, strict=True)}
    assert moved[chart.rows[-1].name] != chart.now(chart.rows[-1])
    assert words.value == escape(chart.sentence(chart.but(**moved))).replace("$", "<span>$</span>")
    assert words.value != before
    reset.click()
    assert words.value == before
    assert [line.children[1].value for line in rows] == [chart.now(row) for row in chart.rows]


@each_figure
def test_a_number_typed_into_a_panel_is_taken_as_it_is_and_moves_the_slider(chart):
    _, _, (line, *_), _ = parts(chart.panel())
    row, (slider, box) = chart.rows[0], line.children
    low, high = row.range
    values = stops(row, chart.now(row))
    for typed in (low + 0.123456 * (high - low), high + 1):
        box.value = typed
        assert box.value == typed
        assert values[slider.value] == min(values, key=lambda value: abs(value - typed))


def test_a_switch_is_a_box_to_tick_in_a_panel():
    words, _, (_, switch), reset = parts(figure(against="life", sliders=["eclipses"]).panel())
    assert switch.value is True
    switch.value = False
    assert words.value.startswith("With eclipses counted off instead of on: ")
    reset.click()
    assert switch.value is True


@pytest.mark.parametrize("name", ["altitude", "price", "launch_price", "availability", "day_of_year", "decline"])
def test_a_slider_stops_at_round_numbers_at_both_ends_and_at_the_chapters_value(name):
    row = BEST.assumption(name)
    value, (low, high) = BEST.quantity(name).m_as(row.unit), row.range
    values = stops(row, value)
    assert values[0] == low
    assert values[-1] == high
    assert value in values
    assert 90 < len(values) < 400
    assert values == sorted(set(values))


# --- menus ----------------------------------------------------------------------------------------

MENUS = {
    "model": {"dense": inference.of_model("Llama-3-70B", 2, 1), "experts": inference.of_model("Qwen3-235B", 8, 1)},
    "chip": {"old": inference.on_chip("H100", "fp8"), "new": inference.on_chip("B200", "fp4")},
}


def figure_with_menus(menus=MENUS):
    return figure(model.server, "gpu_rate", "users_per_gpu", ["prompt"], log=True, menus=menus)


def test_a_figure_starts_with_the_first_choice_of_each_menu_and_says_what_each_sets():
    chart = figure_with_menus()
    about = chart.spec()["usermeta"]["starcalc"]
    assert chart.scenario.kv_bytes == MENUS["model"]["dense"]["kv_bytes"]
    assert [(menu["name"], menu["choices"]) for menu in about["menus"]] == [
        ("model", ["dense", "experts"]),
        ("chip", ["old", "new"]),
    ]
    assert about["menus"][1]["sets"][1]["bandwidth"] == 8  # TB/s, the unit of the table


def test_a_panel_computes_when_a_choice_is_made_and_goes_back_when_asked():
    chart = figure_with_menus()
    words, _, (menu, *_), reset = parts(chart.panel())
    before = words.value
    menu.value = "experts"
    assert words.value == escape(chart.sentence(chart.choose(model=1), {"model": 1}))
    assert words.value.startswith("With model experts instead of dense: ")
    reset.click()
    assert words.value == before


def test_the_choices_of_a_menu_set_the_same_assumptions():
    menus = {"chip": {"old": {"bandwidth": Q(3, "TB/s")}, "new": {"memory": Q(80, "GB")}}}
    with pytest.raises(ValueError, match="menu 'chip': new sets other assumptions than old"):
        figure_with_menus(menus)


def test_what_a_menu_sets_is_no_slider():
    with pytest.raises(ValueError, match="an assumption stands twice among users_per_gpu, prompt, prompt"):
        figure_with_menus({"length": {"short": {"prompt": 100}, "long": {"prompt": 1000}}})


# --- figures as specs -----------------------------------------------------------------------------


def test_an_assumption_cannot_stand_twice_in_a_figure():
    with pytest.raises(ValueError, match=r"figure 'trial': an assumption stands twice among price, life, price"):
        figure(against="price", sliders=["life", "price"])


def test_results_of_other_dimensions_cannot_share_an_axis():
    with pytest.raises(ValueError, match=r"figure 'trial': mass \(kg\) cannot share an axis with cost_per_token"):
        figure(results=["cost_per_token", "mass"])


@pytest.mark.parametrize("missing", ["name", "caption", "alt"])
def test_a_figure_without_words_is_refused(missing):
    with pytest.raises(ValueError, match=f"needs a {missing}"):
        figure(**{missing: ""}).spec()


def test_words_of_a_figure_stand_on_one_line_however_they_were_wrapped():
    spec = figure(caption="What\nto  see.", alt="A line\n  that rises.").spec()
    told = spec["usermeta"]["starcalc"]
    assert (told["caption"], told["alt"]) == ("What to see.", "A line that rises.")
    assert spec["description"] == told["alt"]


@pytest.mark.parametrize("missing", ["name", "caption", "alt"])
def test_a_chart_without_sliders_needs_words_too(missing):
    about = {"name": "trial", "caption": "What to see.", "alt": "Dots."} | {missing: ""}
    with pytest.raises(ValueError, match=f"needs a {missing}"):
        show.ladder([("a", "b", 1.0)], ("c", 2.0), title="A trial", axis="number", **about)


def test_an_unknown_result_or_assumption_is_refused_by_name():
    with pytest.raises(ValueError, match="satellite has no result called 'profit'"):
        figure(results="profit")
    with pytest.raises(AttributeError, match=r"no assumption called 'prise'; did you mean 'price'"):
        figure(sliders=["prise"])


@pytest.fixture
def displayed(monkeypatch):
    """What was displayed during a test."""
    shown = []
    for module in ("charts", "tornadoes"):
        monkeypatch.setattr(f"starcalc.show.{module}.display", lambda bundle, raw: shown.append(bundle))
    return shown


ABOUT = {"title": "A trial", "name": "trial", "caption": "What to see.", "alt": "Bars."}


def test_a_tornado_draws_its_widest_bars(displayed):
    names = ["altitude", "token_rate_per_gpu", "launch_price", "life"]
    show.tornado(model.satellite, "cost_per_token", BEST, *names, most=2, log=True, **ABOUT)
    rows = displayed[0][MIME]["datasets"]["bars"]
    assert len({row["name"] for row in rows}) == 2
    assert any("tokens per second" in row["name"] for row in rows)
    assert "A trial" in vl_convert.vegalite_to_svg(displayed[0][MIME], allowed_base_urls=[])


def test_on_a_logarithmic_axis_the_greatest_ratio_comes_first(displayed):
    show.tornado(model.server, "gpu_rate", BEST, "serving_efficiency", "prompt", "users_per_gpu", log=True, **ABOUT)
    names = list(dict.fromkeys(row["name"] for row in displayed[0][MIME]["datasets"]["bars"]))
    assert names == ["users at once per GPU", "serving efficiency", "prompt in tokens"]


def test_an_agreement_draws_a_dot_and_its_bound_for_each_row(displayed):
    rows = [("slow", "ours", 20.0, 25.0, 50.0), ("fast", "theirs", 2000.0, 1800.0, 9000.0)]
    show.agreement(rows, axes=("predicted", "measured"), **ABOUT)
    svg = vl_convert.vegalite_to_svg(displayed[0][MIME], allowed_base_urls=[])
    assert all(word in svg for word in ("predicted", "measured", "ours", "theirs"))
    assert "NaN" not in svg


def test_a_ladder_draws_a_dot_for_each_row(displayed):
    show.ladder([("slow", "ours", 20.0), ("fast", "theirs", 2000.0)], ("the post", 65.0), axis="tokens", **ABOUT)
    svg = vl_convert.vegalite_to_svg(displayed[0][MIME], allowed_base_urls=[])
    assert all(word in svg for word in ("slow", "fast", "the post", "tokens"))
    assert displayed[0][MIME]["usermeta"]["starcalc"]["sliders"] == []


def test_a_flow_is_as_high_at_every_station_as_what_passes_it(displayed):
    rows = [("Sun", "array", "light", 8.0), ("array", "sky", "warmth", 5.0), ("array", "chips", "power", 3.0)]
    rows += [("chips", "sky", "warmth", 3.0)]
    show.flow(rows, title="Heat", unit="kW", name="trial", caption="What to see.")
    spec = displayed[0][MIME]
    bands, boxes = (layer["data"]["values"] for layer in spec["layer"][:2])
    heights = {box["text"]: box["y2"] - box["y"] for box in boxes}
    assert heights == pytest.approx({"Sun\n8": 8, "array\n8": 8, "chips\n3": 3, "sky\n8": 8})
    assert {round(point["y2"] - point["y"], 6) for point in bands} == {8, 5, 3}
    assert "array to chips, power, 3" in spec["description"]
    assert "NaN" not in vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def test_squares_have_the_areas_that_they_say(displayed):
    rows = [("all\nof it", 95.5, "1,361 W/m²"), ("cold", 382.0, "")]
    show.squares(rows, title="Areas", unit="m²", name="trial", caption="What to see.")
    spec = displayed[0][MIME]
    drawn = [row["area"] for row in spec["data"]["values"]]
    assert drawn == [0.25, 1]
    assert spec["description"] == "Squares to one scale: all of it, 96 m²; cold, 380 m²."
    assert "NaN" not in vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def test_a_sheet_is_drawn_as_askew_to_the_wind_as_it_stands(displayed):
    rows = [("near", 0, 90, "square"), ("on", 16, 106, "askew")]
    show.sheet_and_wind(rows, title="Wind", name="trial", caption="What to see.")
    spec = displayed[0][MIME]
    strokes = spec["layer"][0]["data"]["values"]
    flat, tilted = (stroke for stroke in strokes if stroke["kind"] == "the panel")
    assert flat["v"] == flat["v2"] == 0
    assert (tilted["v2"] - tilted["v"]) / (tilted["u2"] - tilted["u"]) == pytest.approx(
        np.tan(np.radians(16)), abs=0.01
    )
    assert spec["description"].endswith("near: square; on: askew.")
    assert "NaN" not in vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def test_bars_stand_under_the_name_of_their_line(displayed):
    sums = {
        name: {line: Q(value, "USD") for line, value in zip(("rent", "fuel"), values, strict=True)}
        for name, values in {"ours": (1.0, 0.0), "theirs": (2.0, 3.0)}.items()
    }
    show.bars(sums, axis="dollars", **ABOUT)
    svg = vl_convert.vegalite_to_svg(displayed[0][MIME], allowed_base_urls=[])
    assert all(word in svg for word in ("rent", "fuel", "ours", "theirs", "dollars"))
    assert [row.get("value") for row in displayed[0][MIME]["data"]["values"]] == [None, 1, 2, None, 3]


def test_a_histogram_draws_every_world_once_and_marks_nine_of_ten(displayed):
    few, many = np.geomspace(2, 8, 101), np.geomspace(0.5, 50, 1001)
    show.histogram(
        [("by night", "owls", few, 3.0), ("by day", "larks", many, 6.0)], ("par", 1.0), axis="times", **ABOUT
    )
    spec = displayed[0][MIME]
    rows = spec["data"]["values"]
    bars = [row for row in rows if "from" in row]
    for group, values in (("owls", few), ("larks", many)):
        ours = [row for row in bars if row["group"] == group]
        assert ours[0]["from"] <= values.min() <= ours[0]["to"]
        assert ours[-1]["from"] <= values.max() <= ours[-1]["to"] * 1.0001
        rises = np.array([row["foot"] - row["top"] for row in ours])
        inside = [((row["from"] <= values) & (values < row["to"])).sum() for row in ours]
        np.testing.assert_allclose(rises / rises.sum(), inside / np.sum(inside), atol=0.01)
    marked = [row["mark"] for row in rows if "mark" in row]
    assert marked == pytest.approx(
        [*np.quantile(few, (0.05, 0.5, 0.95)), *np.quantile(many, (0.05, 0.5, 0.95))], rel=1e-5
    )
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    assert all(word in svg for word in ("by night", "by day", "par", "times"))
    assert "NaN" not in svg


def test_a_histogram_says_what_it_shows_to_those_who_do_not_see_it(displayed):
    about = {key: words for key, words in ABOUT.items() if key != "alt"}
    show.histogram([("owls", "birds", np.geomspace(0.5, 50, 1001), 6.0)], ("par", 1.0), axis="times", **about)
    assert displayed[0][MIME]["description"] == (
        "Histograms of times in 1,001 worlds; a line at 1: par. "
        "owls: 5 in the middle world, 0.63 to 40 in nine worlds of ten, 6 by our own values, 151 below the line."
    )


def test_a_table_of_trends_has_a_line_for_each_rate_and_the_growth_on_which_it_leans():
    whole = show.trends().data.splitlines()[2:]
    assert len(whole) == sum(len(trend.rates()) for trend in trends.trends().values())
    launch, growth = show.trends("launch").data.splitlines()[2:]
    assert "20 % saved a doubling | 10 to 30" in launch
    assert "`launch_growth` | 40 % a year" in growth


def test_a_label_may_have_an_apostrophe():
    chart = figure(orbit.mean_visible_sun, "mean_visible_sun", "altitude", ["local_time"], label="the Sun's own share")
    assert "NaN" not in vl_convert.vegalite_to_svg(chart.spec(), allowed_base_urls=[])


BANDS = [("owls", np.array([2026.0, 2027.0, 2028.0]), *np.array([[2, 1, 0.5], [4, 3, 1], [8, 6, 4], [3, 2, 0.9]]))]
FORETOLD = [("a bank", 2027.0, 2030.0, 2034.0), ("a poet", 2029.0, 2029.0, None), ("a sceptic", 2035.0, None, None)]


def test_bands_lie_over_the_years_and_forecasts_beneath_them(displayed):
    show.over_years(BANDS, FORETOLD, ("par", 1.0), axis="times", years=(2025, 2050), **ABOUT)
    spec = displayed[0][MIME]
    _, band, *_, names = spec["layer"]
    assert [row["low"] for row in band["data"]["values"]] == [2, 1, 0.5]
    assert [row["high"] for row in band["data"]["values"]] == [8, 6, 4]
    rows = names["data"]["values"]
    assert [(row["from"], row["to"]) for row in rows] == [(2027, 2034), (2029, 2029), (2035, 2035)]
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert [row["side"] for row in rows] == ["left", "left", "left"]
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    assert all(word in svg for word in ("owls", "par", "times", "a bank", "a poet", "a sceptic", ">2050<"))
    assert svg.count(">times<") == 1
    assert "NaN" not in svg


def test_a_forecast_beyond_the_axis_is_drawn_to_its_end_and_named_where_there_is_room(displayed):
    show.over_years(BANDS, [("late", 2041.0, 2060.0, 2070.0)], ("par", 1.0), axis="times", years=(2025, 2050), **ABOUT)
    [row] = displayed[0][MIME]["layer"][-1]["data"]["values"]
    assert (row["from"], row["to"], row["side"]) == (2041, 2050, "right")


def test_bands_say_what_they_show_to_those_who_do_not_see_them(displayed):
    about = {key: words for key, words in ABOUT.items() if key != "alt"}
    show.over_years(BANDS, FORETOLD, ("par", 1.0), axis="times", years=(2025, 2050), **about)
    assert displayed[0][MIME]["description"] == (
        "Bands of times over the years; a line at 1: par. owls, the middle world and nine worlds of ten: 4 in 2026, "
        "2 to 8, by our own values 3; 3 in 2027, 1 to 6, by our own values 2; 1 in 2028, 0.5 to 4, by our own values "
        "0.9. Beneath, what others foresee: a bank, 2027 to 2034; a poet, 2029; a sceptic, not before 2035."
    )


def test_a_band_that_has_no_logarithm_is_refused():
    rows = [("owls", np.array([2026.0, 2027.0]), *np.array([[0.0, 1.0]] * 4))]
    with pytest.raises(ValueError, match="above zero"):
        show.over_years(rows, [], ("par", 1.0), axis="times", years=(2025, 2050), **ABOUT)


def test_a_whole_sum_ends_in_the_costs_per_token():
    last = show.whole_sum(BEST).data.splitlines()[-1]
    costs = [calculation(BEST).cost_per_token for calculation in (model.satellite, model.module, model.ground)]
    assert all(f"**{cost.m_as('USD/Mtoken'):.3f}**" in last for cost in costs)


# --- worked calculations --------------------------------------------------------------------------


def balanced(tex):
    """Whether braces and brackets of a piece of TeX pair up."""
    depth = 0
    for brace in re.sub(r"\\[{}]", "", tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0 and tex.count(r"\left") == tex.count(r"\right") and tex.count(r"\begin") == tex.count(r"\end")


@pytest.mark.parametrize("scenario", [BEST, SEED], ids=["best", "seed"])
@pytest.mark.parametrize("calculation", [model.satellite, model.module])
def test_every_result_can_be_worked_on_paper(calculation, scenario):
    results = list(vars(calculation(scenario)).items())
    for name, value in results if scenario is BEST else results[::5]:
        text = show.worked(calculation, scenario, name).data
        assert balanced(text), f"{name}: {text}"
        assert rf"\mathbf{{{typeset.quantity_tex(value.to(RESULTS[name][0]))}}}" in text, name
        assert RESULTS[name][1] in text
        assert "#" not in text, f"{name}: {text}"


def test_a_worked_line_shows_symbols_then_numbers_then_the_result():
    [(_, sign, symbols, numbers, result)] = typeset.worked(model.satellite, SEED, "token_rate")
    assert sign == RESULTS["token_rate"][1]
    assert BEST.assumption("token_rate_per_gpu").symbol in symbols
    assert "200" in numbers
    assert r"65\;\mathrm{token/s}" in numbers
    assert result == r"13{,}000\;\mathrm{token/s}"


def test_a_worked_line_leaves_out_what_the_scenario_switches_off():
    [(_, _, given, *_)] = typeset.worked(model.satellite, SEED, "capital")
    [(_, _, parts, *_)] = typeset.worked(model.satellite, BEST, "capital")
    assert given == RESULTS["given_capital"][1]
    assert parts == f"{RESULTS['parts_capital'][1]} + {RESULTS['interest'][1]}"


def test_a_relation_alone_can_be_worked():
    text = show.worked(economics.gpu_hour_revenue, SEED).data
    assert balanced(text)
    assert "65" in text
    assert "2.34" in text or "0.00065" in text


def test_an_unknown_result_cannot_be_worked():
    with pytest.raises(ValueError, match="satellite has no result called 'profit'"):
        show.worked(model.satellite, BEST, "profit")


# --- tables, boxes and listings -------------------------------------------------------------------


def test_the_table_stars_what_leaves_its_range():
    low = BEST.but(altitude=Q(300, "km"))
    assert "| 300 km ★ |" in show.assumptions(low, "altitude").data
    assert "★ |" not in show.assumptions(BEST, "altitude").data


def rows_of(table):
    """The rows of a table in Markdown, without its head."""
    return [line for line in table.data.splitlines() if line.startswith("|")][2:]


def test_the_table_gives_value_range_kind_source_and_grade():
    (row,) = rows_of(show.assumptions(BEST, "token_rate_per_gpu"))
    assumption = BEST.assumption("token_rate_per_gpu")
    for part in (assumption.symbol, assumption.about, "`token_rate_per_gpu`", "10 to 5,000", "measured", "(B)"):
        assert part in row
    assert re.search(r"\]\(https://", row), "no link to the source"


def test_every_row_of_the_table_can_be_shown():
    table = rows_of(show.assumptions(BEST, *BEST.names(), beside=SEED))
    assert len(table) == len(BEST.names())
    assert len({line.count("|") for line in table}) == 1


def test_the_post_stands_beside_ours_where_it_says_something():
    said, silent = rows_of(show.assumptions(BEST, "price", "gpu_price", beside=SEED))
    assert "| 10 USD/Mtoken |" in said
    assert "| – |" in silent


def test_the_rest_of_a_table_stands_in_a_fold_below_it():
    before, _, folded = show.assumptions(BEST, "price", rest=("altitude", "life")).data.partition(":::{dropdown}")
    assert "`price`" in before
    assert "`altitude`" not in before
    assert all(f"`{name}`" in folded for name in ("altitude", "life"))
    assert "And 2 more that this chapter uses" in folded


def test_the_strip_lights_what_it_is_told_to_and_its_list_adds_up():
    found = show.slices(BEST, "hours in shadow", "battery").data
    assert found.count('<rect class="lit"') == 2
    assert found.count("<rect") == len(model.SLICES)
    widths = [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', found)]
    assert sum(widths) + 2 * len(widths) == pytest.approx(1000, abs=1.5 * len(widths))
    cents = [float(text) for text in re.findall(r"<td>([\d.]+) cents</td>", found)]
    assert sum(cents[:-1]) == pytest.approx(cents[-1], abs=0.5 * len(cents))
    sheet = show.slices(BEST, "lifting the bus", design="module").data
    assert "</strong> (3.4\u00a0%) pay for lifting the bus." in sheet
    none = show.slices(BEST, instead="Nobody bills for the sky").data
    assert "<p>Nobody bills for the sky.</p>" in none
    assert none.index("<details>") < none.index("<svg")


def test_a_listing_is_the_source_that_runs():
    listing = show.source(orbit.period, inference.gpu_count).data
    assert listing.count("```python") == 2
    assert "@relation\ndef period(altitude: Length) -> Time:" in listing
    assert "{cite:t}" not in listing


@pytest.mark.parametrize("number", claims.read())
def test_a_claim_has_a_box_that_can_be_linked_to(number):
    for scenario in (BEST, SEED) if number % 5 == 0 else (BEST,):
        box = show.claim(number, scenario).data
        assert f'id="claim-{number}"' in box
        for said in (claims.claim(number).says, claims.claim(number).french):
            assert escape(said).replace("$", "<span>$</span>") in box
        assert "{" not in box
        assert box.count("<p>") + box.count("<p class=") == box.count("</p>")
        assert f'class="verdict-{claims.verdict(number, scenario).word}"' in box


def test_a_box_follows_the_numbers():
    share = claims.claim(18).computed(SEED)
    for percent, word in ((1, "right"), (9.9, "open"), (9000, "wrong")):
        filled = SEED.but(bits_per_token=SEED.bits_per_token * (Q(percent, "percent") / share).m_as(""))
        assert f"verdict-{word}" in show.claim(18, filled).data


def test_a_box_says_how_far_off_a_number_is_and_how_often_a_bound_is_kept():
    assert re.search(r"the same: the post is [\d.]+ times too low\.", show.claim(20).data)
    assert re.search(r"it is [^<]+: the post is [\d.]+ times too high\.", show.claim(15).data)
    assert re.search(r"That is [\d.]+ % from the post&#x27;s\.", show.claim(3).data)
    assert "That is the post&#x27;s own." in show.claim(24).data
    assert "in none of our worlds" in show.claim(13).data
    assert "of a hundred worlds" in show.claim(1).data


def test_every_claim_has_a_row_among_the_verdicts():
    table = show.verdicts().data
    for number, asked in claims.read().items():
        assert f'href="{asked.chapter}.html#claim-{number}"' in table


def test_elasticities_are_sorted_and_signed():
    lines = show.elasticities(model.satellite, "cost_per_token", SEED, "price", "token_rate_per_gpu").data.splitlines()
    assert "tokens per second" in lines[2]
    assert "−1.00 %" in lines[2]
    assert "+0.00 %" in lines[3]


def test_a_citation_names_author_and_year_and_leads_there():
    assert re.fullmatch(r"\[Handmer 2025\]\(https://\S+\)", show.citation("handmer2025"))
    assert show.citation("handmer2025", linked=False) == "Handmer 2025"


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Q(4.1025, "MUSD/year"), "$4.1 million a year"),
        (Q(-6.1, "MUSD"), "−$6.1 million"),
        (Q(0.9, "USD/Mtoken"), "$0.90 per million tokens"),
        (Q(10, "USD/Mtoken"), "$10.00 per million tokens"),
        (Q(2.34, "USD/hour"), "$2.34 an hour"),
        (Q(50_000, "USD/kW"), "$50,000 per kilowatt"),
        (Q(1500, "USD/kg"), "$1,500 per kilogram"),
        (Q(3.6, "USD/kWh"), "$3.60 per kilowatt-hour"),
        (Q(63.1, "percent/year"), "63.1 % a year"),
        (Q(13_000, "token/s"), "13,000 tokens a second"),
        (Q(5, "year"), "5 years"),
        (Q(130, "kW"), "130 kW"),
        (Q(200, ""), "200"),
    ],
)
def test_a_quantity_reads_as_words(quantity, words):
    assert show.phrase(quantity) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Q(2.31, ""), Q(5.09, ""), "2.3 to 5.1 in nine worlds of ten"),
        (Q(2.3, "USD/Mtoken"), Q(5.1, "USD/Mtoken"), "$2.30 to $5.10 per million tokens in nine worlds of ten"),
        (Q(-6.1, "MUSD"), Q(2, "MUSD"), "−$6.1 to $2 million in nine worlds of ten"),
        (Q(50, "deg"), Q(40, "deg"), "40 to 50° in nine worlds of ten"),
        (Q(900, "kg"), Q(2.5, "t"), "900 to 2,500 kg in nine worlds of ten"),
    ],
)
def test_an_interval_reads_as_words_with_its_unit_once(low, high, words):
    assert show.between(low, high) == words


def test_every_phrase_belongs_to_a_unit_as_pint_spells_it():
    assert [unit for unit in PHRASES if str(Unit(unit)) != unit] == []


def test_words_are_there_for_every_result_and_every_assumption():
    words = vars(show.words(model.satellite, BEST))
    assert words.keys() == set(BEST.names()) | vars(model.satellite(BEST)).keys()
    assert not [name for name, phrase in words.items() if "nan" in phrase or "Quantity" in phrase]
