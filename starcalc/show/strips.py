"""The bill of a million tokens as one strip, the same in every chapter, with the chapter's own part of it lit."""

from html import escape

from starcalc import model
from starcalc.labels import nearest
from starcalc.model import SLICES
from starcalc.scenario import asks
from starcalc.show.sentences import html
from starcalc.units import Q, number

WIDTH, HEIGHT = 1000, 60
WHERE = {  # the chapter that a slice is the subject of
    "GPUs and their servers": "tokens",
    "building the satellite": "satellite",
    "lifting the array": "array",
    "lifting what sheds the heat": "heat",
    "lifting the servers": "launch",
    "lifting the bus": "launch",
    "lifting the shield": "altitude",
    "battery": "eclipse",
    "propellant and wheels": "drag",
    "insurance": "break_even",
    "interest while waiting": "break_even",
    "people and upkeep": "satellite",
    "hours in shadow": "eclipse",
    "GPUs that fail, cells that age, debris": "lifetime",
}
LIFTING = "lifting "
SEEN = 0.05  # of the bill: a slice as wide as a thumb on a telephone
CALLED = {"satellite": "the box", "module": "the sheet"}
SOLD = {"the box": "a million tokens cost", "the sheet": "a million tokens' worth costs"}
MEANT = {"the box": "a satellite like the post's", "the sheet": "solar panels with chips on the back"}


@asks
def slices(scenario, *names, design="satellite", instead="No slice of the bill is this chapter’s own"):
    """The bill of a million tokens as a strip, the named slices lit, and the whole list in a fold below it.

    `names` are of `model.SLICES`; none, where a chapter has no part in the bill, and says `instead` what it has to do
    with it. `design` is "satellite" or "module".
    ValueError for an unknown one. Where a scenario states its satellite's cost as a whole, there are no slices, and it
    says so.
    """
    if unknown := [name for name in names if name not in SLICES]:
        raise ValueError(f"no slice {unknown[0]!r}{nearest(unknown[0], SLICES)}; there are: {', '.join(SLICES)}")
    if design not in CALLED:
        raise ValueError(f"design is 'satellite' or 'module', not {design!r}")
    if scenario.with_units.capital_from_parts != 1 or scenario.with_units.mass_from_parts != 1:
        said = "On these numbers the satellite is bought or weighed as a whole, so its bill has no slices."
        return html(f'<aside class="slice" aria-label="The bill"><p>{said}</p></aside>')
    costs = model.slices(scenario)[design]
    whole, lit = sum(costs.values()), sum((costs[name] for name in names), Q(0, "USD/Mtoken"))
    place = CALLED[design]
    said = told(names, lit, whole, place) if names else f"{escape(instead)}."
    rows = "".join(row(name, costs[name], name in names) for name in SLICES if costs[name] > 0)
    bar = f"{strip(costs, names, whole)}{largest({name: costs[name] for name in SLICES}, whole)}"
    inside = "" if names else bar  # a bar with nothing lit in it is for those who ask
    return html(
        f'<aside class="slice" aria-label="This chapter’s slice of the bill"><p>{said}</p>{bar if names else ""}'
        f"<details><summary>The whole bill of a million tokens, slice by slice</summary>{inside}"
        f"<table><tbody>{rows}</tbody><tfoot><tr><td>{escape(SOLD[place].rpartition(' ')[0])} from {place}</td>"
        f"<td>{cents(whole)}</td></tr></tfoot></table></details></aside>"
    )


def told(names, lit, whole, place):
    """The strip in a sentence."""
    share = number((100 * lit / whole).m_as(""), 2)
    return (
        f"Of the {cents(whole)} that {escape(SOLD[place])} from {place} ({escape(MEANT[place])}), the coloured "
        f"<strong>{cents(lit).removesuffix(' cents')}</strong> ({share}\u00a0%) pay for "
        f"{escape(listed(together(names)))}."
    )


def together(names):
    """Names of slices for a sentence: what is lifted, lifted once.

    >>> together(["lifting the servers", "lifting the bus", "battery"])
    ['lifting the servers and the bus', 'battery']
    """
    lifted = [name.removeprefix(LIFTING) for name in names if name.startswith(LIFTING)]
    rest = [name for name in names if not name.startswith(LIFTING)]
    return [LIFTING + listed(lifted), *rest] if lifted else rest


def largest(costs, whole):
    """The slices that one can see, from the left, and their cents."""
    seen = [f"{name} {cents(cost).partition(' ')[0]}" for name, cost in costs.items() if cost >= SEEN * whole]
    rest = f"the others less than {number(100 * SEEN)}\u00a0% each"
    return f'<p class="slice-names">From the left: {escape("; ".join(seen))}; {rest}.</p>'


def listed(names):
    """Names with commas and an and; semicolons where they hold commas themselves."""
    *first, last = names
    return f"{('; ' if any(',' in name for name in names) else ', ').join(first)} and {last}" if first else last


def cents(cost):
    """A cost in cents; to a tenth below one."""
    value = cost.m_as("USD/Mtoken") * 100
    return f"{number(value, 2) if value < 10 else format(value, ',.0f')} cents"


def strip(costs, names, whole):
    """The strip itself, as a drawing that text describes."""
    parts, at = [], 0.0
    for name in SLICES:
        width = (costs[name] / whole).m_as("") * WIDTH
        kind = "lit" if name in names else "unlit"
        parts.append(
            f'<rect class="{kind}" x="{at:.1f}" y="0" width="{max(width - 2, 0.6):.1f}" height="{HEIGHT}">'
            f"<title>{escape(name)}: {cents(costs[name])}</title></rect>"
        )
        at += width
    alt = f"A bar of {len(parts)} slices" + (f", of which {escape(listed(names))} are lit" if names else "")
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{alt}">'
        f"{''.join(parts)}</svg>"
    )


def row(name, cost, lit):
    """A slice in the list, linked to its chapter."""
    link = f'<a href="{WHERE[name]}.html">{escape(name)}</a>'
    return f"<tr{' class=lit' if lit else ''}><td>{link}</td><td>{cents(cost)}</td></tr>"
