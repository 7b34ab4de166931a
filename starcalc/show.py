"""What a chapter shows: sentences with computed numbers, source, worked calculations, tables, claims and figures."""

import re
from functools import cache
from html import escape
from inspect import getsource, unwrap
from types import SimpleNamespace

from IPython.display import HTML, Markdown
from pybtex.database import parse_string

from starcalc import claims, sensitivity, typeset
from starcalc.bill import bill
from starcalc.charts import agreement, bars, ladder, tornado
from starcalc.drawings import scale_drawing
from starcalc.figures import Figure
from starcalc.model import RESULTS
from starcalc.pictures import orbit_picture
from starcalc.scenario import GRADES, Scenario, references
from starcalc.sliders import powers, short
from starcalc.units import number, text

__all__ = [
    "agreement",
    "assumptions",
    "bars",
    "bill",
    "citation",
    "claim",
    "elasticities",
    "figure",
    "ladder",
    "number",
    "orbit_picture",
    "phrase",
    "say",
    "scale_drawing",
    "source",
    "times",
    "tornado",
    "verdicts",
    "whole_sum",
    "words",
    "worked",
]

PHRASES = {
    "megaUSD": "${} million",
    "megaUSD / year": "${} million a year",
    "USD": "${}",
    "USD / hour": "${} an hour",
    "USD / kilowatt": "${} per kilowatt",
    "USD / kilowatt_hour": "${} per kilowatt-hour",
    "USD / megatoken": "${} per million tokens",
    "USD / kilogram": "${} per kilogram",
    "USD / watt": "${} per watt",
    "degree": "{}°",
    "percent": "{} %",
    "percent / year": "{} % a year",
    "kilowatt / metric_ton": "{} kW per tonne",
    "token / second": "{} tokens a second",
    "day": "{} days",
    "week": "{} weeks",
    "year": "{} years",
    "meter ** 2": "{} m²",
    "joule / token": "{} joules a token",
    "minute": "{} minutes",
    "krad": "{} krad",
    "rads / year": "{} rad a year",
    "1 / year": "{} a year",
}

CITED = re.compile(r"\{cite:t\}`(\w+)`")
MONEY = re.compile(r"(?<!\\)\$(?=\d)")
OURS = "starcalc2026"  # the entry of references.bib that stands for our own guesses

figure = Figure  # in a chapter, show.figure(...) reads as the verb it is


def say(sentence):
    """A paragraph with computed numbers in it, as Markdown.

    A dollar before a digit is money; escaped, lest JupyterLab takes what lies between two sums for a formula.
    """
    return Markdown(MONEY.sub(r"\\$", sentence))


def words(calculation, scenario, digits=3):
    """Every result of a calculation as a phrase for a sentence, by name; the scenario's own values too.

    >>> from starcalc import Scenario, model
    >>> words(model.satellite, Scenario("seed")).revenue
    '$4.1 million a year'
    """
    assumed = {name: phrase(scenario.quantity(name), digits) for name in scenario.names()}
    results = vars(calculation(scenario)).items()
    return SimpleNamespace(**assumed | {name: phrase(found.to(RESULTS[name][0]), digits) for name, found in results})


def phrase(quantity, digits=3):
    """A Quantity as words.

    >>> from starcalc import Q
    >>> phrase(Q(-6.1, "MUSD")), phrase(Q(0.9, "USD/Mtoken")), phrase(Q(24.1, "percent/year"))
    ('−$6.1 million', '$0.90 per million tokens', '24.1 % a year')
    """
    magnitude, template = abs(quantity.magnitude), PHRASES.get(str(quantity.units), f"{{}} {quantity.units:~P}")
    small_change = template.startswith("$") and "million" not in template.split("per")[0] and 0.01 <= magnitude < 100
    magnitude = f"{magnitude:.2f}" if small_change else number(magnitude, digits)
    return ("−" if quantity.magnitude < 0 else "") + template.format(magnitude).strip()


