"""Links: what it takes to bring the tokens home."""

from starcalc.units import BitRate, BitsPerToken, Dimensionless, TokenRate, relation


@relation
def token_bit_rate(token_rate: TokenRate, bits_per_token: BitsPerToken) -> BitRate:
    """Traffic of a stream of tokens: ṅ b.

    Tokens as numbers, without packet headers or encryption, which may multiply it tenfold. Source: bookkeeping.

    >>> f"{token_bit_rate(13000.0, 32.0):.0f} bit/s"
    '416000 bit/s'
    """
    return token_rate * bits_per_token


@relation
def link_share(traffic: BitRate, link_rate: BitRate) -> Dimensionless:
    """Share of a link that some traffic fills; above 1 it does not fit.

    No link: infinite. Source: definition.

    >>> f"{link_share(416e3, 100e9):.3g}"
    '4.16e-06'
    """
    return traffic / link_rate
