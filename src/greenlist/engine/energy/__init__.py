"""Energy: the level of each product and the factory's priority tier, energy in tce, emissions in tCO2."""

from .carbon import co2_total
from .lines import EnergyLine, EnergyTotal, LineTrace
from .totals import energy_total
from .unit import energy_level

__all__ = ["EnergyLine", "EnergyTotal", "LineTrace", "co2_total", "energy_level", "energy_total"]