def times(larger, smaller):
    """How many times one Quantity is another, to two digits.

    >>> from starcalc import Q
    >>> times(Q(10, "USD/Mtoken"), Q(0.9, "USD/Mtoken"))
    '11'
    """
    return number((larger / smaller).m_as(""), 2)


def source(*functions):
    """The listing of relations or calculations: the source that runs."""
    listings = [CITED.sub(lambda cited: citation(cited[1], linked=False), getsource(unwrap(f))) for f in functions]
    return Markdown("\n\n".join(f"```python\n{listing.rstrip()}\n```" for listing in listings))


def worked(calculation, scenario, *names):
    """A calculation as on paper, line by line: symbols, numbers put in, result with its unit."""
    blocks = []
    for _, sign, signs, numbers, result in typeset.worked(calculation, scenario, *names):
        steps = [step for step in (signs, numbers) if step != result] + [rf"\mathbf{{{result}}}"]
        blocks.append(sign + " &= " + r" \\ &= ".join(steps))
    return Markdown("$$\n\\begin{aligned}\n" + " \\\\[1.5ex]\n".join(blocks) + "\n\\end{aligned}\n$$")


def assumptions(scenario, *names, beside=None):
    """Rows of the table: value, range, kind, and source with its grade; `beside` adds what another scenario states.

    A star marks a value outside the table's range; a dash, that the other scenario says nothing.
    """
    columns = ["symbol", "assumption", *(["the post"] if beside else []), "here", "range", "kind and source"]
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for name in names:
        row = scenario.assumption(name)
        given = [written(beside, name) if beside.assumption(name).kind == "given" else "–"] if beside else []
        cells = [
            f"${row.symbol}$",
            f"{row.about} `{name}`",
            *given,
            powers(written(scenario, name)),
            powers(" to ".join(map(number, row.range))),
        ]
        source_ = row.kind if row.source == OURS else f"{row.kind}: {citation(row.source)} ({row.grade})"
        lines.append("| " + " | ".join([*cells, source_]) + " |")
    grades = ", ".join(f"{grade} {meaning}" for grade, meaning in GRADES.items())
    return Markdown("\n".join(lines) + f"\n\nGrades of reading: {grades}. A star marks a value outside its range.")


def written(scenario, name):
    """A value as text, with a star where it leaves the table's range."""
    quantity = scenario.quantity(name)
    return text(quantity) + ("" if scenario.assumption(name).holds(quantity) else " ★")


def whole_sum(scenario):
    """What a million tokens costs, line by line, in space both ways and on the ground, in dollars."""
    sums = bill(scenario)
    rows = ["| dollars per million tokens | " + " | ".join(sums) + " |", "|---" + "|---:" * len(sums) + "|"]
    for line in next(iter(sums.values())):
        cells = [sums[name][line].magnitude for name in sums]
        rows.append(f"| {line} | " + " | ".join(f"{cell:.3f}" if cell else "–" for cell in cells) + " |")
    totals = [sum(lines.values()).magnitude for lines in sums.values()]
    rows.append("| **together** | " + " | ".join(f"**{total:.3f}**" for total in totals) + " |")
    return Markdown("\n".join(rows))


def elasticities(calculation, result, scenario, *names):
    """Percent of change in a result per percent of change in each assumption, largest first."""
    slopes = sensitivity.elasticity(calculation, result, scenario, names)
    lines = ["| assumption | 1 % more of it changes the result by |", "|---|---|"]
    for name in sorted(slopes, key=lambda name: -abs(slopes[name])):
        lines.append(f"| {short(scenario.assumption(name).about)} | {slopes[name]:+.2f} % |".replace("-", "−"))
    return Markdown("\n".join(lines))


