"""What moves when a number does: `python -m starcalc.disputes launch_price=200` prints old → new, and every verdict."""

import argparse

from starcalc import Scenario, claims, model, worlds
from starcalc.phrases import template_of

RESULTS = ("satellite_hour", "module_hour", "ground_hour", "satellite_hour_premium", "module_hour_premium")
CALLED = ("an hour in the box", "on the sheet", "in Texas", "box over Texas", "sheet over Texas")
NAMES = {name: said for name, said in zip(RESULTS, CALLED, strict=True)}


def told(scenario):
    """The costs of an hour, in the unit in which each is shown, with nine worlds of ten beside the ratios, as text."""
    found, many = model.comparison(scenario), worlds.monte_carlo(model.comparison, list(RESULTS), scenario)
    lines = {}
    for name in RESULTS:
        value = getattr(found, name)
        low, high = (end.m_as(value.units) for end in many.interval(name))
        text = template_of(value.units).format(f"{value.m:.2f}").strip()
        lines[name] = f"{text} ({low:.2g} to {high:.2g} in nine worlds of ten)"
    return lines


def moved(scenario, book):
    """What differs: rows of (what, old, new), of costs and of verdicts."""
    before, after = told(book), told(scenario)
    rows = [(NAMES[name], before[name], after[name]) for name in RESULTS if before[name] != after[name]]
    for number, asked in claims.read().items():
        old, new = claims.verdict(number, book).word, claims.verdict(number, scenario).word
        if old != new:
            rows.append((f"claim {number}, {asked.says}", old, new))
    return rows


def main(arguments=None):
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m starcalc.disputes", description=__doc__)
    parser.add_argument("changes", nargs="+", help="name=value in the table's unit, or a link copied from the book")
    given = parser.parse_args(arguments).changes
    link = given[0] if "?" in given[0] else "?" + "&".join(given)
    try:
        scenario = Scenario.from_link(link)
    except ValueError as error:
        parser.error(str(error))
    rows = moved(scenario, Scenario())
    for what, old, new in rows:
        print(f"{what}\n    {old}\n  → {new}")
    print(f"{len(rows)} numbers and verdicts move." if rows else "Nothing moves: the book has these numbers already.")


if __name__ == "__main__":
    main()
