"""One case, 26 numeric indicators and 10 conditions: greenlist beside json-logic-qubit, in one run.

Claims: without trace >= 5x (goal 10x); with the full trace >= 2x (goal 3x). Both compute every value, its
points and every condition; results are asserted equal before anything is timed. Runs alternate, and the
ratio is that of medians, since machines are noisy.
"""

from __future__ import annotations

import ast
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from json_logic import jsonLogic

from greenlist.engine.case import Case, Given, Kind
from greenlist.engine.conditions import basic_requirements
from greenlist.engine.conditions.formulas import Checker
from greenlist.engine.fields import fields_of
from greenlist.engine.figures import Simulator
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.scope import case_scope
from greenlist.engine.scoring import score_case

ROUNDS, INNER = 40, 20
FORMULAS = [
    ("energy_total / output_value_total", "tce/万元", "down", "0.10", "0.25"),
    ("co2_total / output_value_total", "tCO2/万元", "down", "0.2", "0.8"),
    ("renewable_total / energy_total * 100", "%", "up", "30", "0"),
    ("water_intake / output_value_total", "m3/万元", "down", "1", "9"),
    ("water_reuse / (water_intake + water_reuse) * 100", "%", "up", "95", "60"),
    ("solid_utilised / (solid_generated + solid_old_stock_used) * 100", "%", "up", "98", "50"),
    ("wastewater_generated / output_value_total", "t/万元", "down", "0.5", "6"),
    ("wastewater_discharged / output_value_total", "t/万元", "down", "0.4", "5"),
    ("gas_generated / output_value_total", "m3/万元", "down", "500", "9000"),
    ("gas_discharged / output_value_total", "m3/万元", "down", "400", "9000"),
    ("output_value_total / land_area_m2", "万元/m2", "up", "1.2", "0.2"),
    ("(footprint_building + footprint_structure + footprint_yard) / land_area_m2 * 100", "%", "up", "60", "30"),
    ("(floor_area + floor_area_over_8m) / land_area_m2", "1", "up", "1.5", "0.5"),
]  # 13 formulas, each scored by two scales: 26 indicators
CONDITIONS = [
    "renewable_total <= energy_total",
    "solid_utilised <= solid_generated + solid_old_stock_used",
    "floor_area_over_8m <= floor_area",
    "footprint_building + footprint_structure + footprint_yard <= land_area_m2",
    "wastewater_discharged <= wastewater_generated",
    "gas_discharged <= gas_generated",
    "water_reuse / (water_intake + water_reuse) * 100 >= 50",
    "co2_total / energy_total < 9",
    "output_value_total > 0",
    "energy_total / output_value_total < 0.2",
]
VALUES = {
    "energy_total": "5123.7", "co2_total": "14011.25", "output_value_total": "29794", "renewable_total": "612.4",
    "water_intake": "80123", "water_reuse": "560321", "solid_utilised": "912.5", "solid_generated": "940",
    "solid_old_stock_used": "12", "wastewater_generated": "61234", "wastewater_discharged": "40211",
    "gas_generated": "98123456", "gas_discharged": "91234567", "land_area_m2": "77037", "floor_area": "69379",
    "floor_area_over_8m": "10000", "footprint_building": "30100", "footprint_structure": "2849",
    "footprint_yard": "700",
}  # fmt: skip


def main() -> int:
    """Run, print the ratios, and fail where a claim does not hold."""
    pack, book = _pack()
    case = Case(Kind.FACTORY, "示例机械制造有限公司", "", 2023)
    case.values = {name: (Given(Decimal(text)),) for name, text in VALUES.items()}
    fields, simulator = fields_of(book), Simulator(pack)
    rules, checks = _rules(pack)
    data = {name: float(text) for name, text in VALUES.items()}

    def plain() -> Any:
        return simulator.run(case_scope(case))

    def traced() -> Any:
        return score_case(case, pack, fields), basic_requirements(case, pack, Checker(case, book))

    def peer() -> Any:
        values = {key: jsonLogic(rule, data) for key, (rule, _) in rules.items()}
        points = {key: jsonLogic(scale, {"x": values[key]}) for key, (_, scale) in rules.items()}
        return values, points, sum(points.values()), {key: jsonLogic(check, data) for key, check in checks.items()}

    _assert_equal(plain(), traced(), peer())
    gc.freeze()  # as `greenlist evaluate` does once the law is read; it holds for both sides
    print(f"26 indicators, 10 conditions; {ROUNDS} rounds of {INNER}, alternating")
    fast = _ratio("without trace", plain, peer)
    full = _ratio("with full trace", traced, peer)
    return 0 if fast >= 5 and full >= 2 else 1


