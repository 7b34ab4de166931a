"""What beams of particles did to processors and memories."""

from starcalc.tables import beside


def beam_tests():
    """Tests of chips in beams and in flight: device, test, what was counted, value, low, high, unit, source and grade.

    What a source does not give is None. A dose between events is in rad of silicon where the chip stood.

    >>> beam_tests()[0]["device"], beam_tests()[0]["value"], beam_tests()[0]["unit"]
    ('Google TPU v6e (Trillium)', 17.0, 'rad an event')
    """
    return beside(__file__, "beam_tests.csv", texts=("device", "node", "year"))
