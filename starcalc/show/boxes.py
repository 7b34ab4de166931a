"""The post's claims, each in a box with its computed verdict, and all of them in a table."""

from html import escape

from starcalc import claims
from starcalc.assumptions import short
from starcalc.model import RESULTS
from starcalc.scenario import Scenario, asks
from starcalc.show.sentences import html, phrase
from starcalc.units import text


@asks
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


@asks
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
