"""The published book, as a reader's browser sees it."""

import re
from io import BytesIO
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from conftest import BOOK, PHONE, chapters, figures, pages, said, turn, weight
from pypdf import PdfReader

WITH_SOLUTIONS = [page for page in chapters() if "Hide the solution" in (BOOK / page).read_text("utf-8")]

VEGA = "vendor/vega.js"
BUDGET = {VEGA: 160_000, "the rest": 335_000, "book/ring.html": 345_000}  # bytes of a page, compressed; a sky of stars
FIRST_VIEW = 400_000  # of the first page, all that it asks for before the reader stirs
ALLOWED = r"default-src 'none'; script-src 'self' 'sha256-[\w+/]{43}=';"
POLICY = re.compile(f'<meta http-equiv="Content-Security-Policy" content="{ALLOWED}')

UNFOLDED = """() => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
    const width = document.documentElement.scrollWidth;
    for (const each of folded) each.open = false;
    return width;
}"""

# Axe takes half its time over the parts of formulas, of which it can say only whether they are faint. So this does.
# A formula's contrast is that of its characters with whatever lies behind them, and must be that of small text.
FAINT = """() => {
    const channels = colour => {
        const [, alike, rest] = colour.match(/^rgb(a?)\\(([^)]+)\\)$/);
        const [r, g, b, alpha] = rest.split(",").map(Number);
        return { rgb: [r, g, b], alpha: alike ? alpha : 1 };
    };
    const over = (above, below) => above.rgb.map((value, i) => value * above.alpha + below[i] * (1 - above.alpha));
    const light = rgb => rgb
        .map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = new Map([[null, { rgb: [255, 255, 255], whole: true }]]);
    const ground = part => {
        if (!behind.has(part)) {
            const style = getComputedStyle(part), below = ground(part.parentElement);
            const whole = below.whole && style.opacity === "1" && style.backgroundImage === "none";
            behind.set(part, { rgb: over(channels(style.backgroundColor), below.rgb), whole });
        }
        return behind.get(part);
    };
    const contrast = part => {
        const { rgb, whole } = ground(part);
        const colours = [rgb, over(channels(getComputedStyle(part).color), rgb)];
        const [dark, bright] = colours.map(light).sort((a, b) => a - b);
        return whole ? (bright + 0.05) / (dark + 0.05) : 0;
    };
    const asked = ({ name }) => /^(role|tabindex|href|id|aria-.*)$/.test(name);  // which axe would judge
    const wrong = part => [...part.attributes].some(asked)
        || (!part.children.length && part.textContent && contrast(part) < 4.5);
    return [...document.querySelectorAll("math, math *")].filter(wrong).map(part => part.closest("math").textContent);
}"""

THEMES_OWN = ["logo__title"]  # found by axe in the theme, which puts the book's name outside of every landmark


# Takes all but the first of what stands in a row out of a page, and leaves behind how to put it back.
SHORTENED = """rows => {
    const taken = [...document.querySelectorAll(`article :nth-child(n+${rows + 1})`)].reverse();
    const places = taken.map(node => [node, node.parentNode, node.nextSibling]);
    for (const [node] of places) node.remove();
    window.restored = () => places.forEach(([node, parent, next]) => parent.insertBefore(node, next));
}"""


def named(path):
    """A readable name for a test's parameter."""
    return path.removesuffix(".html")


every_page = pytest.mark.parametrize("path", pages(), ids=named)
THEMED = [(page, "light") for page in pages()] + [(page, "dark") for page in pages()[::2]]  # one style sheet has both
LISTS = {f"book/{name}.html" for name in ("assumptions", "notation", "references", "relations", "results")}
ROWS = 12  # of the hundreds in which such a page lists what one line of code has made: axe takes them one by one
ARGUED = [page for page in chapters() if 'class="slice"' in (BOOK / page).read_text("utf-8")] + ["book/index.html"]
every_argued = pytest.mark.parametrize("path", ARGUED, ids=named)
every_chapter = pytest.mark.parametrize("path", chapters(), ids=named)


def bare(text):
    """A text without spaces, and with ligatures as letters: as it can be found on paper."""
    return "".join(normalize("NFKC", text).split())


def test_the_book_is_built_and_holds_live_figures():
    assert (BOOK / "index.html").exists(), f"no book in {BOOK}: build it first with `nox -s book`"
    assert any(about.get("of") for _, about in figures())


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


def test_the_search_opens_on_a_chapter_and_leads_on(reader, site):
    one = reader()
    one.page.goto(f"{site}book/heat.html")
    field = one.page.locator("#pst-search-dialog input[name=q]")
    one.page.keyboard.press("Control+k")
    field.wait_for()
    field.fill("revenue")
    field.press("Enter")
    one.page.locator("#search-results li a").first.wait_for()
    assert one.complaints == []


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
    others = {f"{site}{other}" for other in pages()} - {f"{site}{path}"}  # which a preview under the pointer fetches
    asked = [url for url in opened(path).loaded if url.startswith(site) and re.split("[?#]", url)[0] not in others]
    vega = [url for url in asked if VEGA in url]
    assert weight(vega, site) < BUDGET[VEGA]
    assert weight(set(asked) - set(vega), site) < BUDGET.get(path, BUDGET["the rest"])
    text = (BOOK / path).read_text("utf-8")
    assert POLICY.search(text)
    assert text.count('name="viewport"') == 1


@every_page
def test_a_page_shows_no_markup_and_closes_what_it_opens(path):
    text = re.sub(r"<script.*?</script>", "", (BOOK / path).read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"&lt;/(?:details|summary|code)|``python|:::\{", text)
    for name in ("code", "details", "summary", "aside", "figure"):
        assert len(re.findall(rf"<{name}\b", text)) == text.count(f"</{name}>"), name


