"""Values that other tools computed: each row of golden.json names its tool, its inputs and its tolerance."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq

from starcalc import Q, economics, inference, launch, network, orbit, solar, thermal

GOLDEN = {row["id"]: row for row in json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))["values"]}

H, H_HIGH = Q(560, "km"), Q(1400, "km")
SUNLIGHT, INFRARED = Q(1361, "W/m**2"), Q(237, "W/m**2")
POWER, HOURS = Q(130, "kW"), Q(8766, "hour/year")
CAPITAL, REVENUE = Q(50_000, "USD/kW") * POWER, Q(4_102_488, "USD/year")
REVENUE_AT_4 = Q(4, "USD/kWh") * POWER * HOURS
FIVE_YEARS, LEVEL = Q(5, "year"), Q(0, "1/year")
VIEW = Q(0.256062, "")  # T1c, which T5 and T7 start from


def mean_sunlight():
    """Sunlight averaged over time along Earth's ellipse, by Kepler's equation."""
    e, mean_anomaly = 0.016708, np.linspace(0, 2 * np.pi, 365, endpoint=False)
    anomaly = mean_anomaly
    for _ in range(8):  # contracts by e each time: 0.0167^8 is below rounding
        anomaly = mean_anomaly + e * np.sin(anomaly)
    return solar.irradiance(Q(1 - e * np.cos(anomaly), "au")).mean()


def panel(electric_fraction):
    return thermal.panel_temperature(SUNLIGHT, 0.9, electric_fraction, 0.85, 0.85, 0.25606, INFRARED)


def radiator(temperature):
    return thermal.radiator_area(POWER, Q(temperature, "K"), 0.9, 0.9 * VIEW * INFRARED, 1)


def break_even_rate(revenue):
    """The discount rate at which five level payments only just return the capital: the internal rate of return."""

    def worth(rate):
        return economics.net_present_value(CAPITAL, revenue, Q(rate, "1/year"), FIVE_YEARS, LEVEL).m_as("USD")

    return Q(brentq(worth, 0, 2), "1/year")


def area_when_hot_and_old():
    efficiency = solar.cell_efficiency(Q(22, "percent"), Q(-0.35, "percent/K"), Q(48.25, "degC"))
    return solar.array_area(POWER / 0.85, SUNLIGHT, efficiency, 0.9)


COMPUTED = {
    "O1": lambda: orbit.period(H),
    "O2": lambda: orbit.speed(H),
    "O3": lambda: orbit.sun_synchronous_inclination(H),
    "O4": lambda: orbit.sun_synchronous_inclination(H_HIGH),
    "O9": lambda: orbit.earth_angular_radius(H),
    "O10": lambda: orbit.eclipse_fraction(H, Q(58.93, "deg")) * orbit.period(H),
    "O14a": lambda: orbit.mean_visible_sun(H, Q(6, "hour")),
    "O14b": lambda: orbit.mean_visible_sun(H, Q(18, "hour")),
    "S1a": lambda: solar.irradiance(Q(147.0999e6, "km")),
    "S1b": lambda: solar.irradiance(Q(152.0878e6, "km")),
    "S1c": mean_sunlight,
    "S2": lambda: solar.array_area(POWER, SUNLIGHT, 0.22, 1),
    "S3": area_when_hot_and_old,
    "S4": lambda: Q(30, "MW") / launch.power_per_launch(Q(100, "t"), Q(1, "kg/m**2"), SUNLIGHT),
    "T1a": lambda: thermal.earth_view_factor(H, Q(0, "deg")),
    "T1b": lambda: thermal.earth_view_factor(H, Q(75, "deg")),
    "T1c": lambda: thermal.earth_view_factor(H, Q(90, "deg")),
    "T3": lambda: orbit.sky_fraction(H),
    "T4a": lambda: panel(0),
    "T4b": lambda: panel(0.22),
    "T5a": lambda: radiator(300),
    "T5b": lambda: radiator(350),
    "T7": lambda: thermal.radiator_temperature(POWER, Q(21, "m**2"), 0.9, 0.9 * VIEW * INFRARED, 1),
    "L5": lambda: network.link_share(
        network.token_bit_rate(Q(13_000, "token/s"), Q(4, "byte/token")), Q(100, "Gbit/s")
    ),
    "E1": lambda: economics.yearly_revenue(
        economics.yearly_tokens(inference.fleet_token_rate(200, Q(65, "token/s")), 1), Q(10, "USD/Mtoken")
    ),
    "E2a": lambda: economics.return_on_investment(CAPITAL, REVENUE),
    "E2b": lambda: economics.revenue_per_energy(REVENUE, POWER),
    "E2c": lambda: economics.gpu_hour_revenue(Q(65, "token/s"), Q(10, "USD/Mtoken")),
    "E3a": lambda: break_even_rate(REVENUE),
    "E3b": lambda: economics.net_present_value(CAPITAL, REVENUE, Q(0.1, "1/year"), FIVE_YEARS, LEVEL),
    "E4": lambda: economics.break_even_revenue(
        Q(50_000, "USD/kW"), Q(10, "percent/year"), FIVE_YEARS, Q(0, "USD/W/year"), 1
    ),
    "E6a": lambda: economics.return_on_investment(CAPITAL, REVENUE_AT_4),
    "E6b": lambda: economics.payback_time(CAPITAL, REVENUE_AT_4),
    "E6c": lambda: break_even_rate(REVENUE_AT_4),
}


def test_every_golden_value_is_compared():
    assert COMPUTED.keys() == GOLDEN.keys()


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{key} {row['name']}") for key, row in GOLDEN.items()])
def test_starcalc_agrees_with_other_tools(row):
    tolerance = row.get("absolute_tolerance") or row["relative_tolerance"] * row["value"]
    assert COMPUTED[row["id"]]().m_as(row["unit"]) == pytest.approx(row["value"], abs=tolerance, rel=0), row["tool"]
