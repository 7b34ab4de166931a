"""Links: how far the ring is from its readers, and what it takes to bring the tokens home."""

from functools import lru_cache
from math import log, nan, sqrt
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import BOLTZMANN, LIGHT_SPEED, R_EARTH
from starcalc.edges import log_one_plus, not_negative, within_right_angle
from starcalc.orbit import sun_synchronous_inclination
from starcalc.units import (
    Angle,
    Array,
    BitRate,
    BitsPerToken,
    Dimensionless,
    Length,
    Power,
    Temperature,
    Time,
    TokenRate,
    relation,
)

__all__ = [
    "data_per_energy",
    "direct_share",
    "light_time",
    "link_capacity",
    "link_margin",
    "link_share",
    "mesh_latency",
    "pipeline_traffic",
    "received_power",
    "ring_distance",
    "ring_latency",
    "slant_range",
    "tensor_parallel_traffic",
    "token_bit_rate",
]


def __dir__():
    return __all__


Decibels = Annotated[Array, "dB"]
Frequency = Annotated[Array, "Hz"]
Information = Annotated[Array, "byte"]
ByteRate = Annotated[Array, "byte/s"]

DataPerEnergy = Annotated[Array, "byte/J"]

BITS_PER_BYTE: Annotated[Array, "bit/byte", r"8"] = 8.0
VECTORS_PER_TOKEN: Annotated[Array, "1/token", r"\nu_1"] = 1.0  # between two layers a token is one vector
ONE_BIT: Annotated[Array, "bit", r"\mathrm{bit}"] = 1.0  # a choice between two

MOMENTS = 40  # positions of a turning mesh over which `mesh_latency` takes its mean: good to 0.05 ms
TINY: Annotated[Length, r"\epsilon"] = 1e-30  # no distance, and yet no zero to divide by
GOLDEN_SECTION = (sqrt(5) - 1) / 2  # its multiples, modulo 1, fill an interval evenly


@relation
def slant_range(altitude: Length, elevation: Angle) -> Length:
    """Distance of a satellite seen at an elevation above the horizon: √(R⊕² sin² ε + h (2R⊕ + h)) − R⊕ sin ε.

    Spherical Earth, no refraction. Below the horizon or the surface, or an elevation beyond 90°: NaN.
    Source: law of cosines.

    >>> f"{slant_range(550e3, 0.4363) / 1e3:.1f} km"
    '1123.5 km'
    """
    height = R_EARTH * xp.sin(within_right_angle(not_negative(elevation)))
    span = not_negative(altitude) * (2 * R_EARTH + altitude)
    return span / xp.maximum(xp.sqrt(height**2 + span) + height, TINY)  # √(a² + b) − a, without its cancelling


@relation
def light_time(distance: Length) -> Time:
    """Time that light takes in a vacuum: t = d / c.

    Glass fibre takes half as long again. Source: definition of the metre.

    >>> f"{light_time(10e6) * 1e3:.2f} ms"
    '33.36 ms'
    """
    return distance / LIGHT_SPEED


@relation
def ring_distance(altitude: Length, user_latitude: Angle) -> Angle:
    """Angle at Earth's centre from a user to the plane of the dawn–dusk ring, at noon or midnight: asin |sin(i ± φ)|.

    The worse of noon and midnight, by the mean Sun, over which the ring's plane leans the same all year. No such orbit,
    or a latitude beyond ±90°: NaN.
    Source: geometry.

    >>> f"{ring_distance(560e3, 0.0):.4f} rad"
    '1.4376 rad'
    """
    tilt, latitude = sun_synchronous_inclination(altitude), within_right_angle(user_latitude)
    return xp.maximum(plane_distance(tilt + latitude), plane_distance(tilt - latitude))


@relation
def direct_share(altitude: Length, user_latitude: Angle, minimum_elevation: Angle) -> Dimensionless:
    """Share of the day in which a user has the dawn–dusk ring itself above the minimum elevation ε.

    The ring's plane is crossed twice a turn; it is in reach while |cos i sin φ + sin i cos φ cos H| ≤ sin λ, with H the
    turning angle, sin λ = d cos ε/(R⊕ + h) and d the `slant_range`. A ring without gaps, a mean Sun. Below the horizon
    or the surface, an angle beyond 90°, or no such orbit: NaN. Source: geometry.

    >>> f"{direct_share(560e3, 0.0, 0.4363):.4f}"
    '0.0961'
    """
    tilt, latitude = sun_synchronous_inclination(altitude), within_right_angle(user_latitude)
    reach = slant_range(altitude, minimum_elevation) * xp.cos(minimum_elevation) / (R_EARTH + altitude)  # sin λ
    offset, swing = xp.cos(tilt) * xp.sin(latitude), xp.sin(tilt) * xp.cos(latitude)
    enter, leave = (-reach - offset) / swing, (reach - offset) / swing
    return (turning_angle(enter) - turning_angle(leave)) / xp.pi


