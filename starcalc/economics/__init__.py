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
    net_present_value,
    payback_time,
    present_value_factor,
    remaining_value,
    return_on_investment,
    spares_last,
)
from starcalc.economics.tokens import (
    gpu_hour_revenue,
    revenue_per_energy,
    token_prices,
    token_revenue,
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
    "net_present_value",
    "payback_time",
    "present_value_factor",
    "remaining_value",
    "return_on_investment",
    "revenue_per_energy",
    "spares_last",
    "token_prices",
    "token_revenue",
    "yearly_energy",
    "yearly_revenue",
    "yearly_tokens",
]


def __dir__():
    return __all__
