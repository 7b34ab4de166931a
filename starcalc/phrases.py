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
    "centiUSD / megatoken": "{} cents per million tokens",
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


SHORT = {  # beside a bar, where there is little room
    "USD / kilogram": "${}/kg",
    "USD / watt": "${}/W",
    "USD / kilowatt": "${}/kW",
    "USD / kilowatt_hour": "${}/kWh",
    "USD / megawatt_hour": "${}/MWh",
    "USD / megatoken": "${}",
}
SAID = {  # what a name says already, so that its number need not
    " per million tokens": ("million tokens",),
    " an hour": ("GPU-hour",),
    " per kilowatt-hour": ("per kWh", "per kilowatt-hour"),
    " per kilowatt": ("per kilowatt", "per kW"),
    " a year": ("a year", "yearly"),
    " tokens a second": ("tokens a second",),
}


def template_beside(name, unit):
    """How a number in a unit is said right after its name, which may have said what it is counted by.

    >>> template_beside("cost of a GPU-hour", "USD/hour"), template_beside("rent", "USD/hour")
    ('${}', '${} an hour')
    """
    template = template_of(unit)
    words = SAID.get(template.partition("{}")[2], ())
    said = any(word in name for word in words)
    return template.partition("{}")[0] + "{}" if said else template


def template_short(unit):
    """How a number in a unit is said where there is little room.

    >>> template_short("USD/kg"), template_short("deg"), template_short("percent")
    ('${}/kg', '{}°', '{} %')
    """
    return SHORT.get(f"{Unit(unit):D}") or template_of(unit)


def template_of(unit):
    """How a number in a unit is said, with the number's place as {}.

    >>> template_of("USD/kg"), template_of("km")
    ('${} per kilogram', '{} km')
    """
    return PHRASES.get(f"{Unit(unit):D}", f"{{}} {short_unit(unit)}")


def ending(unit):
    """What stands after the number where a unit is said.

    >>> ending("USD/kg"), ending("km")
    (' per kilogram', ' km')
    """
    return template_of(unit).partition("{}")[2].rstrip()
