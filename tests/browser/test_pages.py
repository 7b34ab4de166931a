"""The published book, as a reader's browser sees it."""

import re
from io import BytesIO
from itertools import cycle
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from conftest import BOOK, chapters, expected, figures, pages, weight
from pypdf import PdfReader

from starcalc import Scenario

FIGURES = figures()
LIVE = [(page, about) for page, about in FIGURES if about.get("sliders") and about.get("result")]
BY_PAGE = {page: [about for place, about in FIGURES if place == page] for page, _ in FIGURES}
FIRST = {page: about for page, about in reversed(LIVE)}
WITH_SOLUTIONS = [page for page in chapters() if "Hide the solution" in (BOOK / page).read_text("utf-8")]
SOME = list(FIRST.items())[::2]  # whatever opens a page anew takes its time
NONSENSE = [(each, *first) for each, first in zip(cycle(["abc", "", "3,5", "1e999"]), SOME, strict=False)]
RELATIVE = 1e-6  # Formula and NumPy agree to 1e-12; what is left is the rounding of the value in the number box

VEGA = "vendor/vega.js"
BUDGET = {VEGA: 310_000, "the rest": 300_000}  # bytes of a whole page as they come over the line
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'self\';')

THEMES_OWN = ["logo__title"]  # found by axe in the theme, which puts the book's name outside of every landmark


def named(value):
    """A readable name for a test's parameter: a figure, a page, a text; none for a list."""
    if isinstance(value, list):
        return ""
    return value["name"] if isinstance(value, dict) else value.removesuffix(".html") or "nothing"


every_page = pytest.mark.parametrize("path", pages(), ids=named)
every_chapter = pytest.mark.parametrize("path", chapters(), ids=named)
every_figure = pytest.mark.parametrize(("path", "about"), FIGURES, ids=named)
every_page_with_figures = pytest.mark.parametrize(("path", "abouts"), BY_PAGE.items(), ids=named)
every_live_figure = pytest.mark.parametrize(("path", "about"), LIVE, ids=named)
# What the script does in the same way for all figures, tried on one of each page.
first_live_figure = pytest.mark.parametrize(("path", "about"), FIRST.items(), ids=named)


def figure_of(page, about):
    return page.locator(f"#figure-{about['name']}")


def controls_of(page, about, slider):
    """The slider and the number box of one input."""
    name = f"figure-{about['name']}-{slider['name']}"
    return page.locator(f"[id='{name}']"), page.locator(f"[id='{name}-number']")


def bare(text):
    """A text without spaces, and with ligatures as letters: as it can be found on paper."""
    return "".join(normalize("NFKC", text).split())


def signal(page, about, name):
    return figure_of(page, about).evaluate("(figure, name) => figure.starcalcView.signal(name)", name)


def settled(page, about):
    """Wait until the chart is drawn for the values set."""
    figure_of(page, about).evaluate("figure => figure.starcalcView.runAsync().then(() => null)")


def result(page, about):
    settled(page, about)
    return signal(page, about, about["result"]["name"])


def reset(page, about):
    figure_of(page, about).get_by_role("button", name="Reset").click()


def said(page, ending):
    """Wait until the page says that a link with this ending was copied."""
    page.locator(".starcalc-toast", has_text=re.compile(f"^Link copied: .*{re.escape(ending)}$")).wait_for()


def ink(page, about):
    """The colour of the chart's axis labels."""
    return (
        figure_of(page, about).locator(".starcalc-chart svg text").first.evaluate("text => getComputedStyle(text).fill")
    )


def turn(page, theme):
    """Turn the page light or dark, and wait until no colour changes any more."""
    page.evaluate(
        """theme => {
            document.documentElement.dataset.theme = theme;
            return Promise.allSettled(document.getAnimations().map(animation => animation.finished)).then(() => null);
        }""",
        theme,
    )


def computed(about, moved):
    """What Python computes with some sliders moved, to compare with what the page computes."""
    values = {slider["name"]: slider["value"] for slider in about["sliders"]} | moved
    return pytest.approx(expected(about, values), rel=RELATIVE, nan_ok=True)  # NaN, where physics has no answer


def written(number):
    """A number as JavaScript writes it: 60 rather than 60.0."""
    return str(int(number)) if number == int(number) else str(number)


def beyond(slider):
    """A value outside the table's range, and whether it is possible all the same, which Python demands."""
    low, high = slider["low"], slider["high"]
    least, largest = Scenario().assumption(slider["name"]).possible
    above = float(f"{high * 1.5:.3g}") if high > 0 else high + 1
    for value in (above, (high + largest) / 2, (low + least) / 2):
        if least <= value <= largest and not low <= value <= high:
            return float(f"{value:.3g}"), True
    return above, False


