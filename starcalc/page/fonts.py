"""The fonts that the pages load, cut down to the signs that the pages hold: formulas and icons.

Telephones have no font for formulas, so the book brings STIX Two Math (SIL Open Font License 1.1, said in the file).
The theme's icons are Font Awesome Free (the icons CC BY 4.0, the font SIL Open Font License 1.1).
"""

import re
from html import unescape
from importlib.metadata import files
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset
from sphinx.errors import ExtensionError

STIX = "STIXTwoMath-Regular.ttf"
MATHS = Path("vendor", "maths.woff2")
ICONS = Path("vendor", "fontawesome", "webfonts")
SHEET = Path("styles", "pydata-sphinx-theme.css")  # a quarter of it names icons
THEME = Path(pydata_sphinx_theme.__file__).with_name("theme") / "pydata_sphinx_theme" / "static"
ALWAYS = "0123456789()[]{}|=+-−×·/,.%√"  # so that a formula too small to matter does not change the file
NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]  # of the font's own words: whose it is, and its licence

MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
NOTE = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
LONE = re.compile(r"<mi>(&[^;<]+;|[^<&])</mi>")  # a variable of one letter, which browsers set in italics
ICON = re.compile(r"\bfa-([a-z0-9-]+)")
ICON_RULE = re.compile(r'((?:\.fa-[\w-]+::?before,?)+)\{content:"(?:\\([0-9a-f]+)|([^"\\]))"\}')
PRIVATE = re.compile(r"\\([ef][0-9a-f]{3})\b|([\ue000-\uf8ff])")


def cut_fonts(app, exception):
    """Cuts both fonts to size once all pages are there; Sphinx calls it when a build has finished."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    pages = [page.read_text("utf-8") for page in Path(app.outdir).rglob("*.html") if static not in page.parents]
    cut(stix(), static / MATHS, letters(pages), layout=["dtls"])
    sheet = (THEME / SHEET).read_text("utf-8")  # the theme's own, since the one beside the pages may be cut already
    wanted = icons(pages, static, sheet)
    for font in (THEME / ICONS).glob("*.woff2"):
        cut(font, static / ICONS / font.name, wanted, layout=[])
    (static / SHEET).write_text(ICON_RULE.sub(lambda rule: rule[0] if code(rule) in wanted else "", sheet), "utf-8")
    for unread in static.glob("scripts/fontawesome.js*"):  # the same icons once more, as drawings
        unread.unlink()


def cut(source, target, codes, layout):
    """A font with these characters only, and these of its features, as WOFF2."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=layout, name_IDs=NAMES)
    options.recalc_timestamp = False  # the same pages, the same file
    with subset.load_font(source, options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        target.parent.mkdir(parents=True, exist_ok=True)
        subset.save_font(font, target, options)


def stix():
    """STIX Two Math, which ziamath carries."""
    found = next((file for file in files("ziamath") or () if file.name == STIX), None)
    if not found:
        raise ExtensionError(f"ziamath carries no {STIX}: name another font for formulas in {__name__}")
    return found.locate()


def letters(pages):
    """The characters of all formulas in these pages, variables also in the italics that a browser gives them."""
    found = set(map(ord, ALWAYS))
    for page in pages:
        for formula in MATH.findall(page):
            formula = NOTE.sub("", formula)
            found |= {italic(unescape(letter)) for letter in LONE.findall(formula)}
            found |= set(map(ord, unescape(TAG.sub("", formula))))
    return found


def italic(letter):
    """The code of a letter in mathematical italics; of what has none, its own."""
    code = ord(letter)
    for first, last, start in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC)):
        if ord(first) <= code <= ord(last):
            return 0x210E if letter == "h" else start + code - ord(first)
    return 0x1D716 + "ϵϑϰϕϱϖ".index(letter) if letter in "ϵϑϰϕϱϖ" else code


def code(rule):
    """The code of the icon that a rule of the theme's style sheet shows."""
    return int(rule[2], 16) if rule[2] else ord(rule[3])


def icons(pages, static, sheet):
    """The codes of all icons that pages, scripts and style sheets name; `sheet` is the one that gives them names."""
    code_of = {name: code(rule) for rule in ICON_RULE.finditer(sheet) for name in ICON.findall(rule[1])}
    scripts = [file.read_text("utf-8") for file in [*static.glob("*.js"), *static.glob("scripts/*-theme.js")]]
    named = {name for text in [*pages, *scripts] for name in ICON.findall(text)}
    sheets = [sheet, *(file.read_text("utf-8") for file in static.rglob("*.css") if file != static / SHEET)]
    shown = PRIVATE.findall("".join(ICON_RULE.sub("", text) for text in sheets))
    return {code_of[name] for name in named & code_of.keys()} | {
        int(digits, 16) if digits else ord(sign) for digits, sign in shown
    }
