"""Tables of what holds in many worlds, and of the way to the nearest world in which an answer turns."""

import numpy as np
from IPython.display import Markdown
from scipy.stats import norm

from starcalc.assumptions import short
from starcalc.scenario import asks
from starcalc.units import Q, number, plain_unit, text
from starcalc.worlds.marginals import Marginals

HOLDS, FAILS = 0.9, 0.1  # of the worlds, as for claims
FEW = 10  # worlds, which are counted rather than put in per cent


@asks
def tried(sentences):
    """Sentences, each with the worlds in which it is true, as a table: in how many, and whether it so holds.

    `sentences` is {sentence: booleans, one a world}; what is true most often stands first. It holds in nine worlds of
    ten or more, and fails in one of ten or fewer. ValueError where there is nothing to try.
    """
    found = {said: np.asarray(true, dtype=bool) for said, true in sentences.items()}
    if not found or not all(true.size for true in found.values()):
        raise ValueError("show.tried needs sentences, each with the worlds in which it is true: {'it pays': gain > 0}")
    rows = []
    for said, true in sorted(found.items(), key=lambda item: -item[1].mean()):
        share = true.mean()
        word = "holds" if share >= HOLDS else "fails" if share <= FAILS else "is open"
        rows.append(f"| {said} | {so_many(np.count_nonzero(true), true.size)} | {word} |")
    return Markdown("| sentence | true in | so it |\n|---|---:|---|\n" + "\n".join(rows))


def so_many(kept, n):
    """How many of n worlds, as words: all, none, all but a few, or a share."""
    if kept in (0, n):
        return "all" if kept else "none"
    if n - kept < FEW:
        return f"all but {n - kept} of {n:,}"
    return f"{number(100 * kept / n, 3 if kept > HOLDS * n else 2)} %"


@asks
def way(crossing, scenario, most=7):
    """The longest steps to the nearest world in which an answer turns, such as `worlds.nearest_world` gives.

    A row a fact: what the scenario has, the middle of its draws, from which the way is counted, what that world has, in
    how many worlds of a hundred the fact alone goes as far, and its share of the way. Neglects what facts have in
    common, as the search does.
    """
    rows, moves = [], crossing.moves[:most]
    marginals = Marginals(scenario, [move.name for move in moves])
    middles, _ = marginals.normal([0.0] * marginals.count)
    for move in moves:
        rare = 100 * norm.sf(crossing.distance * move.share**0.5)
        unit = move.value.units
        values = scenario.quantity(move.name), Q(middles[move.name], plain_unit(f"{unit}")), move.value
        ours, middle, there = (plural(text(value.to(unit), 3)) for value in values)
        name = short(scenario.assumption(move.name).about)
        rows.append(f"| {name} | {number(100 * move.share, 2)} % | {ours} | {middle} | {there} | {number(rare, 2)} % |")
    heads = "| fact | share of the way | likeliest | middle | there | worlds as kind |\n|---|---:|---|---|---|---:|\n"
    return Markdown(heads + "\n".join(rows))


def plural(said):
    """A value as text, of years more than one."""
    return f"{said}s" if said.endswith(" year") else said
