"""The symbols in a formula: `P_\\text{GPU}` in `n = \\frac{P}{P_\\text{GPU}}`, say."""

import re

WORDS = re.compile(r"\\(?:begin|end|operatorname|mathbf|mathrm|color)\{[^}]*\}|\\\[[^\]]*\]|\\\\(?:\[[^\]]*\])?")
LIMITS = re.compile(r"\\(?:sum|prod|max|min|log|lim)\s*_(?:\{([^{}]*)\}|(\w))")  # what an operator runs over
ACCENTS = ("dot", "bar", "Delta")  # make another symbol of the one that follows
GREEK = {
    *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa"),
    *("lambda", "mu", "nu", "xi", "rho", "varrho", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega"),
    *("varpi", "Gamma", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", "ell"),
}  # π is a number
LEAST = 3  # letters of an abbreviation, such as CRF, which is a symbol where other words in a formula are words
PIECE = re.compile(r"\\text\{([^}]*)\}|\\([A-Za-z]+)|([A-Za-z])|(.)", re.DOTALL)
RAISED = re.compile(r"\^(\+|\*|\\ast|\{\+*\})")  # makes another symbol, as no exponent does
INDEX = re.compile(r"_(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\\text\{[^}]*\}|\\[A-Za-z]+|\w|\+|\*))")


def symbols(tex):
    """The symbols of a formula, once each, in the order in which they come.

    An index belongs to its symbol, as do a prime, an asterisk, a plus above it, a dot, a bar and a Δ before it. Words,
    units, numbers (π and e among them), functions and what a sum runs over are none.

    >>> symbols(r"P_\\text{launch} = m_p'\\,\\frac{p^\\ast}{\\dot n\\,e^{-\\lambda t}}")
    ['P_\\\\text{launch}', "m_p'", 'p^*', '\\\\dot n', '\\\\lambda', 't']
    """
    text = LIMITS.sub(lambda found: f" {found[1]} " if "=" in (found[1] or "") else " ", tex)
    text = re.sub(r"\^\{\([^()]*\)\}", "", WORDS.sub(" ", text))
    found, accent, place = [], "", 0
    while piece := PIECE.match(text, place):
        place = piece.end()
        word, command, letter, _ = piece.groups()
        if command in ACCENTS:
            accent += rf"\{command} "
            continue
        base = letter or (rf"\{command}" if command in GREEK else None)
        if word and len(word) >= LEAST and word.isupper():
            base = rf"\text{{{word}}}"
        if letter == "e" and text[place : place + 1] == "^" and not RAISED.match(text, place):
            base = None
        if base:
            marks, place = marked(text, place)
            found.append(accent + base + marks)
        accent = accent if piece[0].isspace() or piece[0] == "{" else ""
    return list(dict.fromkeys(found))


def marked(text, place):
    """Primes, index and plus of the symbol that ends at a place, always in this order, and where they end."""
    primes = index = raised = ""
    while True:
        if text[place : place + 1] == "'":
            primes, place = primes + "'", place + 1
        elif (match := INDEX.match(text, place)) and not index:
            inside = match[1] if match[1] is not None else match[2]
            single = re.fullmatch(r"\\text\{[^}]*\}|\\[A-Za-z]+|.", inside)
            index, place = "_" + (inside if single else f"{{{inside}}}"), match.end()
        elif match := RAISED.match(text, place):
            raised, place = "^" + match[1].strip("{}").replace(r"\ast", "*"), match.end()
        else:
            return index + primes + raised, place
