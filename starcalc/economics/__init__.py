"""Money: what tokens earn, what capital costs by the year, and what a kilowatt-hour must bring in.

Money is in US dollars of 2025. Payments come at the end of each year; capital is spent at the start.
"""

from starcalc.economics.cash_flow import (
    break_even_price,
    break_even_revenue,
    capital_recovery_factor,
    combined_decline,
    interest_before_service,
    internal_rate_of_return,
    late_decline_factor,
    learning_cost,
    levelised_cost,
    levelised_energy_cost,
    mean_over_year,
    net_present_value,
    payback_time,
    present_value_factor,
    remaining_value,
    return_on_investment,
    share_of_first_year,
    spares_last,
)
from starcalc.economics.tokens import (
    gpu_hour_revenue,
    loads,
    rents,
    revenue_per_energy,
    token_prices,
    token_revenue,
    traffic,
    traffic_price,
    yearly_energy,
    yearly_revenue,
    yearly_tokens,
)

__all__ = [
    "break_even_price",
    "break_even_revenue",
    "capital_recovery_factor",
    "combined_decline",
    "gpu_hour_revenue",
    "interest_before_service",
    "internal_rate_of_return",
    "late_decline_factor",
    "learning_cost",
    "levelised_cost",
    "levelised_energy_cost",
    "loads",
    "mean_over_year",
    "net_present_value",
    "payback_time",
    "present_value_factor",
    "remaining_value",
    "rents",
    "return_on_investment",
    "revenue_per_energy",
    "share_of_first_year",
    "spares_last",
    "token_prices",
    "token_revenue",
    "traffic",
    "traffic_price",
    "yearly_energy",
    "yearly_revenue",
    "yearly_tokens",
]


def __dir__():
    return __all__
