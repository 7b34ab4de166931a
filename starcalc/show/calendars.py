"""Tables of many worlds year by year, and of the years that others foresee."""

import numpy as np
from IPython.display import Markdown

from starcalc.units import number

THIRDS = ("early ", "mid-", "late ")  # of a year


def by_year(found, years):
    """The middle world and nine worlds of ten in some years, a row an entry of {label: `worlds.Years`}, as a table.

    The last column has the share of the worlds that have crossed by the last of these years. ValueError for a year that
    an entry does not hold.
    """
    rows = []
    for label, each in found.items():
        if missing := [year for year in years if year not in each.year]:
            raise ValueError(f"show.by_year: {label!r} has no year {missing[0]}; its first is {each.year[0]:.0f}")
        at = [int(np.flatnonzero(each.year == year)[0]) for year in years]
        cells = [[number(end, 2) for end in each.quantiles()[:, i]] for i in at]
        share = 100 * each.crossed[at[-1]]
        crossed = f"{number(share, 2)} %" if share else "none"
        rows.append(f"| {label} | " + " | ".join(f"{m} ({a} to {b})" for a, m, b in cells) + f" | {crossed} |")
    head = f"| times Texas | {' | '.join(map(str, years))} | cross by {years[-1]} |"
    return Markdown("\n".join([head, f"|---{'|---' * len(years)}|---:|", *rows]))


def foreseen(forecasts, years):
    """What others foresee, such as `published.forecasts` lists, beside the middle world of `worlds.Years`, as a table.

    A row a forecast: who said it and when, the year, what is to come true in it, what that takes, and where our worlds
    stand in that year: the middle one, and nine of ten.
    """
    if not isinstance(forecasts, list | tuple):
        raise TypeError(f"show.foreseen takes forecasts, such as published.forecasts(), not {forecasts!r:.60}")
    rows = []
    for row in forecasts:
        year = row["year"] or row["low"]
        low, middle, high = (number(np.interp(year, years.year, curve), 2) for curve in years.quantiles())
        when = f"{'' if row['year'] else 'not before '}{THIRDS[int(year % 1 * 3)] if year % 1 else ''}{int(year)}"
        who = f"{row['who']}, {row['said']} {{cite:p}}`{row['source']}`"
        rows.append(f"| {who} | {when} | {row['claim']} | {row['assumes']} | {middle} ({low} to {high}) |")
    head = "| who, and when | year | what comes true | what that takes | our worlds then, times Texas |"
    return Markdown("\n".join([head, "|---|---|---|---|---:|", *rows]))