def claim(number_, scenario=None):
    """A claim of the post with its computed verdict, in a box of its own that can be linked to, as #claim-16."""
    asked, scenario = claims.claim(number_), scenario or Scenario()
    theirs = phrase(asked.computed(Scenario("seed")))
    bound = f"We read that as: {escape(asked.says)}. In numbers: {label(asked.result)}, {stated(asked)}"
    says = f"The post says {stated(asked)}" if asked.test == "equals" else bound
    numbers = says + (
        f"; its own numbers, and ours where it gives none, make it {theirs}" if theirs != phrase(asked.stated) else ""
    )
    return html(
        f'<aside class="claim" id="claim-{number_}" aria-label="Claim {number_} of the post">'
        f"<p><strong>Claim {number_}.</strong> <q>{escape(asked.quote)}</q></p><p>{verdict(number_, scenario)}</p>"
        f"<p>{numbers}; our best estimate is {phrase(asked.computed(scenario))}.{needed(number_, scenario)}</p></aside>"
    )


def label(result):
    """What a result, or an assumption that a claim is about, is called."""
    return RESULTS[result][2] if result in RESULTS else short(Scenario().assumption(result).about)


def html(text_):
    """HTML in which JupyterLab does not take what lies between two sums of dollars for a formula."""
    return HTML(text_.replace("$", "<span>$</span>"))


def needed(number_, scenario):
    """What the assumption a verdict depends on would have to be, or where a claim that holds fails, as a sentence."""
    word, hinge = claims.verdict(number_, scenario)
    asked = claims.claim(number_)
    if hinge and hinge == asked.hinge and word == "holds with a caveat":
        value, found = max(claims.ends(asked, scenario, hinge), key=lambda end: asked.distance(end[1]))
        row = scenario.assumption(hinge)
        ours = phrase(scenario.quantity(hinge))
        return f" At {phrase(value)} ({short(row.about)}; we take {ours}) it is {phrase(found)}."
    if word != "depends on":
        return ""
    value, reached = claims.needed(number_, scenario, hinge)
    change = (
        f"{text(value, 3)} ({short(scenario.assumption(hinge).about)}) instead of our {text(scenario.quantity(hinge))}"
    )
    if phrase(reached, 2) == phrase(claims.claim(number_).stated, 2):
        return f" To meet the claim takes {change}."
    return f" With {change} it would be {phrase(reached)}."


def stated(asked):
    """The number of a claim as text."""
    if asked.test == "below" and asked.value == 0:
        return "none"
    return {"below": "less than ", "above": "more than "}.get(asked.test, "") + phrase(asked.stated)


def verdict(number_, scenario=None):
    """A verdict as a word, coloured by the page, with what it hangs on."""
    word, hinge = claims.verdict(number_, scenario)
    kind = {"holds": "holds", "holds with a caveat": "caveat", "depends on": "depends", "wrong": "wrong"}[word]
    hangs_on = f" the {short(Scenario().assumption(hinge).about)}" if word == "depends on" else ""
    return f'<strong class="verdict-{kind}">{escape(word + hangs_on)}</strong>'


def verdicts(scenario=None):
    """The claims answered so far, one row each, linked to where they are answered."""
    rows = ""
    for key, asked in claims.read().items():
        link = f'<a href="{asked.chapter}.html#claim-{key}">{key}</a>'
        ours = phrase(asked.computed(scenario or Scenario()))
        cells = [link, verdict(key, scenario), escape(asked.says), stated(asked), ours]
        rows += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    head = "<tr><th>Claim</th><th>Verdict</th><th>The post says</th><th>Its number</th><th>Our estimate</th></tr>"
    return html(f'<table class="verdicts"><thead>{head}</thead><tbody>{rows}</tbody></table>')


@cache
def bibliography():
    """The entries of references.bib."""
    return parse_string(references(), "bibtex").entries


def citation(key, linked=True):
    """Author and year, linked to the text itself where it has an address."""
    entry = bibliography()[key]
    people = [" ".join(person.last_names).strip("{}") for person in entry.persons["author"]]
    who = people[0] + (f" and {people[1]}" if len(people) == 2 else " et al." if len(people) > 2 else "")
    address = f"https://doi.org/{entry.fields['doi']}" if "doi" in entry.fields else entry.fields.get("url")
    label = f"{who} {entry.fields['year']}"
    return f"[{label}]({address})" if address and linked else label