def inside(slider):
    """A round value inside the range that is not the one it starts with."""
    low, high, value = slider["low"], slider["high"], slider["value"]
    middle = float(f"{(low * high) ** 0.5 if slider['scale'] == 'log' else (low + high) / 2:.3g}")
    return middle if middle != value else float(f"{(low + middle) / 2:.3g}")


def test_the_book_is_built_and_holds_live_figures():
    assert (BOOK / "index.html").exists(), f"no book in {BOOK}: build it first with `nox -s book`"
    assert LIVE


def test_the_address_of_the_book_leads_to_its_first_page(reader):
    one = reader()
    one.page.goto(one.site)
    one.page.wait_for_url("**/book/index.html")
    assert one.complaints == []


def test_the_search_finds_a_chapter_without_help_from_outside(reader, site):
    one = reader()
    one.page.goto(f"{site}search.html?q=revenue")
    one.page.locator("#search-results li a").first.wait_for()
    assert one.complaints == []
    assert all(url.startswith(site) for url in one.requests)


# --- every page -------------------------------------------------------------------------------------------------------


@every_page
def test_a_page_asks_no_other_host_and_raises_no_error(opened, site, path):
    one = opened(path)
    one.page.wait_for_load_state("networkidle")
    outside = [url for url in one.requests if not url.startswith((site, "data:", "blob:"))]
    assert outside == []
    assert one.complaints == []


@every_page
def test_a_page_keeps_to_its_budget_and_carries_its_policy(opened, site, path):
    """That nothing breaks the policy is in the complaints above, where a browser says so."""
    asked = [url for url in opened(path).requests if url.startswith(site)]
    vega = [url for url in asked if VEGA in url]
    assert weight(vega, site) < BUDGET[VEGA]
    assert weight(set(asked) - set(vega), site) < BUDGET["the rest"]
    text = (BOOK / path).read_text("utf-8")
    assert POLICY.search(text)
    assert text.count('name="viewport"') == 1


@every_page
def test_a_page_does_not_scroll_sideways_on_a_telephone(reader, path):
    page = reader(viewport={"width": 390, "height": 844}).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@every_chapter
def test_every_heading_has_an_address_that_leads_to_it(kept, path):
    page = kept(path)
    headings = page.locator("article.bd-article :is(h1, h2, h3, h4)")
    assert headings.count() > 0
    for heading in headings.all():
        target = heading.locator("a.headerlink").get_attribute("href")
        assert page.locator(f"[id='{target.removeprefix('#')}']").count() == 1


@every_chapter
def test_every_link_within_the_book_leads_somewhere(kept, site, path):
    page = kept(path)
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
    for link in sorted({link for link in links if link.startswith(site)}):
        place, _, anchor = link.removeprefix(site).partition("#")
        target = BOOK / unquote(place.partition("?")[0])
        assert target.is_file(), link
        if anchor:
            assert f'id="{unquote(anchor)}"' in target.read_text("utf-8") or page.locator(f"[id='{anchor}']").count(), (
                link
            )


@every_chapter
def test_a_chapter_says_how_to_cite_it(kept, path):
    page = kept(path)
    cite = page.locator("details.starcalc-cite")
    assert not cite.locator("pre").first.is_visible()
    cite.locator("summary").click()
    plain, bibtex = cite.locator("pre").all_inner_texts()
    title = page.locator("h1").first.evaluate("heading => heading.firstChild.textContent")
    for citation in (plain, bibtex):
        assert title in citation
        assert "the starcalc contributors" in citation
        assert path in citation
    assert bibtex.startswith("@")
    assert cite.locator("button.copybtn").count() == 2


@every_chapter
def test_a_fold_is_called_what_it_shows(kept, path):
    for fold in kept(path).locator("summary").all():
        assert fold.get_attribute("aria-label") is None
        assert fold.text_content().strip()