def _assert_equal(plain: Any, traced: Any, peer: Any) -> None:
    (items, score), answered = traced
    values, points, total, checks = peer
    assert plain.total == score.total
    assert abs(float(score.total) - total) < 1e-9
    for one in items:
        assert plain.values[one.id] == one.value
        assert plain.points[one.id] == one.points
        assert abs(float(one.value) - values[one.id]) <= 1e-12 * abs(values[one.id])
        assert abs(float(one.points) - points[one.id]) < 1e-9
        assert one.trace is not None
        assert one.trace.inputs
    for one in answered:
        assert plain.answers[one.id] == one.answer
        assert (one.answer.value == "met") == checks[one.id]
    assert len(items) == 26
    assert len(answered) == 10


def _ratio(label: str, ours: Callable[[], Any], peer: Callable[[], Any]) -> float:
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        mine.append(_time(ours))
        theirs.append(_time(peer))
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"{label:<16} greenlist {a * 1e6:8.1f} us   json-logic-qubit {b * 1e6:8.1f} us   ratio {b / a:5.2f}x")
    return b / a


def _time(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    for _ in range(INNER):
        work()
    return (time.perf_counter() - started) / INNER


def _pack() -> tuple[Pack, LawBook]:
    """The same 26 items as a law file, so that what is timed is what users run."""
    head = "greenlist: 1\npack: bench\nkind: factory\ntitle: 测速\nsource: bench\nsources: {bench: {title: 测速}}\n"
    lines = [head, "index: {type: sum, mark: unverified}\nblocks: [{id: all, name: 全部, mark: unverified}]\nitems:\n"]
    for number, (formula, unit, direction, leading, baseline) in enumerate([*FORMULAS, *FORMULAS], 1):
        lines.append(
            f"- {{id: I{number:02d}, name: 指标{number}, block: all, mark: unverified, mode: quantitative, "
            f"direction: {direction}, unit: '{unit}', formula: '{formula}', points: {number % 5 + 2}, "
            f"leading: {leading}, baseline: {baseline}, method: linear}}\n"
        )
    lines.append("requirements:\n")
    for number, check in enumerate(CONDITIONS, 1):
        lines.append(f"- {{id: C{number:02d}, name: 条件{number}, text: 条件, mark: unverified, check: '{check}'}}\n")
    folder = Path(tempfile.mkdtemp())
    (folder / "packs").mkdir()
    (folder / "packs" / "bench.yaml").write_text("".join(lines), encoding="utf-8")
    book = LawBook([folder])
    return book.pack("bench"), book


def _rules(pack: Pack) -> tuple[dict[str, tuple[Any, Any]], dict[str, Any]]:
    rules = {}
    for item in pack.items:
        facts = (item.points, item.leading, item.baseline)
        full, lead, base = (float(str(fact.value)) for fact in facts if fact is not None)
        assert item.formula is not None
        share = {"/": [{"-": [{"var": "x"}, base]}, lead - base]}
        rules[item.id] = (_logic(str(item.formula.value)), {"*": [full, {"min": [1, {"max": [0, share]}]}]})
    checks = {one.id: _logic(str(one.check.value)) for one in pack.requirements if one.check}
    return rules, checks


_SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.LtE: "<=", ast.Lt: "<", ast.GtE: ">=", ast.Gt: ">",
}  # fmt: skip


def _logic(formula: str) -> Any:
    return _node(ast.parse(formula, mode="eval").body)


def _node(node: ast.expr) -> Any:
    if isinstance(node, ast.BinOp):
        return {_SIGNS[type(node.op)]: [_node(node.left), _node(node.right)]}
    if isinstance(node, ast.Compare):
        return {_SIGNS[type(node.ops[0])]: [_node(node.left), _node(node.comparators[0])]}
    if isinstance(node, ast.Name):
        return {"var": node.id}
    assert isinstance(node, ast.Constant)
    return node.value


if __name__ == "__main__":
    sys.exit(main())
