"""A form prefilled with what is stated reads back the same: nothing lost, nothing made up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenlist.documents.form import Stated, write_form
from greenlist.documents.form.layout import SUB_NAMES
from greenlist.documents.form.needs import collect
from greenlist.documents.form.stated import claim
from greenlist.documents.form_reader import FormData, read_form
from greenlist.engine.application.schema import AnswerBlock, JudgedBlock
from greenlist.engine.application.values import read_value
from greenlist.engine.fields import Field, fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.units import convert
from greenlist.engine.yamlfile import load_yaml

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples" / "jilin-2024").glob("*.yaml"))
POLICY = "jilin-2024"
OWN = {"product", "material", "pollutant"}
NUMBER = Field("", "", "", (), "number", "*", 0, "", "", ())


def sample(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = load_yaml(path.read_text(encoding="utf-8"))[0]
    if "years" in data:
        data["years"] = {int(year): fields for year, fields in data["years"].items()}
    return data


def through(data: dict[str, Any], pack: str, book: LawBook, folder: Path) -> FormData:
    path = folder / "form.xlsx"
    write_form(book.pack(pack), book.policy(POLICY), book, path, Stated(data))
    return read_form(path, book)


def pairs() -> list[Any]:
    book = LawBook()
    kinds = {pack: book.pack(pack).kind for pack in book.ids("pack")}
    return [
        pytest.param(path, pack, id=f"{path.stem}-{pack}")
        for path in SAMPLES
        for pack, kind in kinds.items()
        if sample(path)["kind"] == kind
    ]


def value(stated: Any, asked: Field) -> Any:
    claimed = read_value(claim(stated), asked) if stated is not None else ()
    return claimed[0].value if claimed else None


@pytest.mark.parametrize(("path", "pack"), pairs())
@pytest.mark.long
def test_every_pack_gives_back_what_the_samples_state(path: Path, pack: str, book: LawBook, tmp_path: Path) -> None:
    data = sample(path)
    first = through(data, pack, book, tmp_path)
    assert first.problems == []
    assert_values(data, first.data, pack, book)
    assert_tables(data, first.data, pack, book)
    assert_answers(data, first.data, pack, book)
    assert first.data.get("claimed_score") == plain_claimed(data)
    assert {key: first.data[key] for key in ("kind", "evaluation_year", "route", "applied_on")} == {
        key: data[key] for key in ("kind", "evaluation_year", "route", "applied_on")
    }
    again = through(first.data, pack, book, tmp_path)
    assert (again.data, again.problems) == (first.data, [])


def plain_claimed(data: dict[str, Any]) -> Any:
    claimed = data.get("claimed_score")
    return claimed and claimed | {"total": Decimal(str(claimed["total"]))}


def assert_values(data: dict[str, Any], back: dict[str, Any], pack: str, book: LawBook) -> None:
    year = data["evaluation_year"]
    for need in collect(book.pack(pack), book.policy(POLICY), book).fields:
        for offset in need.offsets:
            stated = [source.get("years", {}).get(year + offset, {}).get(need.field.id) for source in (data, back)]
            if offset == 0:
                single = [source.get("values", {}).get(need.field.id) for source in (data, back)]
                stated = [one if one is not None else other for one, other in zip(stated, single, strict=True)]
            expected, found = (value(one, need.field) for one in stated)
            assert found == expected, (need.field.id, offset)


def assert_tables(data: dict[str, Any], back: dict[str, Any], pack: str, book: LawBook) -> None:
    for table, columns in collect(book.pack(pack), book.policy(POLICY), book).tables.items():
        assert len(back.get(table, ())) == len(data.get(table) or ())
        for row, found in zip(data.get(table) or (), back.get(table, ()), strict=True):
            for column in columns:
                key = column.id.partition(".")[2]
                assert cell(found, key, column) == cell(row, key, column), (column.id, row)


def cell(row: dict[str, Any], key: str, column: Field) -> Any:
    """The value of a cell; a figure counted in the unit its row names, in that unit."""
    given = read_value(claim(row[key]), column) if row.get(key) is not None else ()
    if not given or not isinstance(given[0].value, Decimal) or not given[0].unit or not row.get("unit"):
        return given[0].value if given else None
    counted = column.unit in OWN and given[0].unit != column.unit
    return convert(given[0].value, given[0].unit, row["unit"]) if counted else given[0].value


def answer(entry: Any) -> Any:
    block = AnswerBlock.model_validate(entry)
    proofs = block.proof
    if isinstance(proofs, str):
        proofs = [{"file": proofs, "source": block.source}] if proofs else []  # type: ignore[list-item]
    held = sorted((one["file"], one["source"]) if isinstance(one, dict) else (one.file, one.source) for one in proofs)
    events = [event.model_copy(update={"kind": SUB_NAMES.get(event.kind, event.kind)}) for event in block.events]
    return block.answer, block.sub, block.reason, held, events


def assert_answers(data: dict[str, Any], back: dict[str, Any], pack: str, book: LawBook) -> None:
    needs = collect(book.pack(pack), book.policy(POLICY), book)
    asked = [one.id for one in book.policy(POLICY).exclusion.conditions]
    asked += [one.id for one in needs.pack.requirements if one.check is None]
    asked += [gate.id for gate in needs.gates if gate.test is None]
    for condition in asked:
        stated = data.get("conditions", {}).get(condition)
        assert (stated is None) == (condition not in back.get("conditions", {}))
        if stated is not None:
            assert answer(back["conditions"][condition]) == answer(stated)
    items = {item.id: item for item in needs.pack.items}
    for item in needs.judged:
        stated = data.get("judged", {}).get(item.id)
        found = back.get("judged", {}).get(item.id)
        assert found == (stated and JudgedBlock.model_validate(stated).model_dump(exclude_defaults=True)), item.id
    declared = {item: entry for item, entry in (data.get("declared") or {}).items() if item in items}
    assert {item: base(entry, items[item].unit) for item, entry in back.get("declared", {}).items()} == {
        item: base(entry, items[item].unit) for item, entry in declared.items() if items[item] in needs.computed
    }
    groups = {item.id for item in needs.pack.items if item.choice_group}
    assert set(back.get("chosen", ())) == set(data.get("chosen") or ()) & groups
    if data["kind"] == "park":
        assert [one["name"] for one in back["tenants"]] == [one["name"] for one in data["tenants"]]


def base(entry: Any, unit: str) -> Decimal:
    block = claim(entry)
    number = read_value({"value": block["value"]}, NUMBER)[0].value
    assert isinstance(number, Decimal)
    return convert(number, block.get("unit") or unit or "1", unit or "1") if unit else number


def factory(**parts: Any) -> dict[str, Any]:
    return {"greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {}} | parts


def test_rows_keep_their_keys_and_new_ones_have_none(book: LawBook, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    data = factory(products=[{"name": "甲"}, {"name": "乙"}])
    write_form(book.pack("factory-2025"), book.policy(POLICY), book, path, Stated(data, {"products": ["r1"]}))
    assert read_form(path, book).row_keys == {"products": ["r1", ""]}


def test_years_in_different_units_are_brought_to_the_stored_one(book: LawBook, tmp_path: Path) -> None:
    years = {2023: {"park_co2": {"value": 1, "unit": "万tCO2"}}, 2022: {"park_co2": 9000}}
    data = factory(years=years) | {"kind": "park"}
    back = through(data, "park-2023", book, tmp_path).data["years"]
    assert (back[2023]["park_co2"], back[2022]["park_co2"]) == (Decimal(10000), Decimal(9000))


def test_what_cannot_be_read_stands_in_its_cell_as_it_was_typed(book: LawBook, tmp_path: Path) -> None:
    form = through(factory(values={"water_reuse": "约三千"}), "factory-2025", book, tmp_path)
    assert "water_reuse" not in form.data.get("values", {})
    assert len(form.problems) == 1


CLAIM = [{"value": "1234.5", "witness": "claimed"}, {"value": "9", "witness": "verified"}]


@pytest.mark.parametrize("stated", ["1,234.5", "１２３４．５", CLAIM])
def test_the_claim_is_written_as_a_number(stated: Any, book: LawBook, tmp_path: Path) -> None:
    form = through(factory(values={"water_reuse": stated}), "factory-2025", book, tmp_path)
    assert form.data["values"] == {"water_reuse": Decimal("1234.5")}


TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cf"]), max_size=40)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=NUMBERS, text=TEXTS, reason=TEXTS)
@pytest.mark.long
def test_any_number_and_text_survive(number: Decimal, text: str, reason: str, book: LawBook, tmp_path: Path) -> None:
    field = fields_of(book).by_id["products.name"]
    data = factory(values={"water_reuse": {"value": str(number), "reason": reason}}, products=[{"name": text}])
    form = through(data, "factory-2025", book, tmp_path)
    assert value(form.data["values"]["water_reuse"], NUMBER) == number
    expected = value(text, field)
    assert [value(row["name"], field) for row in form.data.get("products", ())] == ([expected] if expected else [])