@pytest.mark.parametrize("path", WITH_SOLUTIONS[::5], ids=named)
def test_solutions_of_exercises_are_on_paper(kept, path):
    page = kept(path)
    solutions = page.locator("details.hide:has(.cell_output) .cell_output p").all_text_contents()
    paper = bare("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages))
    for text in solutions:
        assert bare(re.split("[^\\w ,;]", text)[0]) in paper  # its first words: a formula prints in another order
    assert solutions


@every_chapter
def test_a_click_on_a_permalink_copies_its_absolute_address(kept, site, path):
    page = kept(path)
    kinds = ("h2 a.headerlink", ".claim > a.headerlink", ".eqno a.headerlink")
    for link in [link for kind in kinds for link in page.locator(kind).all()[:2]]:
        link.focus()
        page.keyboard.press("Enter")
        address = f"{site}{path}{link.get_attribute('href')}"
        said(page, address)
        assert page.evaluate("navigator.clipboard.readText()") == address


@every_chapter
def test_every_claim_has_a_link_of_its_own_and_a_verdict_in_words(kept, path):
    page = kept(path)
    for claim in page.locator(".claim[id^=claim-]").all():
        assert claim.locator("> a.headerlink").count() == 1
        assert claim.locator("[class*=verdict-]").first.inner_text().strip()


@every_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_that_we_wrote(kept, path, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = kept(path)
    turn(page, theme)
    rules = {
        "light": {"resultTypes": ["violations"]},
        "dark": {"runOnly": ["color-contrast"]},
    }  # else they are the same
    found = Axe().run(page, options=rules[theme]).response["violations"]
    turn(page, "light")
    ours = [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
        if not any(part in node["html"] for part in THEMES_OWN)
    ]
    assert ours == []


# --- every figure -----------------------------------------------------------------------------------------------------


@every_figure
def test_a_figure_has_a_caption_a_text_alternative_and_a_number(kept, path, about):
    page = kept(path, about["name"])
    figure = figure_of(page, about)
    assert about["caption"] in figure.locator("figcaption").inner_text()
    assert figure.locator(".caption-number").inner_text().startswith("Figure")
    assert figure.get_by_role("img", name=about["alt"], exact=True).count() == 1


@every_figure
def test_a_figure_is_a_picture_where_there_is_no_javascript(kept, path, about):
    page = kept(path, about["name"], java_script_enabled=False)
    picture = figure_of(page, about).locator("img")
    assert picture.get_attribute("alt") == about["alt"]
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    for slider in about.get("sliders", []):
        assert f"= {slider['value']}" in figure_of(page, about).inner_text()


@every_page_with_figures
def test_figures_fit_their_column_or_scroll_in_their_own_box(kept, path, abouts):
    page = kept(path)
    for width in (390, 700, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for about in abouts:
            figure = figure_of(page, about)
            figure.scroll_into_view_if_needed()
            page.wait_for_function(
                """figure => {
                    const stage = figure.querySelector(".starcalc-stage");
                    const chart = stage.querySelector("svg").getBoundingClientRect().width;
                    const column = stage.clientWidth;
                    return stage.tabIndex === 0 ? chart > column : chart <= column + 1 && chart > 0.8 * column;
                }""",
                arg=figure.element_handle(),
            )


@every_live_figure
def test_the_result_at_the_books_values_is_what_python_computes(kept, path, about):
    page = kept(path, about["name"])
    assert result(page, about) == computed(about, {})
    output = figure_of(page, about).locator("output")
    assert about["result"]["label"] in output.inner_text()
    assert about["result"]["unit"] in output.inner_text()
    assert output.get_attribute("aria-live") == "polite"


@pytest.mark.parametrize(("path", "about"), [each for each in LIVE if each[1].get("menus")], ids=named)
def test_a_choice_from_a_menu_draws_what_python_computes(kept, path, about):
    page = kept(path, about["name"])
    for menu in about["menus"]:
        box = page.locator(f"[id='figure-{about['name']}-{menu['name']}']")
        for number, sets in enumerate(menu["sets"]):
            box.select_option(str(number))
            assert result(page, about) == computed(about, sets)
        reset(page, about)
        assert box.input_value() == "0"


@every_live_figure
def test_a_slider_moved_by_keyboard_draws_what_python_computes(kept, path, about):
    page = kept(path, about["name"])
    for slider in about["sliders"]:
        handle, box = controls_of(page, about, slider)
        handle.focus()
        for key in ("ArrowLeft", "Home", "End"):
            page.keyboard.press(key)
            value = float(box.input_value())
            assert value == signal(page, about, slider["name"])
            assert result(page, about) == computed(about, {slider["name"]: value})
        assert value == slider["high"]
        spoken = "31 December" if slider.get("dates") else box.input_value()
        assert handle.get_attribute("aria-valuetext").startswith(spoken)
        reset(page, about)


@first_live_figure
def test_a_slider_dragged_by_mouse_draws_what_python_computes(kept, path, about):
    page = kept(path, about["name"])
    for slider in about["sliders"]:
        handle, box = controls_of(page, about, slider)
        handle.scroll_into_view_if_needed()
        place = handle.bounding_box()
        height = place["y"] + place["height"] / 2
        page.mouse.move(place["x"] + 0.5 * place["width"], height)
        page.mouse.down()
        page.mouse.move(place["x"] + 0.27 * place["width"], height, steps=5)
        page.mouse.up()
        value = float(box.input_value())
        assert slider["low"] < value < slider["high"]
        assert result(page, about) == computed(about, {slider["name"]: value})
        reset(page, about)


@every_live_figure
def test_a_number_beyond_the_range_is_computed_and_flagged(kept, path, about):
    page = kept(path, about["name"])
    for slider in about["sliders"]:
        _, box = controls_of(page, about, slider)
        value, possible = beyond(slider)
        box.fill(str(value))
        warning = page.locator(f"[id='{box.get_attribute('aria-describedby')}']")
        assert warning.inner_text() == f"outside the table’s range {written(slider['low'])}–{written(slider['high'])}"
        if possible:
            assert result(page, about) == computed(about, {slider["name"]: value})
        else:
            with pytest.raises(ValueError, match="cannot be"):
                computed(about, {slider["name"]: value})
        box.fill(str(inside(slider)))
        assert warning.inner_text() == ""
        reset(page, about)


@first_live_figure
def test_a_box_left_empty_takes_its_value_back(kept, path, about):
    page = kept(path, about["name"])
    for slider in about["sliders"]:
        _, box = controls_of(page, about, slider)
        box.fill("")
        assert box.get_attribute("aria-invalid") == "true"
        box.blur()
        assert float(box.input_value()) == slider["value"]
        assert box.get_attribute("aria-invalid") is None
        assert signal(page, about, slider["name"]) == slider["value"]


@first_live_figure
def test_reset_returns_to_the_books_values(kept, path, about):
    page = kept(path, about["name"])
    before = result(page, about)
    for slider in about["sliders"]:
        controls_of(page, about, slider)[1].fill(str(inside(slider)))
    settled(page, about)
    reset(page, about)
    assert result(page, about) == before
    for slider in about["sliders"]:
        assert float(controls_of(page, about, slider)[1].input_value()) == slider["value"]


@first_live_figure
def test_dark_mode_changes_the_ink_and_keeps_the_readers_values(kept, path, about):
    page = kept(path, about["name"])
    slider = about["sliders"][0]
    controls_of(page, about, slider)[1].fill(str(inside(slider)))
    light, answer = ink(page, about), result(page, about)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    turn(page, "dark")
    figure_of(page, about).evaluate(
        """(figure, light) => new Promise(done => {
            const look = () => getComputedStyle(figure.querySelector(".starcalc-chart svg text")).fill === light
                ? requestAnimationFrame(look) : done();
            look();
        })""",
        light,
    )
    assert ink(page, about) != light
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    assert signal(page, about, slider["name"]) == inside(slider)
    assert result(page, about) == answer
    turn(page, "light")
    reset(page, about)


@pytest.mark.parametrize(("path", "about"), SOME, ids=named)
def test_a_copied_link_brings_the_readers_numbers_to_the_next_reader(kept, reader, site, path, about):
    page = kept(path, about["name"])
    values = {slider["name"]: inside(slider) for slider in about["sliders"]}
    for slider in about["sliders"]:
        controls_of(page, about, slider)[1].fill(str(values[slider["name"]]))
    figure_of(page, about).get_by_role("button", name="Copy link").click()
    said(page, f"#figure-{about['name']}")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{site}{path}?")
    assert address.endswith(f"#figure-{about['name']}")
    reset(page, about)

    other = reader().open(address.removeprefix(site), about["name"])
    for slider in about["sliders"]:
        assert float(controls_of(other, about, slider)[1].input_value()) == values[slider["name"]]
    assert result(other, about) == computed(about, values)
    assert "its own numbers" in figure_of(other, about).locator(".starcalc-note").inner_text()


@first_live_figure
def test_a_link_of_unchanged_numbers_names_only_the_figure(kept, site, path, about):
    page = kept(path, about["name"])
    figure_of(page, about).get_by_role("button", name="Copy link").click()
    said(page, f"{path}#figure-{about['name']}")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{path}#figure-{about['name']}"


@pytest.mark.parametrize(("nonsense", "path", "about"), NONSENSE, ids=named)
def test_a_link_with_a_number_that_is_none_is_ignored_and_says_so(reader, path, about, nonsense):
    slider = about["sliders"][0]
    address = f"{path}?{slider['name']}={nonsense}&colour=red#figure-{about['name']}"
    page = reader().open(address, about["name"])
    assert float(controls_of(page, about, slider)[1].input_value()) == slider["value"]
    note = figure_of(page, about).locator(".starcalc-note").inner_text()
    assert note == f"Not a number, so ignored: {slider['name']}={nonsense}."
    assert result(page, about) == computed(about, {})


@every_page_with_figures
def test_figures_print_without_controls_and_with_their_values(kept, path, abouts):
    page = kept(path)
    page.emulate_media(media="print")
    for about in abouts:
        figure = figure_of(page, about)
        assert figure.locator(".starcalc-chart svg").is_visible()
        for unwanted in ("input[type=range]", "button"):
            assert not any(part.is_visible() for part in figure.locator(unwanted).all())
        for slider in about.get("sliders", []):
            assert controls_of(page, about, slider)[1].is_visible()
    page.emulate_media(media="screen")
