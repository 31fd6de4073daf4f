"""Laws of every score: monotone, bounded, blind to the unit of input, exact at thresholds, traceable."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.fields import fields_of
from greenlist.engine.formula import Scope, compile_formula
from greenlist.engine.lawbook import LawBook
from greenlist.engine.scoring import ItemResult, Score, State, score_case
from greenlist.engine.trace import Trace
from greenlist.engine.yamlfile import load_yaml

from .bench import book_with, case_of, plan_overlay

D = Decimal
TINY = D("1E-20")
CASES = {
    one["id"]: one
    for one in load_yaml((Path(__file__).parents[2] / "cases" / "scoring.yaml").read_text(encoding="utf-8"))[0]["cases"]
}
BOUNDS = CASES["SYN-F16"]["bounds"]
MIDDLE: dict[str, Any] = CASES["SYN-F18"]["runs"][0]["input"]
CHAIN: dict[str, Any] = CASES["SYN-C2"]["runs"][0]["input"]


class World:
    """A pack with its data dictionary. A class of its own: hypothesis prints what it is handed."""

    def __init__(self, law: LawBook, pack_id: str) -> None:
        self.pack = law.pack(pack_id)
        self.fields = fields_of(law)

    def scores(self, stated: dict[str, Any]) -> tuple[dict[str, ItemResult], Score]:
        case = case_of(str(self.pack.kind), stated, self.fields)
        items, score = score_case(case, self.pack, self.fields)
        return {one.id: one for one in items}, score


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """factory-2025 with leading and baseline values for every quantitative item."""
    overlay = plan_overlay("factory-2025", BOUNDS, {}, {})
    return World(book_with(tmp_path_factory.mktemp("law"), "factory-2025", overlay), "factory-2025")


# -- whole cases

AMOUNTS = st.decimals(0, 10**8, places=4)
POSITIVE = st.decimals("0.0001", 10**8, places=4)


@given(POSITIVE, AMOUNTS, AMOUNTS)
@settings(max_examples=60, deadline=None)
def test_more_reuse_never_costs_points(world: World, intake: D, one: D, other: D) -> None:
    found = [
        world.scores({"values": {"water_intake": intake, "water_reuse": reuse}})[0]["C1-07"].points
        for reuse in sorted((one, other))
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert 0 <= found[0] <= found[1] <= 8


@given(POSITIVE, AMOUNTS, AMOUNTS)
@settings(max_examples=60, deadline=None)
def test_more_energy_never_brings_points(world: World, output: D, one: D, other: D) -> None:
    found = [
        world.scores({"values": {"output_value_total": output, "energy_total": energy}})[0]["C1-01"].points
        for energy in sorted((one, other))
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert 8 >= found[0] >= found[1] >= 0


@pytest.mark.parametrize(
    ("energy", "full"),
    [("0.40", True), ("0.39999999999999999999", True), ("0.40000000000000000001", False), ("0.41", False)],
)
def test_a_twentieth_decimal_beyond_the_leading_value_counts(world: World, energy: str, full: bool) -> None:
    values = {"energy_total": D(energy), "output_value_total": 1}
    assert (world.scores({"values": values})[0]["C1-01"].points == 8) is full


@pytest.mark.parametrize(
    ("energy", "nothing"),
    [("0.50", True), ("0.50000000000000000001", True), ("0.49999999999999999999", False)],
)
def test_a_twentieth_decimal_within_the_baseline_counts(world: World, energy: str, nothing: bool) -> None:
    values = {"energy_total": D(energy), "output_value_total": 1}
    assert (world.scores({"values": values})[0]["C1-01"].points == 0) is nothing


UNITS = {
    "energy_total": ("kgce", 1000),
    "renewable_total": ("kgce", 1000),
    "output_value_total": ("元", 10000),
    "co2_total": ("kgCO2", 1000),
    "solid_utilised": ("kg", 1000),
    "solid_generated": ("kg", 1000),
}
LARGER = {"water_intake": ("万m3", 10000), "water_reuse": ("万m3", 10000), "land_area_m2": ("km2", 1000000)}


@given(st.sets(st.sampled_from(sorted(UNITS | LARGER))))
@settings(max_examples=60, deadline=None)
def test_the_unit_of_input_does_not_matter(world: World, changed: set[str]) -> None:
    values = dict(MIDDLE["values"])
    for name in changed & set(UNITS):
        unit, factor = UNITS[name]
        values[name] = {"value": D(values[name]) * factor, "unit": unit}
    for name in changed & set(LARGER):
        unit, factor = LARGER[name]
        values[name] = {"value": D(values[name]) / factor, "unit": unit}
    items, score = world.scores(MIDDLE | {"values": values})
    plain, expected = world.scores(MIDDLE)
    assert score.total == expected.total
    assert {key: one.points for key, one in items.items()} == {key: one.points for key, one in plain.items()}


def inputs_of(stated: dict[str, Any]) -> list[tuple[str, ...]]:
    """Everything a file states that can be left out."""
    paths: list[tuple[str, ...]] = [("values", name) for name in stated.get("values", {})]
    paths += [("judged", item) for item in stated.get("judged", {})]
    paths += [(name,) for name in ("materials", "projects", "pollutants", "years") if name in stated]
    return paths


def without(stated: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    if len(path) == 1:
        return {key: value for key, value in stated.items() if key != path[0]}
    block = {key: value for key, value in stated[path[0]].items() if key != path[1]}
    return stated | {path[0]: block}


@given(st.sets(st.sampled_from(inputs_of(MIDDLE)), min_size=1))
@settings(max_examples=80, deadline=None)
@pytest.mark.requirement("REQ-42")
def test_what_is_missing_never_brings_points(world: World, left_out: set[tuple[str, ...]]) -> None:
    stated = MIDDLE
    for path in left_out:
        stated = without(stated, path)
    full, _ = world.scores(MIDDLE)
    items, score = world.scores(stated)
    assert score.total is None
    assert score.reason is not None
    for one in items.values():
        if one.points is None:
            assert one.state is not State.DONE or one.max is None
            continue
        assert one.points == full[one.id].points
    assert any(one.points is None and full[one.id].points is not None for one in items.values())


@pytest.mark.parametrize("path", inputs_of(CHAIN), ids=".".join)
def test_a_missing_judgement_leaves_the_index_open(book: LawBook, path: tuple[str, ...]) -> None:
    world = World(book, "supply-chain")
    assert world.scores(CHAIN)[1].total == D("83.5")
    assert world.scores(without(CHAIN, path))[1].total is None


# -- traces


def computed(items: dict[str, ItemResult]) -> Iterator[tuple[ItemResult, Trace]]:
    for one in items.values():
        if one.trace is not None and one.trace.formula and one.value is not None and one.origin == "computed":
            yield one, one.trace


@given(st.decimals("0.01", 10, places=2), st.sampled_from(sorted(UNITS | LARGER)))
@settings(max_examples=60, deadline=None)
def test_the_trace_adds_up_again(world: World, factor: D, name: str) -> None:
    values = MIDDLE["values"] | {name: D(MIDDLE["values"][name]) * factor}
    items, score = world.scores(MIDDLE | {"values": values})
    assert score.total is not None
    with localcontext(ARITHMETIC):
        assert score.total == sum((one.points for one in items.values() if one.points is not None), D(0))
        by_block = sum((part for part in score.level1.values() if part is not None), D(0))
        assert abs(score.total - by_block) < D("1E-36")  # added in another order, the 40th digit may differ
    assert len(list(computed(items))) >= 10
    for one, trace in computed(items):
        assert trace.value == one.value
        assert again(trace) == one.value


def again(trace: Trace) -> Any:
    """The formula once more, from nothing but what the trace shows."""
    values: dict[str, Any] = {}
    previous: dict[str, Any] = {}
    tables: dict[str, list[dict[str, Any]]] = {}
    for given_input in trace.inputs:
        table, _, column = given_input.key.partition(".")
        if column:
            rows = tables.setdefault(table, [{} for _ in given_input.value])
            for row, cell in zip(rows, given_input.value, strict=True):
                row[column] = cell
        elif "[" in given_input.key:
            previous[given_input.key] = given_input.value
        else:
            values[given_input.key] = given_input.value
    return compile_formula(trace.formula).value(Scope(values, tables, previous))


def test_every_input_of_a_trace_names_its_witness_and_what_was_typed(world: World) -> None:
    stated = {"value": D("5.72"), "unit": "万m3", "witness": "verified", "evidence": "205-4.xlsx"}
    items, _ = world.scores(MIDDLE | {"values": MIDDLE["values"] | {"water_reuse": stated}})
    trace = items["C1-07"].trace
    assert trace is not None
    reuse = next(one for one in trace.inputs if one.key == "water_reuse")
    assert (reuse.value, reuse.unit, reuse.witness) == (57200, "m3", "verified")
    assert (reuse.evidence, reuse.stated) == ("205-4.xlsx", "5.72 万m3")
