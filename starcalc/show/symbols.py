"""Symbols as HTML, for outputs that no formula setter reads."""

import re
from html import escape

GREEK = dict(
    zip(
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "rho",
            "sigma",
            "tau",
            "upsilon",
            "phi",
            "chi",
            "psi",
            "varepsilon",
            "varphi",
            "varrho",
            "Delta",
            "Pi",
            "oplus",
            "ell",
        ],
        "αβγδϵζηθικλμνξρστυϕχψεφϱΔΠ⊕ℓ",
        strict=True,
    )
)
PIECES = re.compile(r"\\text\{([^}]*)\}|\\(\w+) ?|([A-Za-z])|([\d.]+)|('+)")
BASE_AND_INDEX = re.compile(r"(.+?)(?:_(\{.*\}|\\text\{[^}]*\}|\\\w+|\w))?")


def symbol_html(tex):
    """A symbol of the table, such as `\\eta_\\text{c}`, as HTML, its index set lower; ValueError for other TeX.

    >>> symbol_html(r"c_\\text{st}"), symbol_html(r"\\Delta h")
    ('<i>c</i><sub>st</sub>', '<i>Δ</i><i>h</i>')
    """
    base, index = BASE_AND_INDEX.fullmatch(tex).groups()
    if index and index.startswith("{"):
        index = index[1:-1]
    return pieces(base) + (f"<sub>{pieces(index)}</sub>" if index else "")


def pieces(tex):
    """Letters, numbers and words of a symbol, one after another."""
    found, end = "", 0
    for match in PIECES.finditer(tex):
        word, command, letter, digits, primes = match.groups()
        if match.start() != end or (command and command not in GREEK):
            break
        found += escape(word or digits or "") or (
            "″" if primes == "''" else "′" if primes else f"<i>{GREEK.get(command, letter)}</i>"
        )
        end = match.end()
    if end != len(tex):
        raise ValueError(f"symbol {tex!r}: {tex[end:]!r} is not known here; add it to {__name__}")
    return found