@relation
def ring_latency(altitude: Length, user_latitude: Angle, relay_altitude: Length, grazing_altitude: Length) -> Time:
    """Bound on the one-way light time to the dawn–dusk ring: up to a relay overhead, then along a taut string.

    From a user at local noon or midnight, whichever is worse. The ring's plane is then ψ away, sin ψ = |sin(i ± φ)|,
    and the string from the relay leaves on a tangent, follows the arc at `grazing_altitude`, which keeps lasers out of
    the air, and ends on a tangent: c t = h₁ + √(r₁² − g²) + √(r² − g²) + g (ψ − acos(g/r₁) − acos(g/r)); a straight
    line where no arc is left. No processing, no queues. Only overhead is it a bound: a first relay at 550 km that
    stands 25° high toward the ring saves 1.3 ms. Relay or ring below the grazing altitude, that below the surface, a
    latitude beyond ±90°, or no such orbit: NaN. Source: geometry.

    >>> f"{ring_latency(560e3, 0.0, 550e3, 80e3) * 1e3:.2f} ms"
    '33.59 ms'
    """
    psi = ring_distance(altitude, user_latitude)
    g, r_1, r = R_EARTH + not_negative(grazing_altitude), R_EARTH + relay_altitude, R_EARTH + altitude
    tangent_1, tangent = tangent_length(relay_altitude, grazing_altitude), tangent_length(altitude, grazing_altitude)
    arc = psi - xp.atan2(tangent_1, g) - xp.atan2(tangent, g)
    line = xp.sqrt((altitude - relay_altitude) ** 2 + 4 * r * r_1 * xp.sin(psi / 2) ** 2)
    string = tangent_1 + tangent + g * arc
    return (relay_altitude + xp.where(arc <= 0, line, string)) / LIGHT_SPEED


def tangent_length(altitude, grazing_altitude):
    """How far a satellite is from where its line of sight grazes a height: √(r² − g²)."""
    return xp.sqrt((altitude - grazing_altitude) * (2 * R_EARTH + altitude + grazing_altitude))


def turning_angle(cosine):
    """The angle with a cosine: beyond 1 none, beyond −1 half a turn; with a slope even there, where acos has none."""
    end = xp.minimum(xp.maximum(cosine, -1.0), 1.0)
    inside = xp.abs(cosine) < 1
    return xp.where(inside, xp.acos(xp.where(inside, end, 0.0)), (1 - end) * xp.pi / 2)


def plane_distance(angle):
    """Angle between a direction and a plane, from any angle along the circle through the plane's normal."""
    return xp.atan2(xp.abs(xp.sin(angle)), xp.abs(xp.cos(angle)))


@relation(portable=False)
def mesh_latency(
    altitude: Length,
    user_latitude: Angle,
    relay_altitude: Length,
    relay_inclination: Angle,
    planes: Dimensionless,
    satellites_per_plane: Dimensionless,
    phasing: Dimensionless,
    minimum_elevation: Angle,
    link_range: Length,
    grazing_altitude: Length,
) -> Time:
    """Mean one-way light time to the dawn–dusk ring through a mesh of lasers, by the shortest path.

    The mesh is one Walker shell, i: planes·satellites_per_plane/planes/phasing, in which each satellite holds a link
    fore, aft and to either side ("+grid"). The user, at local noon or midnight, whichever is worse, reaches every
    satellite above the minimum elevation; every satellite reaches a ring without gaps, if the link is no longer than
    `link_range` and stays above the grazing altitude. The mean is over the positions of the turning shell. No
    processing, no queues. No way through: infinite. Shell or ring below the grazing altitude, that below the surface,
    a range below zero, or a latitude or an elevation beyond ±90°: NaN. Planes, satellites and phasing that are no whole
    numbers up to 200: ValueError. Source: after Handley 2018.

    >>> shell = dict(relay_altitude=550e3, relay_inclination=0.925, planes=72, satellites_per_plane=22, phasing=17)
    >>> reach = dict(minimum_elevation=0.4363, link_range=5400e3, grazing_altitude=80e3)
    >>> f"{mesh_latency(560e3, 0.0, **shell, **reach) * 1e3:.1f} ms"
    '34.3 ms'
    """
    lengths = np.vectorize(mean_path, otypes=[float])(
        altitude,
        user_latitude,
        relay_altitude,
        relay_inclination,
        planes,
        satellites_per_plane,
        phasing,
        minimum_elevation,
        link_range,
        grazing_altitude,
    )
    return lengths[()] / LIGHT_SPEED


