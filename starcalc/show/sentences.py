"""Sentences with computed numbers in them."""

import re
from types import SimpleNamespace

from IPython.display import HTML, Markdown

from starcalc.model import RESULTS
from starcalc.phrases import ending, template_of
from starcalc.scenario import asks
from starcalc.show.citing import linked, solved
from starcalc.units import number
from starcalc.worlds import monte_carlo

MONEY = re.compile(r"(?<!\\)\$(?=\d)")


@asks
def say(sentence):
    """A paragraph with computed numbers in it, as Markdown.

    A dollar before a digit is money; escaped, lest JupyterLab takes what lies between two sums for a formula. What it
    cites becomes author and year with a link, since JupyterLab reads no bibliography.
    """
    return Markdown(linked(MONEY.sub(r"\\$", sentence)))


@asks
def solution(sentence):
    """What solves an exercise, as `say` has it, behind a line that opens it; the page folds the program with it."""
    return Markdown(solved(say(sentence).data))


@asks
def words(calculation, scenario, digits=3):
    """Every result of a calculation as a phrase for a sentence, by name; the scenario's own values too.

    >>> from starcalc import Scenario, model
    >>> words(model.satellite, Scenario("seed")).revenue
    '$4.1 million a year'
    """
    assumed = {name: phrase(scenario.quantity(name), digits) for name in scenario.names()}
    results = vars(calculation(scenario)).items()
    return SimpleNamespace(**assumed | {name: phrase(found.to(RESULTS[name][0]), digits) for name, found in results})


@asks
def phrase(quantity, digits=3):
    """A Quantity as words.

    >>> from starcalc import Q
    >>> phrase(Q(-6.1, "MUSD")), phrase(Q(0.9, "USD/Mtoken")), phrase(Q(24.1, "percent/year"))
    ('−$6.1 million', '$0.90 per million tokens', '24.1 % a year')
    """
    return said(quantity.magnitude, template_of(quantity.units), digits)


def said(value, template, digits=3):
    """A number as a template says it; dollars with their cents, where cents matter."""
    magnitude = abs(value)
    small_change = template.startswith("$") and "million" not in template.split("per")[0] and 0.01 <= magnitude < 100
    magnitude = f"{magnitude:.2f}" if small_change else number(magnitude, digits)
    return ("−" if value < 0 else "") + template.format(magnitude).strip()


@asks
def between(low, high, digits=2):
    """An interval of nine worlds of ten as words, of two Quantities such as `Worlds.interval` gives.

    >>> from starcalc import Q
    >>> between(Q(2.31, ""), Q(5.09, "")), between(Q(8, "percent/year"), Q(35, "percent/year"))
    ('2.3 to 5.1 in nine worlds of ten', '8 to 35 % a year in nine worlds of ten')
    """
    if high < low:
        low, high = high, low
    while digits < 6 and phrase(low, digits) == phrase(high, digits) and low != high:  # 105 to 114, not 110 to 110
        digits += 1
    unit = ending(low.units)
    ends = [phrase(end, digits).removesuffix(unit) for end in (low, high.to(low.units))]
    return f"{' to '.join(ends)}{unit} in nine worlds of ten"


@asks
def spread(calculation, scenario, result, digits=2):
    """Where a result lies in nine worlds of ten, as words: facts drawn from their ranges, choices kept.

    Worlds in which it has no value are left out. Neglects what `worlds.draw` neglects.

    >>> from starcalc import Scenario, model
    >>> spread(model.ground, Scenario("gas"), "levelised_energy_cost")
    '54 to 92 USD/MWh in nine worlds of ten'
    """
    return between(*monte_carlo(calculation, result, scenario).inside().interval(result), digits)


@asks
def times(larger, smaller):
    """How many times one Quantity is another, to two digits.

    >>> from starcalc import Q
    >>> times(Q(10, "USD/Mtoken"), Q(0.9, "USD/Mtoken"))
    '11'
    """
    return number((larger / smaller).m_as(""), 2)


def html(text_):
    """HTML in which JupyterLab does not take what lies between two sums of dollars for a formula."""
    return HTML(text_.replace("$", "<span>$</span>"))
