"""What both designs carry and how it is paid for: one panel, one wear, one account, so that they are compared alike."""

from starcalc import economics, environment, orbit
from starcalc.arrays import xp
from starcalc.model.results import results


def panel_areal_density(s):
    """Mass per area of a solar panel, whichever design carries it."""
    return s.cell_areal_density + s.substrate_areal_density + s.wiring_areal_density + s.structure_areal_density


def worn(s, dose, fatal_hits):
    """How the output of a craft shrinks: chips that fail, burn out and fade with the dose, cells that age, debris.

    What is left of the array feeds what is left of the GPUs, so that the faster of the two counts. All steady: a chip
    of the dose limit's dose is one of e that still works.
    """
    failures = environment.hazard(s.failure_rate * s.orbit_failure_factor)
    burnouts = environment.hazard(s.burnout_rate)
    gpu_loss = environment.yearly_loss(failures + burnouts + dose / s.dose_limit)
    wear = xp.maximum(gpu_loss, s.degradation)
    output_decline = economics.combined_decline(wear, fatal_hits)
    undosed_decline = economics.combined_decline(
        xp.maximum(environment.yearly_loss(failures + burnouts), s.degradation), fatal_hits
    )
    revenue_decline = economics.combined_decline(output_decline, s.decline)
    return results(locals(), "dose", "fatal_hits")


def steered(s, gpu_loss, life):
    """Share of its output that the attitude leaves a craft: all, unless its sheet slices the wind and is dimmer."""
    hazards = environment.hazard(gpu_loss), environment.hazard(s.degradation)
    output = orbit.edge_on_output(s.altitude, s.local_time, *hazards, s.discount_rate, life)
    return xp.where(s.edge_on == 0, 1.0, 1 - s.edge_on * (1 - output))  # so that a page does not ask for what it drops


def account(s, power, electric_power, token_rate_here, token_rate, bought, uptime, service_life, output_decline):
    """What a craft costs and earns, by the same rules for both designs: `bought` is the price of all on board."""
    insurance = s.insurance_rate * bought
    parts_capital = bought + insurance
    interest = economics.interest_before_service(parts_capital, s.discount_rate, s.time_to_orbit)
    given_capital = power * s.given_capital_per_power
    capital = s.capital_from_parts * (parts_capital + interest) + (1 - s.capital_from_parts) * given_capital
    capital_per_power = capital / power
    running_cost = power * s.running_cost_per_power

    # The first year's income, and how it shrinks
    tokens = economics.yearly_tokens(token_rate, uptime * s.utilisation)
    revenue = economics.yearly_revenue(tokens, s.price)
    income = revenue - running_cost
    revenue_decline = economics.combined_decline(output_decline, s.decline)
    first_output = economics.mean_over_year(output_decline)
    recovery = economics.capital_recovery_factor(s.discount_rate, service_life)
    mean_output = (
        recovery * first_output * economics.present_value_factor(s.discount_rate, service_life, output_decline)
    )

    # What it comes to
    gpu_hour_revenue = economics.gpu_hour_revenue(token_rate_here * s.utilisation, s.price)
    return_on_investment = economics.return_on_investment(capital, income)
    payback_time = economics.payback_time(capital, income)
    net_present_value = economics.net_present_value(
        capital + running_cost / recovery, revenue * first_output, s.discount_rate, service_life, revenue_decline
    )
    revenue_per_energy = economics.revenue_per_energy(revenue, electric_power * uptime)
    break_even_revenue_per_energy = economics.break_even_revenue(
        capital / electric_power, s.discount_rate, service_life, running_cost / electric_power, uptime * mean_output
    )
    cost_per_token = economics.levelised_cost(
        capital, running_cost, tokens * mean_output, s.discount_rate, service_life
    )
    gpu_hour_cost = economics.gpu_hour_revenue(token_rate_here * s.utilisation, cost_per_token)
    break_even_price = economics.break_even_price(
        capital, running_cost, tokens * first_output, s.discount_rate, service_life, revenue_decline
    )
    starting_revenue = economics.yearly_revenue(tokens, break_even_price)
    starting_revenue_per_energy = economics.revenue_per_energy(starting_revenue, electric_power * uptime)
    return results(
        locals(),
        "power",
        "electric_power",
        "token_rate_here",
        "token_rate",
        "bought",
        "uptime",
        "service_life",
        "output_decline",
    )
