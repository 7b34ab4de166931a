"""How a number in a unit is said in a sentence, in Python and in the page."""

from starcalc.units import Unit, short_unit

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


def template_of(unit):
    """How a number in a unit is said, with the number's place as {}.

    >>> template_of("USD/kg"), template_of("km")
    ('${} per kilogram', '{} km')
    """
    return PHRASES.get(f"{Unit(unit):D}", f"{{}} {short_unit(unit)}")
