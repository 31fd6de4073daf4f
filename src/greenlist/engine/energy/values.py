"""The measured unit energy: recomputed from energy and output where both are given, else as stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from greenlist.engine import case as cases
from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.facts import AnyFact, Mark
from greenlist.engine.messages import Message, say
from greenlist.engine.units import UnitError, convert

from .cells import name_of, number, text
from .inquiry import Inquiry

CLAIMED_ONLY, DISCREPANCY = "CLAIMED_ONLY", "DISCREPANCY"
UNVERIFIED_ROW, BELOW_BASELINE = "UNVERIFIED_ROW", "BELOW_BASELINE"


@dataclass(frozen=True, slots=True)
class Measured:
    """Unit energy in the unit of the row. `value` decides: the recomputed one where there is one.

    `problem` says why there is no value to decide with; `facts` are the unit conversions it took.
    """

    claimed: Decimal | None = None
    recomputed: Decimal | None = None
    problem: Message | None = None
    facts: tuple[AnyFact, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The deciding value, None where there is none."""
        return self.claimed if self.recomputed is None else self.recomputed


def measure(product: cases.Row, unit: str, inquiry: Inquiry) -> Measured:
    """The unit energy of a product in `unit` (kgce/t, kWh/t ...), as stated and as recomputed.

    A stated figure that cannot be read in the unit is a problem even beside a recomputed one; a figure that
    cannot be recomputed leaves the stated one alone.
    """
    unread: list[Message] = []
    uncomputed: list[Message] = []
    claimed, claimed_unit = _claimed(product, unit, unread)
    recomputed, recomputed_unit = _recomputed(product, unit, uncomputed)
    facts = _conversions(inquiry, unit, claimed_unit, recomputed_unit)
    problem = unread[0] if unread else None
    if claimed is None and recomputed is None and problem is None:
        missing = say("energy.value_missing", product=name_of(product), unit=unit)
        problem = uncomputed[0] if uncomputed else missing
    return Measured(claimed, recomputed, problem, facts)


def _claimed(product: cases.Row, unit: str, problems: list[Message]) -> tuple[Decimal | None, str]:
    given = product.get("unit_energy")
    if given is None or not isinstance(given.value, Decimal):
        return None, ""
    if not given.unit:
        problems.append(say("energy.unit_missing", product=name_of(product), unit=unit))
        return None, ""
    return _converted(given.value, given.unit, unit, problems), given.unit


def _recomputed(product: cases.Row, unit: str, problems: list[Message]) -> tuple[Decimal | None, str]:
    energy, output = number(product, "energy"), number(product, "qualified_output")
    if energy is None or output is None:
        return None, ""
    if output == 0:
        problems.append(say("energy.output_zero", product=name_of(product)))
        return None, ""
    per = product["qualified_output"].unit
    if per in {"", "product"}:
        per = text(product, "unit")
    if not per:
        problems.append(say("energy.output_unit_missing", product=name_of(product)))
        return None, ""
    if "能量因数" in unit:  # output alone is no denominator of a row per energy factor
        return None, ""
    whole = f"{product['energy'].unit or 'tce'}/{per}"
    with localcontext(ARITHMETIC):
        return _converted(energy / output, whole, unit, problems), whole


def _converted(amount: Decimal, unit: str, to: str, problems: list[Message]) -> Decimal | None:
    try:
        return convert(amount, unit, to)
    except UnitError:
        problems.append(say("energy.units_unfit", stated=unit, expected=to))
        return None


def _conversions(inquiry: Inquiry, unit: str, *stated: str) -> tuple[AnyFact, ...]:
    """The facts of unit factors that a conversion rests on (1 kgoe, 1 重量箱), decimal steps left out."""
    if "units" not in inquiry.book.table_ids():
        return ()
    table = inquiry.book.table("units")
    swapped = set[str]().union(*(_atoms(unit) ^ _atoms(word) for word in stated if word))
    rows = [table.by_id[atom] for atom in sorted(swapped) if atom in table.by_id]
    return inquiry.use(*(row.cite() for row in rows if row.mark is not Mark.PUBLISHED))


def _atoms(unit: str) -> set[str]:
    return set(re.split(r"[/·*()\s]+", unit)) - {""}


def differs(measured: Measured, tolerance: Decimal | None) -> bool | None:
    """Whether stated and recomputed value differ by more than `tolerance` percent of the stated one.

    None: they differ and the tolerance is open. Works for zero and negative values (no division).
    """
    if measured.claimed is None or measured.recomputed is None or measured.claimed == measured.recomputed:
        return False
    if tolerance is None:
        return None
    with localcontext(ARITHMETIC):
        return abs(measured.recomputed - measured.claimed) * 100 > tolerance * abs(measured.claimed)