@every_page
def test_nothing_has_a_page_laid_out_before_its_style_sheet(path):
    """A browser that finds a field to fill in asks where it lies. Of all pages one is there for its field."""
    text = re.sub(r"<(script|template)\b.*?</\1>", "", (BOOK / path).read_text("utf-8"), flags=re.DOTALL)
    assert bool(re.search(r"<(?:form|input|select|textarea)\b", text)) == (path == "search.html")
    assert all('loading="lazy"' in image for image in re.findall(r'<img[^>]*class="starcalc-picture[^>]*>', text))


def test_the_first_view_of_the_book_is_light(reader, site):
    one = reader()
    one.page.goto(f"{site}book/index.html")
    one.page.wait_for_load_state("networkidle")
    assert weight([url for url in one.requests if url.startswith(site)], site) < FIRST_VIEW


@every_page
def test_a_page_does_not_scroll_sideways_on_a_telephone(opened, path):
    page = opened(path, **PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(UNFOLDED) <= 390


# What scrolls and the keyboard cannot come to, every fold open, screen by screen as a page lays itself out.
UNREACHED = """async () => {
    const folded = [...document.querySelectorAll("article details:not([open])")], found = new Set();
    for (const each of folded) each.open = true;
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
        scrollTo({ top, behavior: "instant" });
        await new Promise(resolve => setTimeout(resolve, 100));
        for (const each of document.querySelectorAll("article *")) {
            const { top, bottom } = each.getBoundingClientRect();
            if (bottom < 0 || top > innerHeight || each.scrollWidth <= each.clientWidth + 1) continue;
            if (!["auto", "scroll"].includes(getComputedStyle(each).overflowX)) continue;
            const parts = [each, ...each.querySelectorAll("a[href], button, input, [tabindex]")];
            if (!parts.some(part => part.tabIndex >= 0)) found.add(each.textContent.trim().slice(0, 60));
        }
    }
    for (const each of folded) each.open = false;
    scrollTo({ top: 0, behavior: "instant" });
    return [...found];
}"""


@every_page
def test_the_keyboard_comes_to_all_that_scrolls_on_a_telephone(opened, path):
    assert opened(path, **PHONE).page.evaluate(UNREACHED) == []


PICTURE_TOP = "document.querySelector('article figure, article .cell_output img, article svg[role=img]')"
DESK = 800  # pixels of height of a small laptop's window
SCREENS = 1.5  # within which the first picture begins
WIDER = """[...document.querySelectorAll("article table")].filter((table) => {
    const box = table.closest(".output, .text_html, .pst-scrollable-table-container, .calc");
    if (!box || table.getBoundingClientRect().width <= box.clientWidth + 1) return false;
    return getComputedStyle(box).overflowX !== "auto" || getComputedStyle(box).backgroundImage === "none";
}).map((table) => table.innerText.slice(0, 60))"""


@every_argued
def test_the_first_picture_begins_within_a_screen_and_a_half(opened, path):
    windows = {DESK: opened(path).page, PHONE["viewport"]["height"]: opened(path, **PHONE).page}
    for height, page in windows.items():
        assert page.evaluate(f"{PICTURE_TOP}.getBoundingClientRect().top + scrollY") <= SCREENS * height


@every_page
def test_a_table_wider_than_a_telephone_says_so(opened, path):
    assert opened(path, **PHONE).page.evaluate(WIDER) == []


@every_chapter
def test_every_heading_has_an_address_that_leads_to_it(kept, path):
    page = kept(path)
    headings = page.locator("article.bd-article :is(h1, h2, h3, h4):not(.calc *)")
    assert headings.count() > 0
    for heading in headings.all():
        target = heading.locator("a.headerlink").get_attribute("href")
        assert page.locator(f"[id='{target.removeprefix('#')}']").count() == 1


@every_chapter
def test_a_page_tells_a_link_what_it_says(kept, path):
    page = kept(path)
    assert 40 <= len(page.locator('meta[name="description"]').get_attribute("content")) <= 300
    assert page.locator('meta[property="og:title"]').get_attribute("content") in page.title()
    assert page.locator('meta[name="citation_title"]').count() == 1


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
        assert title.casefold() in citation.casefold()
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
    shown = page.locator("details.hide:has(.cell_output) .cell_output p:not(.follows-note)")
    solutions = shown.evaluate_all("all => all.map(each => each.firstChild.textContent)")  # up to a formula
    paper = bare("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages))
    for text in solutions:
        assert bare(re.split("[^\\w ,;]", text)[0]) in paper
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


@pytest.mark.parametrize(("path", "theme"), THEMED, ids=named)
def test_axe_finds_nothing_that_we_wrote(kept, path, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = kept(path)
    turn(page, theme)
    rules = {
        "light": {"resultTypes": ["violations"]},
        "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
    }  # else they are the same
    page.mouse.move(0, 0)
    page.keyboard.press("Escape")  # a preview that an earlier test has opened is no part of the page
    page.evaluate(SHORTENED, ROWS if path in LISTS else 1e6)
    found = Axe().run(page, context={"exclude": [["math"]]}, options=rules[theme]).response["violations"]
    page.evaluate("window.restored()")
    faint = page.evaluate(FAINT)
    turn(page, "light")
    assert faint == []
    ours = [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
        if not any(part in node["html"] for part in THEMES_OWN)
        and not (rule["id"] == "empty-table-header" and "<math" in node["html"])  # which axe passes over
    ]
    assert ours == []