def mean_path(altitude, latitude, relay_altitude, tilt, planes, satellites, phasing, elevation, link_range, grazing):
    """Mean length of the shortest path to the ring at noon or at midnight, whichever is longer."""
    counts = whole("planes", planes, 1), whole("satellites_per_plane", satellites, 1), whole("phasing", phasing, 0)
    ring_tilt = sun_synchronous_inclination(altitude)
    given = [altitude, latitude, relay_altitude, tilt, elevation, grazing, ring_tilt]
    if not np.isfinite(given).all() or np.isnan(link_range):
        return nan
    upright = not np.isnan([within_right_angle(latitude), within_right_angle(elevation)]).any()
    if not upright or link_range < 0 or not 0 <= grazing <= min(altitude, relay_altitude):
        return nan
    tangent, relay_tangent = tangent_length(altitude, grazing), tangent_length(relay_altitude, grazing)
    relays, up = mesh(relay_altitude, tilt, *counts, latitude, elevation, min(link_range, 2 * relay_tangent))
    means = []
    for noon in (1, -1):  # the user's meridian is the x axis, so that noon and midnight differ in the ring's normal
        off = relays @ np.array([noon * np.sin(ring_tilt), 0, np.cos(ring_tilt)])  # distance from the ring's plane
        along = np.sqrt(np.maximum((R_EARTH + relay_altitude) ** 2 - off**2, 0))
        hop = np.hypot(R_EARTH + altitude - along, off)
        hop = np.where(hop <= min(link_range, tangent + relay_tangent), hop, np.inf)
        means.append((up + hop).min(axis=1).mean())
    return max(means)


def whole(name, value, least):
    """A number that must be whole, as one."""
    if not least <= value <= 200 or value != int(value):
        raise ValueError(f"network.mesh_latency: {name} must be a whole number from {least} to 200, not {value:g}")
    return int(value)


