"""The figures of the published book, as a reader's browser sees them."""

import pytest
from conftest import PHONE, expected, figures, said, turn

FIGURES = figures()
LIVE = [(page, about) for page, about in FIGURES if about.get("of")]
BY_PAGE = {page: [about for place, about in FIGURES if place == page] for page, _ in FIGURES}
FIRST = {page: about for page, about in reversed(LIVE) if about["sliders"]}
# Whatever opens a page anew takes its time. A picture of the sky is as dark by day as by night.
SOME = [(page, about) for page, about in FIRST.items() if about.get("axis")][::2]
WINDOWS = ({}, PHONE)


def named(value):
    """A readable name for a test's parameter: a figure, a page; none for a list."""
    if isinstance(value, list):
        return ""
    return value["name"] if isinstance(value, dict) else value.removesuffix(".html")


every_figure = pytest.mark.parametrize(("path", "about"), FIGURES, ids=named)
every_live_figure = pytest.mark.parametrize(("path", "about"), LIVE, ids=named)
every_page_with_figures = pytest.mark.parametrize(("path", "abouts"), BY_PAGE.items(), ids=named)
# What the script does in the same way for all figures, tried on one of each page.
first_live_figure = pytest.mark.parametrize(("path", "about"), FIRST.items(), ids=named)
some_live_figures = pytest.mark.parametrize(("path", "about"), SOME, ids=named)


def figure_of(page, about):
    return page.locator(f"#figure-{about['name']}")


def controls_of(page, about, slider):
    """The slider and the number box of one input; of a switch, the switch twice."""
    name = f"figure-{about['name']}-{slider['name']}"
    box = f"[id='{name}']" if slider.get("switch") else f"[id='{name}-number']"
    return page.locator(f"[id='{name}']"), page.locator(box)


def put(page, values):
    """Move the page's numbers, as any part of it may, and wait until every figure in sight is drawn for them."""
    page.evaluate("values => starcalc.state.set(values)", values)
    settled(page)


def settled(page):
    page.evaluate(
        """async () => {
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            for (const figure of document.querySelectorAll("figure")) await figure.starcalcDrawn;
        }"""
    )


def reset(page):
    page.evaluate("starcalc.state.reset()")
    settled(page)


def sentence(page, about):
    return figure_of(page, about).locator(".starcalc-sentence").inner_text()


def shown(page, about):
    """How much of its column a plot fills, how much is drawn there, and whether the dots lie within."""
    return figure_of(page, about).evaluate(
        """figure => {
            const stage = figure.querySelector(".starcalc-stage");
            const svg = stage.querySelector("svg").getBoundingClientRect();
            const marks = [...stage.querySelectorAll(".mark-symbol.role-mark path")];
            const drawn = part => part.outerHTML.match(/ (?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"/g) ?? [];
            const wrong = part => !part.children.length
                && /NaN|Infinity|undefined/.test(part.textContent + drawn(part.cloneNode()).join());
            const dots = marks.map(dot => dot.getBoundingClientRect());
            const inside = dot => dot.left >= svg.left - 1 && dot.right <= svg.right + 1
                && dot.top >= svg.top - 1 && dot.bottom <= svg.bottom + 1;
            const lines = [...stage.querySelectorAll(".mark-line path")].filter(line => line.getTotalLength() > 20);
            return {
                share: svg.width / stage.clientWidth,
                dots: dots.length, inside: dots.every(inside), lines: lines.length,
                wrong: [...stage.querySelectorAll("svg *")].some(wrong),
            };
        }"""
    )


def places(about):
    """All sliders of a figure at their low ends, at their high ends, and ten times beyond, as far as numbers go."""
    from starcalc import Scenario

    table = Scenario()

    def possible(slider, value):
        least, largest = table.assumption(slider["name"]).possible
        value = min(max(value, least), largest)
        return float(round(value) if slider.get("whole") or slider.get("dates") else float(f"{value:.6g}"))

    ends = [[slider[end] for slider in about["sliders"]] for end in ("low", "high")]
    beyond = [[low / 10 if low > 0 else low * 10 for low in ends[0]], [high * 10 for high in ends[1]]]
    for values in (*ends, *beyond):
        yield {slider["name"]: possible(slider, value) for slider, value in zip(about["sliders"], values, strict=True)}


