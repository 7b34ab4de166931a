"""What chapters call to put numbers into words, where a number is a symbol: texts with tokens in them.

A template is a list of parts: a text; a token (kind, formula, how); or a choice (formula, template, template).
"""

import pint

from starcalc import phrases
from starcalc.model import RESULTS
from starcalc.page.sentences.symbols import FIRST_TOKEN, TOKENS, Anyone, NotRecorded, Told, token
from starcalc.units import number as written

LAST_TOKEN = 0xFFFFD


def number(value, digits=4):
    """A plain number with few significant digits, or its token."""
    return token("number", value, digits) if isinstance(value, Told) else written(value, digits)


def said(value, template, digits=3):
    """A number as a template says it: a token for its sign, and one for its size within the template."""
    size = token("size", value, (template, digits))
    return token("sign", value, None) + template.format(size).strip()


def phrase(quantity, digits=3):
    """A Quantity as words."""
    return said(quantity.magnitude, phrases.template_of(quantity.units), digits)


class Words:
    """Every result of a calculation as a phrase, by name, and the scenario's own values."""

    def __init__(self, calculation, scenario, digits):
        self._found, self._scenario, self._digits = calculation(scenario), scenario, digits

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        known = vars(self._found)
        quantity = known[name].to(RESULTS[name][0]) if name in known else self._scenario.quantity(name)
        if not isinstance(quantity.magnitude, Told):
            raise NotRecorded("a number among symbols")
        return phrase(quantity, self._digits)


def spread(calculation, scenario, result, digits=2):
    """Where a result lies in nine worlds of ten: a token, which the page fills when it has been through the worlds."""
    if scenario.changes():
        raise NotRecorded("the worlds of another scenario")
    return token("spread", Told("symbol", "launch_price"), (calculation.__name__, result, digits))


def symbolic(value):
    """Whether a function of `show` was given a symbol."""
    return isinstance(value, Anyone) or (isinstance(value, pint.Quantity) and isinstance(value.magnitude, Told))


class Show:
    """`starcalc.show` for a chapter of symbols: what is not said here is the real one's."""

    def __init__(self, real):
        self._real = real

    def __getattr__(self, name):
        return getattr(self._real, name)

    def number(self, value, digits=4):
        """As `number` above."""
        return number(value, digits)

    def phrase(self, quantity, digits=3):
        """As `phrase` above, where the Quantity is a symbol."""
        return phrase(quantity, digits) if symbolic(quantity) else self._real.phrase(quantity, digits)

    def times(self, larger, smaller):
        """How many times one Quantity is another."""
        if symbolic(larger) or symbolic(smaller):
            return number((larger / smaller).m_as(""), 2)
        return self._real.times(larger, smaller)

    def words(self, calculation, scenario, digits=3):
        """As `Words` above, where the scenario is of symbols."""
        return (
            Words(calculation, scenario, digits)
            if symbolic(scenario)
            else self._real.words(calculation, scenario, digits)
        )

    def spread(self, calculation, scenario, result, digits=2):
        """As `spread` above, where the scenario is of symbols."""
        return (spread if symbolic(scenario) else self._real.spread)(calculation, scenario, result, digits)

    def between(self, low, high, digits=2):
        """Not of symbols, whose digits hang on what the numbers are."""
        if symbolic(low) or symbolic(high):
            raise NotRecorded("an interval of symbols")
        return self._real.between(low, high, digits)


class Claims:
    """`starcalc.claims` without verdicts, for which a thousand worlds are asked."""

    def __init__(self, real):
        self._real = real

    def __getattr__(self, name):
        if name == "verdict":
            raise NotRecorded("a verdict")
        return getattr(self._real, name)


def parts(text):
    """A text with tokens in it as a template."""
    found, plain = [], ""
    for letter in text:
        if FIRST_TOKEN <= ord(letter) <= LAST_TOKEN:
            found += [plain] if plain else []
            found.append(TOKENS[ord(letter) - FIRST_TOKEN])
            plain = ""
        else:
            plain += letter
    return found + ([plain] if plain else [])


def shape(template):
    """A template with keys in the place of formulas, so that equal ones are equal."""
    found = []
    for part in template:
        if isinstance(part, tuple) and isinstance(part[0], Told):
            found.append((part[0].key, shape(part[1]), shape(part[2])))
        else:
            found.append((part[0], part[1].key, part[2]) if isinstance(part, tuple) else part)
    return found


def rendered(template, worth):
    """The text of a template, with `worth` saying what formulas come to; a spread is no number, and raises."""
    text = ""
    for part in template:
        if isinstance(part, str):
            text += part
        elif isinstance(part[0], Told):
            text += rendered(part[1] if worth(part[0]) else part[2], worth)
        else:
            text += written_as(*part, worth)
    return text


def written_as(kind, formula, how, worth):
    """One token as text."""
    value = float(worth(formula))
    if kind == "sign":
        return "−" if value < 0 else ""
    if kind == "number":
        return written(value, how)
    if kind == "format":
        return format(value, how)
    if kind == "size":
        template, digits = how
        size = abs(value)
        return f"{size:.2f}" if small_change(template, size) else written(size, digits)
    raise NotRecorded(f"a {kind}")


def small_change(template, size):
    """Whether dollars are said with their cents, as `show.phrase` has it."""
    return template.startswith("$") and "million" not in template.split("per")[0] and 0.01 <= size < 100