@lru_cache(maxsize=4)
def mesh(altitude, tilt, planes, satellites, phasing, latitude, elevation, link_range):
    """Where the relays of a Walker shell are, and how far along the mesh from a user, moment by moment.

    After one spacing of the planes, and of the satellites in a plane, the shell repeats itself; a lattice of moments
    fills both spacings evenly.
    """
    from scipy.sparse import coo_array  # both take a second to import, which only this relation should cost
    from scipy.sparse.csgraph import dijkstra

    count = planes * satellites
    number = np.arange(count)
    plane, slot = np.divmod(number, satellites)
    moment = np.arange(MOMENTS)[:, None]
    node = 2 * np.pi * (plane + (moment + 0.5) / MOMENTS) / planes
    along = 2 * np.pi * (slot + phasing * plane / planes + moment * GOLDEN_SECTION % 1) / satellites
    x, y, z = np.cos(along), np.sin(along) * np.cos(tilt), np.sin(along) * np.sin(tilt)
    turned = [x * np.cos(node) - y * np.sin(node), x * np.sin(node) + y * np.cos(node), z]
    relays = (R_EARTH + altitude) * np.stack(turned, axis=-1)

    fore = plane * satellites + (slot + 1) % satellites
    aside = np.where(plane < planes - 1, number + satellites, (slot + phasing) % satellites)  # the last meets the first
    user, user_number = np.array([np.cos(latitude), 0, np.sin(latitude)]), np.full(count, count)
    links = [[number, number, number], [fore, aside, user_number]]
    starts, ends = np.reshape(links, (2, -1)).astype(np.int32)  # what scipy before 1.15 wants
    paths = np.empty((MOMENTS, count))
    for relay, path in zip(relays, paths, strict=True):
        places = np.vstack([relay, R_EARTH * user])
        lengths = np.linalg.norm(places[starts] - places[ends], axis=1)
        seen = (relay - R_EARTH * user) @ user >= np.sin(elevation) * lengths[-count:]
        kept = np.concatenate([lengths[:-count] <= link_range, seen])
        graph = coo_array((lengths[kept], (starts[kept], ends[kept])), shape=(count + 1, count + 1)).tocsr()
        path[:] = dijkstra(graph, directed=False, indices=count)[:count]
    return relays, paths


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

    No link: infinite; less: NaN. Source: definition.

    >>> f"{link_share(416e3, 100e9):.3g}"
    '4.16e-06'
    """
    return traffic / not_negative(link_rate)


@relation
def data_per_energy(link_rate: BitRate, power: Power) -> DataPerEnergy:
    """Most data that a link carries for the energy spent meanwhile: d = B / P.

    One link, one direction, always busy. No power: infinite; less: NaN. Source: definition.

    >>> f"{data_per_energy(100e9, 120.9e3):.4g} B/J"
    '1.034e+05 B/J'
    """
    return link_rate / (BITS_PER_BYTE * not_negative(power))


@relation
def received_power(
    transmit_power: Power,
    transmit_gain: Dimensionless,
    receive_gain: Dimensionless,
    distance: Length,
    frequency: Frequency,
) -> Power:
    """Power that reaches a radio through empty space: P G_t G_r (c / 4π d f)², Friis' formula.

    Gains over an antenna that radiates evenly, as ratios; Quantities in dB are converted. Both antennas far from each
    other (d > 2D²/λ for an antenna of size D), aimed, with matched polarisation, and nothing nearby that reflects: over
    a metal sheet the direct and the reflected wave may add or cancel. No distance: infinite. A power, gain, distance or
    frequency below zero: NaN. Source: Friis 1946, eq. 1 with gains for areas.

    >>> f"{received_power(0.1, 1.0, 1.0, 20.0, 5.8e9):.3g} W"
    '4.23e-09 W'
    """
    spread = LIGHT_SPEED / (4 * xp.pi * not_negative(distance) * not_negative(frequency))
    return not_negative(transmit_power) * not_negative(transmit_gain) * not_negative(receive_gain) * spread**2


@relation
def link_margin(
    transmit_power: Power,
    transmit_gain: Dimensionless,
    receive_gain: Dimensionless,
    distance: Length,
    frequency: Frequency,
    sensitivity: Power,
) -> Decibels:
    """What a radio link in empty space has to spare: 10 log₁₀(P_r / P_min), in decibels.

    P_r by `received_power` with its limits; `sensitivity` P_min is the least power at which the receiver keeps its
    rate, noise included. Below zero the link fails. No power: −∞; what `received_power` has no answer for: NaN.
    Source: Friis 1946, eq. 1.

    >>> f"{link_margin(0.1, 1.0, 1.0, 20.0, 5.8e9, 5.0e-8):.1f} dB"
    '-10.7 dB'
    """
    received = received_power(transmit_power, transmit_gain, receive_gain, distance, frequency)
    return 10 * xp.log(received / not_negative(sensitivity)) / log(10)


@relation
def link_capacity(received_power: Power, channel_width: Frequency, noise_temperature: Temperature) -> BitRate:
    """Bound on the rate of a radio link by Shannon: C = W log₂(1 + P_r / (k T W)), T the noise temperature.

    One stream, in noise alone; several antennas at both ends carry several. Real radios reach some half of it. A noise
    figure of 6 dB is 1160 K. No noise: infinite. A power, width or temperature below zero: NaN.
    Source: Shannon 1948, theorem 17.

    >>> f"{link_capacity(4.23e-9, 320e6, 1200.0) / 1e9:.3f} Gbit/s"
    '3.085 Gbit/s'
    """
    noise = BOLTZMANN * not_negative(noise_temperature) * not_negative(channel_width)
    return ONE_BIT * channel_width * log_one_plus(not_negative(received_power) / noise) / log(2)


@relation
def pipeline_traffic(token_rate: TokenRate, hidden_size: Dimensionless, bytes_per_value: Information) -> ByteRate:
    """Traffic from one stage of a model split by layers to the next: ṅ d β, one vector for every token.

    `token_rate` counts every token that passes, those of prompts too. It falls on each link between stages, in one
    direction. Neglects the sampled token's way back. Source: Narayanan et al. 2021, section 3.2.

    >>> f"{pipeline_traffic(1000.0, 8192.0, 2.0) / 1e6:.2f} MB/s"
    '16.38 MB/s'
    """
    return VECTORS_PER_TOKEN * token_rate * hidden_size * bytes_per_value


@relation
def tensor_parallel_traffic(
    token_rate: TokenRate,
    layers: Dimensionless,
    hidden_size: Dimensionless,
    bytes_per_value: Information,
    gpus: Dimensionless,
) -> ByteRate:
    """Traffic that each GPU sends when every layer is split over n of them: 4 L ṅ d β (n − 1) / n.

    In each layer two sums over all GPUs, one behind attention and one behind the feed-forward network; around a ring,
    each sends 2 (n − 1)/n times the vector. It receives as much. One GPU: nothing. Fewer than one: NaN.
    Source: Narayanan et al. 2021, section 3.2, the forward half.

    >>> f"{tensor_parallel_traffic(1000.0, 80.0, 8192.0, 2.0, 8.0) / 1e9:.3f} GB/s"
    '4.588 GB/s'
    """
    gpus = xp.where(gpus >= 1, gpus, nan)
    return 4 * layers * (gpus - 1) / gpus * pipeline_traffic(token_rate, hidden_size, bytes_per_value)
