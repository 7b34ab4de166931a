"""What the pages are made of: a card for each thing, with an address of its own, and texts with formulas and links."""

import re
import unicodedata
from functools import cache

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from starcalc.page.emitter.recording import calculations
from starcalc.page.reference.usage import CALLED
from starcalc.show.citing import bibliography
from starcalc.show.listings import citation
from starcalc.show.symbols import GREEK

BARE = re.compile(r"\\text\{([^}]*)\}|\\([A-Za-z]+) ?|[{}]")
MARKS = {"dot": "\u0307", "bar": "\u0304"}  # set over the letter that comes next
SIGNS = GREEK | {"odot": "⊙", "perp": "⊥", "Phi": "Φ", "Omega": "Ω", "Sigma": "Σ", "Psi": "Ψ", "Lambda": "Λ"}
SIGNS |= {"ast": "*", "varpi": "ϖ", "omega": "ω", "sim": "∼", "epsilon": "ε", "phi": "φ"}
INLINE = re.compile(r"`([^`]+)`|\$([^$]+)\$")
RAISED = {"^+": "⁺", "^{++}": "⁺⁺", "^*": "*"}


class Page(SphinxDirective):
    """A directive that writes a page's sections. Those below say of what."""

    has_content = False

    def run(self):
        """The page's nodes, written anew by every build."""
        self.env.note_reread()
        return list(self.sections())

    def section(self, title, name, children):
        """A section with a title and an address."""
        return nodes.section("", nodes.title("", title), *children, ids=[name], names=[name])

    def card(self, kind, name, head, *children, found_by=()):
        """A card with the address `#name`, which `{ref}` finds as `kind-name`, and the search by what it is called."""
        self.env.get_domain("std").anonlabels[f"{kind}-{name}".lower()] = self.env.docname, name
        link = nodes.reference("", "#", refid=name, classes=["headerlink"], title=f"Link to {name}")
        heading = nodes.paragraph("", "", *head, nodes.Text(" "), link, classes=["look-head"])
        plain = name.replace(".", "-")  # the search takes the address for a selector, in which a dot means a class
        entries = [("single", text, plain, "main", None) for text in dict.fromkeys(found_by) if text]
        index = [addnodes.index(entries=entries)] if entries else []
        body = [heading, *children]
        if plain != name:
            body = [nodes.container("", *body, ids=[plain])]
        return nodes.container("", *index, *body, ids=[name], classes=["look", f"look-{kind}"])

    def cite(self, key):
        """Author and year, linked to the list of references."""
        return self.state.inline_text(f"{{cite:t}}`{key}`", self.lineno)[0]

    def chapters(self, names):
        """Links to chapters, with commas between."""
        return joined([document(self.env.docname, name) for name in names])

    def prose(self, text):
        """A text with code, formulas, and the sources that it names, as nodes."""
        found, end = [], 0
        for match in quoted().finditer(text):
            found += inline(text[end : match.start()])
            found += self.cite(quotable()[match[0]])
            end = match.end()
        return found + inline(text[end:])


def reference(kind, name, docname):
    """A link from a page to a card of any page."""
    shown = nodes.literal("", name)
    options = {"refdomain": "std", "reftype": "ref", "reftarget": f"{kind}-{name}".lower(), "refexplicit": True}
    return addnodes.pending_xref("", shown, refdoc=docname, refwarn=True, **options)


def document(docname, name):
    """A link from a page of the book to a notebook that stands beside it."""
    place, text = docname.rpartition("/")[0], "the front page" if name == "index" else name.replace("_", " ")
    options = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{place}/{name}", "refexplicit": True}
    return addnodes.pending_xref("", nodes.inline("", text), refdoc=docname, refwarn=True, **options)


def math(tex):
    """A symbol or a formula within a line."""
    return nodes.math("", tex)


def line(*children, kind="look-line"):
    """A line of a card; texts become nodes."""
    return nodes.paragraph("", "", *[nodes.Text(c) if isinstance(c, str) else c for c in children], classes=[kind])


def joined(items, comma=", "):
    """Nodes with commas between."""
    found = []
    for item in items:
        found += [nodes.Text(comma), item] if found else [item]
    return found


def inline(text):
    """A text in which `code` is code and $TeX$ a formula, as nodes."""
    found, end = [], 0
    for match in INLINE.finditer(text):
        found.append(nodes.Text(text[end : match.start()]))
        found.append(nodes.literal("", match[1]) if match[1] else math(match[2]))
        end = match.end()
    return [node for node in [*found, nodes.Text(text[end:])] if node.astext()]


def fold(summary, *children):
    """What shows one line until it is opened."""
    opening = nodes.raw("", f'<details class="look-fold"><summary>{summary}</summary>', format="html")
    return [opening, *children, nodes.raw("", "</details>", format="html")]


def called(name):
    """A calculation as chapters call it."""
    return CALLED.get(name, name)


def all_of(names):
    """A list of calculations in words, the two designs and Texas first; of all of them, that."""
    if len(names) == len(calculations()):
        return "every calculation"
    return ", ".join(map(called, [name for name in CALLED if name in names] + [n for n in names if n not in CALLED]))


def typed(tex):
    """A symbol as one types it into a search: `c_launch`, `β`.

    >>> typed(r"c_\\text{launch}"), typed(r"\\beta_0"), typed(r"\\dot n_e"), typed("T_A^+")
    ('c_launch', 'β_0', 'ṅ_e', 'T_A⁺')
    """
    for written, sign in RAISED.items():
        tex = tex.replace(written, sign)
    tex = re.sub(r"\\(dot|bar) ?(\\[A-Za-z]+|.)", lambda found: found[2] + MARKS[found[1]], tex)
    plain = BARE.sub(lambda found: found[1] or SIGNS.get(found[2], found[2] or ""), tex)
    return unicodedata.normalize("NFC", plain)


@cache
def quotable():
    """Every source by author and year, as docstrings name it."""
    return {citation(key, linked=False): key for key in bibliography()}


@cache
def quoted():
    """Finds a source that a docstring names."""
    return re.compile("|".join(map(re.escape, sorted(quotable(), key=len, reverse=True))))
