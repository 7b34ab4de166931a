"""What the build makes of a page: formulas, fonts, and a policy that nothing on it breaks."""

import re
import struct
from base64 import b64encode
from hashlib import sha256
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from starcalc import show
from starcalc.page import formulas, meta, policy, vendor
from starcalc.page.fonts import cut, italic, letters, stix

FIRST = "document.documentElement.dataset.theme = 'light';"
HEAD = '<html lang="en"><head><meta charset="utf-8" />{}</head><body>{}</body></html>'


def page(head="", body=""):
    """What is served of a page that stands one folder below the top."""
    return policy.within_policy(HEAD.format(head, body), FIRST, where="book/page.html")


# --- formulas ---------------------------------------------------------------------------------------------------------


def test_a_formula_is_an_element_that_keeps_its_tex():
    made = formulas.mathml(r"A_\text{bus}")
    assert made.startswith("<math>")
    assert "<msub><mi>A</mi><mtext>bus</mtext></msub>" in made
    assert r'<annotation encoding="application/x-tex">A_\text{bus}</annotation>' in made


@pytest.mark.parametrize("tex", [r"\foo x", r"\frac{1", "x^", ""])
def test_a_formula_that_cannot_be_set_is_refused(tex):
    with pytest.raises(ValueError, match=r"\w"):
        formulas.mathml(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{aligned} a &= b \\[1.5ex] c &= d \end{aligned}",
        r"\begin{align} a &= b \\ c &= d \end{align}",
        r"f = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
        r"\bigl(x\!y\bigr) \underbrace{a + b}_{c}",
    ],
)
def test_no_formula_brings_a_style_or_a_number_of_its_own(tex):
    made = formulas.mathml(tex, display=True).partition("<annotation")[0]
    assert ' style="' not in made
    assert "1.5" not in made
    assert "(1)" not in re.sub("<[^>]+>", "", made)


def test_rows_and_empty_lines_stand_one_below_another():
    assert formulas.mathml(formulas.aligned(r"a \\ b"), display=True).count("<mtr>") == 2
    assert formulas.mathml(formulas.aligned("a\n\nb"), display=True).count("<mtr>") == 2
    assert formulas.aligned("a") == "a"


# --- fonts ------------------------------------------------------------------------------------------------------------


def test_the_font_holds_every_sign_of_a_formula_and_the_italics_that_a_browser_makes(tmp_path):
    from fontTools.ttLib import TTFont

    wanted = letters([formulas.mathml(r"h = \varrho \times \mathbf{12} \; \mathrm{kg}")])
    assert {0x210E, italic("ϱ"), ord("×"), 0x1D7CF, ord("k")} <= wanted
    cut(stix(), tmp_path / "maths.woff2", wanted, layout=[])
    with TTFont(tmp_path / "maths.woff2") as font:
        assert wanted <= font.getBestCmap().keys()
        assert "MATH" in font
        assert "Open Font License" in font["name"].getDebugName(13)


# --- policy -----------------------------------------------------------------------------------------------------------


def test_a_page_has_one_policy_before_all_that_it_loads_and_one_viewport():
    served = page('<meta name="viewport" content="a"><link href="a.css">', "<p>text</p>")
    assert served.count("Content-Security-Policy") == served.count('name="viewport"') == 1
    assert served.index("Content-Security-Policy") < served.index("a.css")
    assert policy.within_policy(served, FIRST, "page") == served


def test_the_policy_lets_one_script_stand_in_a_page_by_its_digest_and_none_be_made_from_text():
    assert policy.POLICY["style-src"] == policy.POLICY["worker-src"] == "'self'"
    digest = b64encode(sha256(FIRST.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in page()
    assert "unsafe" not in policy.META


def test_what_the_theme_writes_into_its_pages_is_moved_or_dropped():
    theme = """<script>
        document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";</script>
        <script src="../_static/scripts/fontawesome.js?digest=1"></script>
        <script src="../_static/doctools.js"></script>"""
    served = page(theme, '<button onclick="window.print()">Print</button>')
    assert f"<script>{FIRST}</script>" in served  # before the first paint, so not deferred
    assert '<script type="text/later" src="../_static/doctools.js"></script>' in served
    assert "fontawesome" not in served
    assert "<button data-print>" in served


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        f"<script>{FIRST} </script>",
        '<script type="module">import "x"</script>',
        '<p onclick="alert(1)">',
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        '<a href=" JavaScript:alert(1)">',
        '<iframe src="x.html"></iframe>',
    ],
)
def test_what_the_policy_forbids_fails_the_build_and_names_the_page(body):
    with pytest.raises(ExtensionError, match=r"book/page\.html, line \d+, holds .* forbids"):
        page(body=body)


def test_data_and_words_that_look_like_handlers_pass():
    page(body='<script type="application/json">{"a": 1}</script><p title="once = twice, style = plain">onclick="x"</p>')


# --- what a link shows ------------------------------------------------------------------------------------------------


def test_a_page_is_described_by_its_answer_to_the_end_of_a_sentence():
    first = "An hour costs <strong>$10.62</strong> in orbit &amp; $2.54 in Texas."
    assert meta.answer(f"<h1>Pays?</h1><p>Code</p><p>{first}</p><p>More.</p>") == (
        "An hour costs $10.62 in orbit & $2.54 in Texas."
    )
    long = meta.answer(f"<p>{'It is four times as dear. ' * 20}</p>")
    assert len(long) <= meta.LENGTH
    assert long.endswith("dear.")
    endless = meta.answer(f"<p>{'word ' * 200}</p>")
    assert len(endless) <= meta.LENGTH
    assert endless.endswith("word…")


def test_a_card_has_the_shape_that_links_show(tmp_path):
    spec = show.bills(name="trial", title="A trial", caption="What to see.", alt="Bars of a bill.").spec()
    card = tmp_path / meta.draw(tmp_path, "trial", spec)
    width, height = struct.unpack(">II", card.read_bytes()[16:24])
    assert (width, height) == (2 * meta.CARD["width"], 2 * meta.CARD["height"])


def test_the_bundle_of_vega_asks_no_other_host_for_anything(tmp_path):
    app = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path, srcdir=tmp_path)
    vendor.add_vendor_files(app)
    bundle = (tmp_path / "_static" / "vendor" / "vega.js").read_text("utf-8")
    assert "jsdelivr" not in bundle
    assert not re.search(r"\bimport\s*\(|\bfrom\s*[\"']https?:|importScripts|\.src\s*=\s*[\"']https?:", bundle)