@every_figure
def test_a_figure_has_a_caption_a_text_alternative_and_a_number(kept, path, about):
    page = kept(path, about["name"])
    figure = figure_of(page, about)
    assert about["caption"] in figure.locator("figcaption").inner_text()
    assert figure.locator(".caption-number").inner_text().startswith("Figure")
    alt = f"{about['start']}: {about['alt']}" if about.get("of") else about["alt"]
    chart = figure.get_by_role("img", name=alt, exact=True)
    assert chart.count() == 1
    if about.get("of"):
        assert chart.get_attribute("aria-describedby") == figure.locator(".starcalc-sentence").get_attribute("id")


@every_page_with_figures
def test_figures_are_pictures_with_their_sentence_where_there_is_no_javascript(kept, path, abouts):
    page = kept(path, java_script_enabled=False)
    for about in abouts:
        figure = figure_of(page, about)
        picture = figure.locator("img")
        picture.scroll_into_view_if_needed()
        assert picture.get_attribute("alt") == about["alt"]
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        if about.get("of"):
            assert sentence(page, about) == about["sentence"]
        for slider in about.get("sliders", []):
            assert f"= {slider['said']}" in figure.inner_text()


@every_page_with_figures
@pytest.mark.parametrize("window", WINDOWS, ids=["desk", "telephone"])
def test_a_plot_fills_its_column_and_shows_the_dots_at_both_ends_and_ten_times_beyond(opened, path, abouts, window):
    """What is computed there, and each slider alone, is compared with Python in Node (see tests/test_followed.py)."""
    page = opened(path, **window).page
    for about in (about for about in abouts if about.get("of")):
        figure_of(page, about).scroll_into_view_if_needed()
        for values in list(places(about))[-2 if window else 0 :]:
            put(page, values)
            seen = shown(page, about)
            assert 0.8 < seen["share"] < 1.01, about["name"]
            assert not seen["wrong"], (about["name"], values)
            if about.get("axis"):
                assert seen["lines"] or not seen["dots"], (about["name"], values)
                assert seen["inside"], (about["name"], values)
        reset(page)


@every_live_figure
def test_the_sentence_at_the_books_values_and_after_each_choice_is_pythons(kept, path, about):
    page = kept(path, about["name"])
    reset(page)
    assert sentence(page, about) == about["sentence"]
    for menu in about.get("menus", []):
        box = page.locator(f"[id='figure-{about['name']}-{menu['name']}']")
        for number, key in enumerate(menu["keys"]):
            box.select_option(key)
            settled(page)
            assert sentence(page, about) == expected(about, {}, {menu["name"]: number})
        reset(page)
        assert box.input_value() == menu["keys"][0]


@first_live_figure
def test_a_slider_moved_by_keyboard_says_its_value_and_what_python_computes(kept, path, about):
    page = kept(path, about["name"])
    for slider in [each for each in about["sliders"] if not each.get("switch")][:2]:
        handle, box = controls_of(page, about, slider)
        handle.focus()
        for key in ("ArrowLeft", "End"):
            page.keyboard.press(key)
            settled(page)
            value = float(box.input_value())
            assert sentence(page, about) == expected(about, {slider["name"]: value})
        assert value == slider["high"]
        spoken = "31 December" if slider.get("dates") else box.input_value()
        assert handle.get_attribute("aria-valuetext").startswith(spoken)
        reset(page)


@first_live_figure
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(kept, path, about):
    page = kept(path, about["name"])
    before = sentence(page, about)
    for slider in (each for each in about["sliders"] if not each.get("switch")):
        _, box = controls_of(page, about, slider)
        warning = page.locator(f"[id='{box.get_attribute('aria-describedby')}']")
        for text in ("", "abc", "1e999"):
            box.fill(text)
            assert box.get_attribute("aria-invalid") == "true"
            assert warning.inner_text()
        box.blur()
        assert float(box.input_value()) == pytest.approx(slider["value"])
        assert box.get_attribute("aria-invalid") is None
    assert sentence(page, about) == before


