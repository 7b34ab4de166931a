"""Formulas, set as MathML when the book is built, so that a page needs no script to show one.

Sphinx hands over each formula as TeX and keeps its number. math-core writes MathML Core, which every browser sets by
itself; the TeX stays inside as an annotation, for those who copy a formula.
"""

import re
from functools import cache
from html import escape

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

RENDERER = "mathml"

# A page allows no style attribute; what math-core writes as one is a class here, and a rule in starcalc.css.
CLASSES = {
    "text-align: right;justify-items: end;padding-right: 0;": "formula-right",
    "text-align: left;justify-items: start;padding-left: 0;": "formula-left",
    "text-align: left;justify-items: start;padding-right: 0;": "formula-case",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "formula-condition",
    "width: 100%": "formula-whole",
    "width: 50%": "formula-half",
    "margin-left:-0.16666667em;": "formula-nearer",
    "padding-right:0.1667em;": "formula-apart",
}
STYLE = re.compile(r'\bstyle="([^"]*)"')
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|multline|alignat)\}")  # Sphinx gives the numbers
LINE_SKIP = re.compile(r"\\\\\[[^\]]*\]")  # \\[1.5ex], which math-core does not know: an empty row leaves as much room

logger = logging.getLogger(__name__)


@cache
def converter():
    """math-core, told to keep the TeX and to say in one line what it cannot set."""
    return LatexToMathML(annotation=True, fancy_error=False)


@cache
def mathml(tex, display=False):
    """A formula in TeX as a `math` element, in a line of text or displayed; ValueError where it cannot be set."""
    text = NUMBERED.sub(r"\\\1{\2*}", LINE_SKIP.sub(r"\\\\ \\\\", tex.strip()))
    if not text:
        raise ValueError("it is empty")
    try:
        made = converter().convert_with_local_state(text, displaystyle=display)
    except LatexError as error:
        raise ValueError(str(error)) from None
    if unknown := [style for style in STYLE.findall(made) if style not in CLASSES]:
        raise ValueError(f"its style {unknown[0]!r} has no class in {__name__}.CLASSES")
    return STYLE.sub(lambda found: f'class="{CLASSES[found[1]]}"', made)


def aligned(tex):
    """Displayed TeX as Sphinx understands it: an empty line begins another formula; rows stand below one another."""
    parts = [part.strip() for part in tex.split("\n\n") if part.strip()]
    rows = r" \\ ".join(parts)
    bare = r"\\" in rows and not rows.startswith(r"\begin{")
    return rf"\begin{{aligned}}{rows}\end{{aligned}}" if bare or len(parts) > 1 else rows


def set_or_warn(node, tex, display):
    """The formula's MathML; where it cannot be set, a warning, which fails the build, and the TeX."""
    try:
        return mathml(tex, display)
    except ValueError as error:
        logger.warning(f"formula {tex!r} cannot be set: {error}", location=node, type="formula")
        return f"<code>{escape(tex)}</code>"


def visit_inline(self, node):
    """Writes a formula within a line of text."""
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    self.body.append(f"{set_or_warn(node, node.astext(), display=False)}</span>")
    raise nodes.SkipNode


def visit_block(self, node):
    """Writes a displayed formula in a box of its own, which scrolls where the page is narrower, and its number."""
    tex = node.astext() if node["nowrap"] else aligned(node.astext())
    self.body.append(self.starttag(node, "div", CLASS="math notranslate nohighlight"))
    self.body.append(f'<div class="formula">{set_or_warn(node, tex, display=True)}</div>')
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode
