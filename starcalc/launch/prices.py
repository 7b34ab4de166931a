"""What a kilogram in orbit costs, by who pays and when: a ladder, and who stands on which rung."""

from numbers import Real

from starcalc.tables import beside
from starcalc.units import Unit, plain_magnitude

PAID = ("list", "rideshare", "internal", "contract")  # the rest is reckoned, expected or wanted
TODAY = 2022  # a list price stands until there is a new one; a cost older than this is a thing of the past
NEAR = 0.15  # about the same: prices are known no better
DOLLARS_PER_KILOGRAM = Unit("USD/kg")


def prices():
    """Launch prices, dearest first, one row each: name, payer, date, price, low, high (USD/kg), basis, source, grade.

    >>> [(row["date"], row["price"]) for row in prices() if row["payer"] == "contract"]
    [('2026', 600.0)]
    """
    rows = beside(__file__, "prices.csv", texts=["date"])
    return sorted(rows, key=lambda row: (-row["price"], row["date"]))


def learning():
    """Learning rates in percent a doubling, one row each: what, rate, low, high, counted, period, source, grade.

    >>> [row["rate"] for row in learning() if row["what"] == "launch price per kilogram"]
    [20.0]
    """
    return beside(__file__, "learning.csv")


def paid_today():
    """The rungs that somebody stands on: the latest row of each name that is paid, and not long past."""
    latest = {}
    for row in sorted(prices(), key=lambda row: row["date"]):
        if row["payer"] in PAID and int(row["date"][:4]) >= TODAY:
            latest[row["name"]] = row
    return sorted(latest.values(), key=lambda row: -row["price"])


def payers(price):
    """Names of those in the ladder who pay about a price today, the nearest first; empty where nobody does.

    About: within 15 % of the rung's own price. A price is a Quantity, or a plain number in USD/kg.

    >>> payers(1700)
    ["SemiAnalysis's figure for Falcon 9, read as SpaceX's own cost", "Falcon Heavy's list price"]
    >>> payers(100)
    []
    """
    price = dollars(price)
    near = [row for row in paid_today() if abs(price - row["price"]) <= NEAR * row["price"]]
    return [row["name"] for row in sorted(near, key=lambda row: abs(price - row["price"]))]


def who_pays(price):
    """A clause for who pays a price today, or that nobody does; it begins in lower case and has no full stop.

    >>> who_pays(1600), who_pays(200)
    ("that is SemiAnalysis's figure for Falcon 9, read as SpaceX's own cost", 'nobody pays that yet')
    >>> who_pays(750)
    "that is between what one more Falcon 9 costs SpaceX and Voyager's contract for a Starship, if it were full"
    """
    named, price = payers(price), dollars(price)
    above = [row["name"] for row in paid_today() if row["price"] > price]
    below = [row["name"] for row in paid_today() if row["price"] <= price]
    if named:
        return f"that is {named[0]}"
    if not below:
        return "nobody pays that yet"
    return f"that is between {above[-1]} and {below[0]}" if above else "nobody has to pay that much"


def dollars(price):
    """A price in USD/kg, zero or more, or ValueError."""
    number = plain_magnitude(price, DOLLARS_PER_KILOGRAM, "launch price") if hasattr(price, "magnitude") else price
    if not isinstance(number, Real) or not number >= 0:
        raise ValueError(f"launch price is {price!r}; give one number in USD/kg, zero or more, or a Quantity")
    return float(number)
