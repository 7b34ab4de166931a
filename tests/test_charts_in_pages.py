"""Charts as the build compiles them for its pages, and what pages load in place of many small files."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from starcalc.page import bundles, charts, pictures, vendor

BOOK = Path(__file__).parents[1] / "book"
CHART = "application/vnd.vegalite.v5+json"
NARROW = {"axisY": {"labelLimit": 100}, "legend": {"orient": "top", "direction": "vertical"}}
CARRIED = ("vega-transforms", "vega-view-transforms", "vega-encode")
DRAWN = {"filter", "formula", "sequence", "stack"}  # of vega-transforms; another package's would need to be bundled


def specs():
    """One chart of each chapter that has any, by its name."""
    found = {}
    for path in sorted(BOOK.glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        data = (output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
        if spec := next((each[CHART] for each in data if CHART in each), None):
            found[spec["usermeta"]["starcalc"]["name"]] = spec
    return found


SPECS = specs()


def differences(first, second, place=""):
    """The places at which two trees differ, without the numbers of list entries."""
    if isinstance(first, dict) and isinstance(second, dict):
        keys = first.keys() | second.keys()
        return {at for key in keys for at in differences(first.get(key), second.get(key), f"{place}/{key}")}
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        return {at for pair in zip(first, second, strict=True) for at in differences(*pair, place)}
    return set() if first == second else {place}


def transforms(tree):
    """The types of all transforms in a compiled chart."""
    if isinstance(tree, list):
        return {each for branch in tree for each in transforms(branch)}
    if not isinstance(tree, dict):
        return set()
    own = {each["type"] for each in tree.get("transform", [])}
    return own.union(*(transforms(branch) for key, branch in tree.items() if key != "usermeta"))


@pytest.mark.parametrize("name", SPECS)
def test_a_page_may_choose_the_room_of_a_compiled_chart_as_it_would_before(name):
    """Which is why a telephone can draw what was compiled for a wide window: drawing.js sets these places itself."""
    spec = SPECS[name]
    wide, narrow = charts.compiled(spec), charts.compiled(spec, NARROW)
    assert differences(wide, narrow) <= {
        "/config/axisY",
        "/config/legend/orient",
        "/config/legend/direction",
        "/legends/direction",
    }
    assert differences(wide, charts.compiled(spec | {"width": 311, "height": 123})) == {"/width", "/height"}
    assert wide["autosize"] == charts.MEASURED["autosize"]


@pytest.mark.parametrize("name", SPECS)
def test_the_bundle_of_vega_has_what_a_chart_asks_for(name):
    made = charts.compiled(SPECS[name])
    assert transforms(made) <= DRAWN
    assert "projections" not in made
    assert all(f"/{package}@" in vendor.VEGA for package in CARRIED)


def test_the_colours_of_a_page_stand_in_a_chart_by_names_that_the_script_knows():
    script = (BOOK / "assets" / "drawing.js").read_text("utf-8")
    text = json.dumps(charts.compiled(next(iter(SPECS.values()))))
    for name in (charts.INK, charts.SOFT, charts.LINE, charts.FONT):
        assert f'"{name}"' in text
        assert f'"{name}"' in script


SHEETS = (
    '<link rel="stylesheet" href="../_static/styles/a.css?v=1" />\n<link rel="stylesheet" href="../_static/b.css" />'
)
OWN = '<link rel="stylesheet" href="../_static/own.css" />'
SCRIPT = '<script defer="defer" src="../_static/{}.js?v=2"></script>'
SCRIPTS = "".join(map(SCRIPT.format, ("theirs", "gone", "model", "one", "two", "page")))
PAGE = f"<head>{SHEETS}{{}}{SCRIPTS}</head><body>{{}}</body>"


FILES = [("model.js", {}), ("one.js", {}), ("two.js", {"priority": 800}), ("page.js", {"priority": 950})]


def application(outdir):
    """What the build's last steps ask of Sphinx's application."""
    config, builder = SimpleNamespace(html_js_files=FILES), SimpleNamespace(format="html")
    return SimpleNamespace(outdir=outdir, config=config, builder=builder)


@pytest.fixture
def site(tmp_path):
    """A page with a chart and one without, their style sheets and scripts."""
    files = {
        "_static/styles/a.css": '@import "../base.css";\na { b: url(../f.woff2) }',
        "_static/base.css": "p { background: url(f.woff2) }",
        "_static/b.css": 'i { b: url("data:image/png;base64,AA") }',
        "_static/own.css": "",
        "_static/f.woff2": "",
        **{f"_static/{name}.js": f"// {name}" for name in ("theirs", "model", "one", "two", "page")},
        "book/a.html": PAGE.format("", '<script type="application/json" class="starcalc-spec">{}</script>'),
        "book/b.html": PAGE.format(OWN, ""),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    bundles.bundle(application(tmp_path), None)
    return tmp_path


def test_a_page_loads_one_style_sheet_and_one_script_for_many(site):
    live, other = ((site / "book" / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert re.findall(r'_static/([a-z./]+)[?"]', live) == [
        "book.css",
        "theme.js",
        "gone.js",
        "model.js",
        "book.js",
        "page.js",
        "vendor/vega.js",
    ]
    assert re.findall(r'_static/([a-z./]+)[?"]', other) == [
        "book.css",
        "own.css",
        "theme.js",
        "gone.js",
        "model.js",
        "book.js",
        "page.js",
    ]


def test_a_bundle_holds_its_parts_in_their_order_and_their_addresses_still_lead_there(site):
    assert (site / "_static/book.js").read_text("utf-8") == "/* of one.js two.js */\n;\n// one\n;\n// two"
    assert (site / "_static/book.css").read_text("utf-8").splitlines() == [
        "/* of styles/a.css b.css */",
        'p { background: url("f.woff2") }',
        'a { b: url("f.woff2") }',
        'i { b: url("data:image/png;base64,AA") }',
    ]


def test_a_page_that_was_not_written_anew_stays_and_its_bundle_follows(site):
    before = (site / "book/a.html").read_text("utf-8")
    (site / "_static/b.css").write_text("u { c: d }", "utf-8")
    bundles.bundle(application(site), None)
    assert (site / "book/a.html").read_text("utf-8") == before
    assert "u { c: d }" in (site / "_static/book.css").read_text("utf-8")


@pytest.fixture
def page(tmp_path):
    """A page with a live figure."""
    svg = '<svg xmlns="x" version="1.1" class="marks" width="600.4" height="250"></svg>'
    (tmp_path / "a.svg").write_text(svg, "utf-8")
    made = next(charts.compiled(spec) for spec in SPECS.values() if spec["usermeta"]["starcalc"].get("of"))
    page = tmp_path / "page.html"
    image = '<img alt="A line" class="starcalc-picture dark-light" src="a.svg" />'
    page.write_text(f"{image}{charts.written(made)}", "utf-8")
    pictures.finish_pictures(application(tmp_path), None)
    return page


def test_a_page_knows_how_large_its_pictures_are_and_shows_another_in_a_narrow_window(page):
    found = re.fullmatch(
        r'<picture><source media="\(max-width: 520px\)" srcset="(a-\w+\.svg)" width="350" height="(\d+)">'
        r'<img loading="lazy" width="600" height="250" alt="A line" class="starcalc-picture dark-light" src="a.svg" />'
        r"</picture>"
        r"<script .*",
        page.read_text("utf-8"),
    )
    width, height = pictures.size(page.parent / found[1])
    assert width == pictures.WIDTH
    assert f"{height:.0f}" == found[2]


def test_a_page_that_is_finished_stays_as_it_is(page):
    before = page.read_text("utf-8")
    pictures.finish_pictures(application(page.parent), None)
    assert page.read_text("utf-8") == before


def test_a_page_holds_no_table_that_it_computes(page):
    (made,) = charts.held(page.read_text("utf-8"))
    tables = {table["name"]: table["values"] for table in made["data"] if "values" in table}
    assert any(name == "lines" for name in tables)
    assert [name for name, values in tables.items() if values and not charts.INLINE.fullmatch(name)] == []


def test_charts_side_by_side_have_one_picture_for_all_windows():
    made = next(charts.compiled(spec) for spec in SPECS.values()) | {"width": {"signal": "child_width"}}
    assert pictures.narrow_svg(made) is None
