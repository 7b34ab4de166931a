"""The post's claims, each in a box with its computed verdict, and all of them in a table."""

from html import escape
from math import isinf

from starcalc import claims, model
from starcalc.assumptions import short
from starcalc.phrases import ending
from starcalc.scenario import Scenario, asks
from starcalc.show.sentences import between, html, phrase, words
from starcalc.units import Q, number

KEPT = (  # from which share of the worlds a bound is said to hold how
    (1.0, "in every one of our worlds"),
    (0.995, "in nearly all our worlds"),
    (0.005, "in {} of a hundred worlds"),
    (1e-9, "in hardly any of our worlds"),
)
NEAR = 1.1  # a factor: a number that comes so near to the post's is all but the same
ALIKE = "The middle one of our worlds has the same"
HEADS = ("Claim", "Verdict", "The post says", "Its number", "Ours", "Middle world (nine of ten)")


@asks
def claim(number_, scenario=None):
    """A claim of the post with its computed verdict, in a box of its own that can be linked to, as #claim-16."""
    asked, scenario = claims.claim(number_), (scenario or Scenario()).with_units
    found = claims.verdict(number_, scenario)
    said = f"The post: {asked.says}."
    test = f"Our test: {asked.asks}" if asked.ours else asked.asks[0].upper() + asked.asks[1:]
    sentences = {"told": told(asked, scenario, found), "rests": rests_on(asked, found, scenario)}
    sentences = " ".join(f'<span class="{name}">{escape(text)}</span>' for name, text in sentences.items())
    return html(
        f'<aside class="claim" id="claim-{number_}" aria-label="Claim {number_} of the post">'
        f"<p><strong>Claim {number_}.</strong> {escape(said)}</p>"
        f'<p class="verdict">{badge(found.word)} {sentences}</p>'
        f"<details><summary>The test, and the sentence as we have it</summary><p>{escape(test)}</p>"
        f'<p><q lang="fr">{escape(asked.french)}</q></p></details></aside>'
    )


def told(asked, scenario, found):
    """What a claim's own sentence says, with the numbers in their places."""
    results = vars(words(getattr(model, asked.calculation), asked.setting(scenario)))
    theirs = phrase(asked.computed(Scenario("seed")), 2)
    digits = 3 if phrase(found.ours, 2) == phrase(asked.stated, 2) else 2  # 1,361 beside 1,400 is not 1,400
    spread = f"{alone(found, once='{ours}' in asked.box)} in nine worlds of ten"
    return asked.box.format(**results | {"theirs": theirs, "ours": phrase(found.ours, digits), "between": spread})


def alone(found, once=False):
    """Nine worlds of ten as words, without saying so; with `once`, without a long unit, said before."""
    if phrase(found.low) == phrase(found.high):
        return phrase(found.low, 2)
    said = between(found.low, found.high).removesuffix(" in nine worlds of ten")
    unit = ending(found.low.units)
    return said.removesuffix(unit) if once and " " in unit.strip() and "million" not in unit else said


def rests_on(asked, found, scenario):
    """How far a claim is off, or how many worlds keep it, what it hangs on where it is open; of a record only that."""
    if asked.logbook:
        said = ""
    elif asked.same_as:
        said = f"It is claim {asked.same_as} again."
    elif asked.bound:
        kept = next((words for least, words in KEPT if found.kept >= least), "in none of our worlds")
        said = f"The claim holds {kept.format(number(100 * found.kept, 2))}."
    elif found.factor > claims.QUARTER:
        way = "high" if found.middle.m_as(asked.unit) < asked.value else "low"
        factor = "" if isinf(found.factor) else f"{number(found.factor, 2)} times "
        middle = in_the_middle(found, 2)
        said = f"{middle}: the post is {factor}too {way}." if middle else f"The post is {factor}too {way}."
    else:
        theirs = Q(asked.value, asked.unit).to(found.middle.units)
        shown = found.ours if in_the_middle(found, 2) in (ALIKE, "") else found.middle
        off = 100 * abs((shown / theirs).m_as("") - 1)
        away = "the post's own" if found.factor <= 1.005 else f"{number(off, 2)} % from the post's"
        digits = 3 if phrase(found.middle, 2) == phrase(theirs, 2) and found.factor > 1.005 else 2
        whose = in_the_middle(found, digits)
        said = f"That is {away}." if whose in (ALIKE, "") else f"{whose}, {away}."
    return f"{said} {hangs(asked, found, scenario)}".strip()


def in_the_middle(found, digits):
    """The middle world's number, as a sentence begins; once where it is ours, none where no doubt moves it."""
    if phrase(found.low) == phrase(found.high):
        return ""
    if phrase(found.middle, digits) == phrase(found.ours, digits):
        return ALIKE
    return f"In the middle one of our worlds it is {phrase(found.middle, digits)}"


def hangs(asked, found, scenario):
    """What decides an open claim, and where it flips."""
    if found.hinge is None:
        return ""
    name, ours = short(scenario.assumption(found.hinge).about), scenario.quantity(found.hinge)
    if found.flip is None:
        return f"What decides it most is the {name}, though not alone."
    if not asked.bound and asked.factor(found.ours) < NEAR:
        return f"Our own number is nearly the post's; how far the worlds lie from it hangs most on the {name}."
    where = "below" if found.flip < ours else "above"
    here = phrase(ours).removesuffix(ending(ours.units))
    if asked.logbook:
        return f"What decides it is the {name}: with {phrase(found.flip)} in place of {here} the answer is another."
    return f"What decides it is the {name}: {where} {phrase(found.flip)} (ours: {here}) {flipped(asked, found)}."


def flipped(asked, found):
    """What becomes of our own number where a claim flips; the worlds may still differ."""
    if not asked.bound:
        return "our own number passes the post's"
    return "it no longer holds by our own numbers" if asked.kept(found.ours) else "it holds by our own numbers"


def stated(asked):
    """The number of a claim as text."""
    if asked.test == "below" and asked.value == 0:
        return "none"
    return {"below": "less than ", "above": "more than "}.get(asked.test, "") + phrase(asked.stated)


def badge(word):
    """A verdict as a word, which the page colours."""
    return f'<strong class="verdict-{word}">{word}</strong>'


@asks
def verdicts(scenario=None, *numbers, folded=None):
    """Claims, one row each, linked to where they are answered; our own tests are marked.

    All of them, or those whose numbers are given; behind a line that opens them, where `folded` names it. ValueError
    for a claim that there is not.
    """
    rows = ""
    for key in numbers or claims.read():
        asked, found = claims.claim(key), claims.verdict(key, scenario)
        link = f'<a href="{asked.chapter}.html#claim-{key}">{key}</a>'
        test = stated(asked) + (" (our test)" if asked.ours else "")
        again = f": claim {asked.same_as} again" if asked.same_as else ""
        spread = "–" if asked.logbook else f"{phrase(found.middle, 2)} ({alone(found)})"
        cells = [link, badge(found.word), escape(asked.says + again), test, phrase(found.ours, 2), spread]
        cells = (f'<td data-head="{text}">{cell}</td>' for text, cell in zip(HEADS, cells, strict=True))
        rows += f"<tr>{''.join(cells)}</tr>"
    head = "<tr>" + "".join(f"<th>{text}</th>" for text in HEADS) + "</tr>"
    table = f'<table class="verdicts"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    line = f"<summary>{escape(folded)}</summary>" if folded else ""
    return html(f'<details class="aside">{line}{table}</details>' if folded else table)
