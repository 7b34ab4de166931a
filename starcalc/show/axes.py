"""Axes that hold still, and labels that do not overlap. The page computes the same in book/assets/tables.js.

An axis is fixed by the figure's own values. It grows, and never shrinks, to hold the reader's number and the dots on
his lines; for his lines themselves it grows by so much only, so that one which runs away leaves the plot instead of
flattening the others.
"""

from math import ceil, floor, inf, isfinite, log10

HEIGHT = 320  # pixels of a plot
GAP = 17  # pixels between one label and the next
POINTS = 81
LINEAR_GROWTH = 3  # a plot grows to at most so many times its height to hold lines
LOG_GROWTH = 100  # on a logarithmic axis: it grows by so much, either way
DECADES = 1e6  # the most that a logarithmic axis spans for the figure's own lines


def widened(low, high, value, scale):
    """The ends of a horizontal axis that holds a reader's value, where it can be drawn there."""
    if not isfinite(value) or (scale == "log" and value <= 0):
        return low, high
    return min(low, value), max(high, value)


def points(low, high, dates):
    """How many points an axis is sampled at: one a day on an axis of dates, so that seasons begin on their day."""
    return round(high - low) + 1 if dates else POINTS


def grid(low, high, scale, count):
    """Where an axis is sampled: evenly, or evenly in the logarithm."""
    shares = [i / (count - 1) for i in range(count)]
    return [low * (high / low) ** share if scale == "log" else low + (high - low) * share for share in shares]


def drawable(value, scale):
    """A value that the axis can show, or None."""
    return value if isfinite(value) and (scale != "log" or value > 0) else None


def extent(values, scale):
    """The least and the largest of the values that can be drawn; (inf, -inf) where none can."""
    seen = [value for value in values if drawable(value, scale) is not None]
    return min(seen, default=inf), max(seen, default=-inf)


def vertical(own, lines, dots, scale):
    """The ends of the vertical axis, by the figure's own lines, the reader's lines and his dots."""
    low, high = extent(own, scale)
    reached, dotted = extent(lines, scale), extent(dots, scale)
    if scale == "log":
        if low > high:
            low, high = reached
        low = max(low, high / DECADES)
        low, high = max(min(low, reached[0]), low / LOG_GROWTH), min(max(high, reached[1]), high * LOG_GROWTH)
        low, high = min(low, dotted[0]), max(high, dotted[1])
        return (round_down(low / 1.05), round_up(high * 1.05)) if low <= high else (1, 10)
    low, high = min(low, 0), max(high, 0)
    room = (LINEAR_GROWTH - 1) * (high - low)
    if room > 0:
        reached = max(reached[0], low - room), min(reached[1], high + room)
    low, high = min(low, reached[0], dotted[0]), max(high, reached[1], dotted[1])
    if low == high:
        return 0, 1
    step = stride((high - low) / 5)
    return floor(round(low / step * 1.02, 9)) * step, ceil(round(high / step * 1.02, 9)) * step


def stride(rough):
    """A round number near another: one, two or five times a power of ten, and not smaller than half of it."""
    ten = 10.0 ** floor(log10(rough))
    return next(times for times in (1, 2, 5, 10) if times * ten >= 0.999 * rough) * ten / 2


def round_down(value):
    """The largest of one, two or five times a power of ten that is no larger."""
    ten = 10.0 ** floor(log10(value))
    return next(times for times in (5, 2, 1) if times == 1 or times * ten <= value) * ten


def round_up(value):
    """The smallest of one, two, five or ten times a power of ten that is no smaller."""
    ten = 10.0 ** floor(log10(value))
    return next(times for times in (1, 2, 5, 10) if times == 10 or times * ten >= value) * ten


def share_of(value, low, high, scale):
    """How far along an axis a value lies, from 0 to 1."""
    return log10(value / low) / log10(high / low) if scale == "log" else (value - low) / (high - low)


def at_share(share, low, high, scale):
    """The value that lies so far along an axis."""
    return low * (high / low) ** share if scale == "log" else low + (high - low) * share


def apart(shares, gap=GAP / HEIGHT):
    """The same shares of an axis moved as little as keeps each a gap from the next, and all of them on the axis."""
    order = sorted(range(len(shares)), key=lambda place: (shares[place], place))
    blocks = []  # of neighbours that touch: the sum of where each would like the first to stand, and how many
    for rank, place in enumerate(order):
        blocks.append([shares[place] - rank * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + count]
    first = [total / count for total, count in blocks for _ in range(count)]
    last = 1 - gap / 2 - (len(shares) - 1) * gap
    moved = [max(min(start, last), min(gap / 2, last)) + rank * gap for rank, start in enumerate(first)]
    found = [0.0] * len(shares)
    for place, share in zip(order, moved, strict=True):
        found[place] = share
    return found
