"""References as a notebook shows them, which has no bibliography and no numbers; and back, as the book has them."""

import re
from functools import cache

from pybtex.database import parse_string
from pybtex.richtext import Text

from starcalc.assumptions import references, sources
from starcalc.labels import nearest

ROLE = re.compile(r"\{(cite:[pt]|eq|numref)\}`([\w, -]+)`")
LINK = r'\[[^\]]*\]\(\S+ "cite (\w+)"\)'
LINKED = re.compile(LINK)
PLACE = re.compile(r'\[[^\]]*\]\(#([\w-]+) "(eq|numref)"\)')
IN_BRACKETS = re.compile(rf"\((?:{LINK}(?:; )?)+\)")
FOLD = re.compile(r"^:::\{dropdown\} ([^\n]+)\n\n(.*?)\n\n:::$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
ASSUMED = re.compile(r"^\| symbol \| assumption \| here \|( the post \|)?.*(?:\n\|.*)*", re.MULTILINE)
CARDS = re.compile(r"^\| (trend|who, and when) \| (?:middle|year) \|.*(?:\n\|.*)*", re.MULTILINE)
SOLUTION = "Solution"


@cache
def bibliography():
    """The entries of references.bib."""
    return parse_string(references(), "bibtex").entries


def cited(key):
    """Author and year of an entry, and its address, None where it has none."""
    if key not in sources():
        raise ValueError(f"references.bib has no entry {key!r}{nearest(key, sources())}")
    entry = bibliography()[key]
    people = [str(Text.from_latex(" ".join(person.last_names))) for person in entry.persons["author"]]
    who = people[0] + (f" and {people[1]}" if len(people) == 2 else " et al." if len(people) > 2 else "")
    address = f"https://doi.org/{entry.fields['doi']}" if "doi" in entry.fields else entry.fields.get("url")
    return f"{who} {entry.fields['year']}", address


def linked(text):
    """Markdown with links in place of what it cites and of numbers that only the book has; `restored` has it back."""
    return ROLE.sub(lambda found: link(*found.groups()), text)


def link(role, target):
    """The link that stands for a reference: author and year, an equation's own name, or the figure."""
    if not role.startswith("cite"):
        words = "the figure" if role == "numref" else f"({target.removeprefix('eq-').replace('-', ' ')})"
        return f'[{words}](#{target} "{role}")'
    found = [(key, *cited(key)) for key in map(str.strip, target.split(","))]
    links = "; ".join(f'[{label}]({address or "references.html"} "cite {key}")' for key, label, address in found)
    return f"({links})" if role == "cite:p" else links


def folded(summary, text):
    """Markdown behind a line that opens it, as MyST has it: within HTML JupyterLab would set no formula."""
    return f":::{{dropdown}} {summary}\n\n{text}\n\n:::"


def solved(text):
    """What solves an exercise, folded; `restored` takes it out again, since the page folds the whole cell."""
    return folded(SOLUTION, text)


def restored(text):
    """What a notebook shows, as the book has it: with keys in place of links, and with elements that a page can style.

    >>> restored(linked("By {eq}`eq-sum` {cite:p}`kopp2011,gilmore2002` as {cite:t}`kopp2011` have it."))
    'By {eq}`eq-sum` {cite:p}`kopp2011,gilmore2002` as {cite:t}`kopp2011` have it.'
    >>> print(restored(solved("It is 2.")), restored(folded("The code: `f`, `g`", "`1`\\n\\n`2`\\n\\n3")), sep="\\n")
    It is 2.
    <details class="aside">
    <summary>The code: <code>f</code>, <code>g</code></summary>
    <BLANKLINE>
    `1`
    <BLANKLINE>
    `2`
    <BLANKLINE>
    3
    <BLANKLINE>
    </details>
    """
    text = CARDS.sub(carded, ASSUMED.sub(styled, text))
    text = FOLD.sub(unfolded, text)
    text = IN_BRACKETS.sub(lambda found: f"{{cite:p}}`{','.join(LINKED.findall(found[0]))}`", text)
    return PLACE.sub(r"{\2}`\1`", LINKED.sub(r"{cite:t}`\1`", text))


def styled(found):
    """A table of assumptions within an element that says whether the post stands beside them."""
    return f'<div class="assumed{" beside" if found[1] else ""}">\n\n{found[0]}\n\n</div>'


def carded(found):
    """A table of trends or of forecasts within an element that says which it is; on a telephone its rows are cards."""
    return f'<div class="cards {"trends" if found[1] == "trend" else "forecasts"}">\n\n{found[0]}\n\n</div>'


def unfolded(found):
    """A fold as the page's own; of a solution, what is in it."""
    summary, text = CODE.sub(r"<code>\1</code>", found[1]), found[2]
    if summary == SOLUTION:
        return text
    return f'<details class="aside">\n<summary>{summary}</summary>\n\n{text}\n\n</details>'