@some_live_figures
def test_dark_mode_keeps_the_readers_numbers_and_reset_returns_to_the_books(kept, path, about):
    page, slider = kept(path, about["name"]), about["sliders"][0]
    put(page, {slider["name"]: slider["low"]})
    figure, moved = figure_of(page, about), sentence(page, about)
    light = figure.evaluate("figure => getComputedStyle(figure.querySelector('.starcalc-chart svg text')).fill")
    turn(page, "dark")
    page.wait_for_function(
        "([figure, light]) => getComputedStyle(figure.querySelector('.starcalc-chart svg text')).fill !== light",
        arg=[figure.element_handle(), light],
    )
    assert sentence(page, about) == moved
    turn(page, "light")
    figure.get_by_role("button", name="Reset").click()
    settled(page)
    assert sentence(page, about) == about["sentence"]


@some_live_figures
def test_a_copied_link_brings_the_readers_numbers_to_the_next_reader_with_the_figure_in_view(
    kept, reader, site, path, about
):
    page = kept(path, about["name"])
    slider = about["sliders"][0]
    put(page, {slider["name"]: slider["low"]})
    figure_of(page, about).get_by_role("button", name="Copy link").click()
    said(page, f"#figure-{about['name']}")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{site}{path}?")
    moved = sentence(page, about)
    reset(page)

    other = reader(viewport={"width": 390, "height": 844})
    other.page.goto(address)
    figure = figure_of(other.page, about)
    other.page.wait_for_function("figure => figure.starcalcView", arg=figure.element_handle())
    assert sentence(other.page, about) == moved
    assert -5 < figure.bounding_box()["y"] < 200


def test_a_chart_without_sliders_says_that_it_shows_the_books_numbers(kept):
    path, about = next((path, about) for path, about in FIGURES if not about.get("of") and path in FIRST)
    page = kept(path)
    note = figure_of(page, about).locator(".starcalc-note")
    assert note.inner_text() == ""
    put(page, {"launch_price": 10})
    assert "shows the book’s numbers" in note.inner_text()
    reset(page)
    assert note.inner_text() == ""


@pytest.mark.parametrize("path", ["book/index.html", "book/ground.html", "book/ring.html"])
def test_on_a_telephone_the_picture_has_the_room_that_its_chart_takes(reader, site, path):
    page = reader(viewport={"width": 390, "height": 844}).page
    page.goto(site + path)
    stage = page.locator(".starcalc-stage").first
    picture = stage.locator("img").bounding_box()["height"]
    assert picture > 300
    page.mouse.move(1, 1)
    stage.locator("svg").wait_for()
    assert abs(stage.bounding_box()["height"] - picture) < 20


def test_where_vega_does_not_load_the_picture_stays_and_the_sentence_follows(reader):
    path, about = next(iter(FIRST.items()))
    one, asked = reader(), []
    one.page.route("**/vendor/vega.js", lambda route: (asked.append(1), route.abort()))
    one.page.goto(one.site + path)
    figure = figure_of(one.page, about)
    figure.scroll_into_view_if_needed()
    figure.locator(".starcalc-note", has_text="did not load").wait_for()
    assert len(asked) >= 2  # it was tried again
    assert figure.locator("img.starcalc-picture").is_visible()
    slider = about["sliders"][0]
    put(one.page, {slider["name"]: slider["low"]})
    assert sentence(one.page, about) == expected(about, {slider["name"]: slider["low"]})


def test_a_figure_that_had_no_room_for_a_moment_is_drawn_again(reader):
    path, about = next(iter(FIRST.items()))
    one = reader()
    one.page.goto(one.site + path)
    figure = figure_of(one.page, about)
    figure.scroll_into_view_if_needed()
    figure.locator(".starcalc-chart svg").wait_for()
    stage = figure.locator(".starcalc-stage")
    for width in ("20px", ""):
        stage.evaluate("(stage, width) => { stage.style.width = width; }", width)
        one.page.wait_for_timeout(500)
    assert figure.locator(".starcalc-note").inner_text() == ""
    assert figure.locator(".starcalc-chart svg").is_visible()
    assert figure.locator(".starcalc-chart svg").bounding_box()["width"] > 200


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
    page.emulate_media(media="null")
