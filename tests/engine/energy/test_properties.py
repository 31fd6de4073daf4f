"""Laws of the comparison that hold for every value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

from hypothesis import given as forall
from hypothesis import strategies as st

from greenlist.engine.decimals import ARITHMETIC, show
from greenlist.engine.energy import energy_level, energy_total
from greenlist.engine.outcome import FactLog, LevelResult

from .world import SHIPPED, case_of, policy_with

POLICY = policy_with(SHIPPED, date(2025, 6, 1))
QUOTA = policy_with(SHIPPED, date(2025, 6, 1), benchmark_documents=[])
ORDER = ("benchmark", "baseline", "level1", "level2", "level3")
amounts = st.decimals(min_value=-2000, max_value=4000, places=4, allow_nan=False)
rows = st.sampled_from(
    [
        (POLICY, {"level_product": "水泥熟料"}, "kgce/t"),
        (POLICY, {"level_product": "粗钢", "level_route": "转炉工序"}, "kgce/t"),
        (QUOTA, {"level_product": "邻苯二甲酸酐"}, "kgce/t"),
        (QUOTA, {"level_product": "合成氨", "level_route": "天然气"}, "kgce/t"),
        (QUOTA, {"level_product": "环氧丙烷", "level_route": "氯醇法"}, "kgce/t"),
        (QUOTA, {"level_product": "乙烯"}, "kgoe/t"),
    ]
)


def judged(policy, product: dict[str, str], value: Decimal, unit: str) -> LevelResult:
    row = {"name": "示例", **product, "unit_energy": f"{show(value)} {unit}"}
    return energy_level(case_of([row]), policy, SHIPPED, FactLog()).rows[0]


@forall(rows, amounts, amounts)
def test_a_lower_value_never_loses_a_level(row, first: Decimal, second: Decimal) -> None:
    policy, product, unit = row
    low, high = sorted((first, second))
    assert set(judged(policy, product, high, unit).reached) <= set(judged(policy, product, low, unit).reached)


@forall(rows, st.decimals(min_value="0.0000001", max_value=1, places=7))
def test_the_limit_itself_counts_and_the_least_above_does_not(row, more: Decimal) -> None:
    policy, product, unit = row
    for name, limit in judged(policy, product, Decimal(0), unit).limits.items():
        assert name in judged(policy, product, limit, unit).reached
        assert name not in judged(policy, product, limit + more, unit).reached


@forall(rows, st.decimals(min_value=-2000, max_value=4000, places=2, allow_nan=False))
def test_the_unit_of_input_does_not_matter(row, kgce: Decimal) -> None:
    policy, product, _ = row
    with localcontext(ARITHMETIC):
        kgoe = kgce * Decimal("1.4286")  # a value whose kgoe is short
        stated = [(kgoe, "kgce/t"), (kgoe / 1000, "tce/t"), (kgce, "kgoe/t"), (kgoe * 1000, "gce/t")]
    answers = [judged(policy, product, value, unit) for value, unit in stated]
    assert len({(answer.value, answer.reached, answer.outcome) for answer in answers}) == 1


@forall(
    st.lists(
        st.tuples(
            st.sampled_from(["原煤", "焦炭", "柴油"]),
            st.decimals(min_value=0, max_value=100000, places=3, allow_nan=False),
            st.sampled_from(["购入", "输出"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_total_is_the_sum_of_its_lines_in_any_order_and_unit(lines) -> None:
    tonnes = [{"type": m, "quantity": f"{show(q)} t", "direction": d} for m, q, d in lines]
    kilos = [{"type": m, "quantity": f"{show(q * 1000)} kg", "direction": d} for m, q, d in reversed(lines)]
    totals = [energy_total(case_of(energy=some), POLICY, SHIPPED, FactLog()) for some in (tonnes, kilos)]
    assert totals[0].value == totals[1].value == sum(line.amount for line in totals[0].lines)
