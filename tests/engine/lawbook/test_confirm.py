"""Confirmations: what they settle, what is refused, and that a result made of them is official."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from greenlist.engine.application import read_application
from greenlist.engine.evaluate import Evaluation, Standing, evaluate
from greenlist.engine.facts import AnyFact
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook, LawInvalid, shipped_law
from greenlist.engine.lawbook.confirm import CannotWrite, confirm
from greenlist.engine.yamlfile import load_yaml

from .support import check, write_law

DAY = dt.date(2024, 7, 20)
WEIGHT = "factory-2018/blocks.management.weight"
ROW = "factors_energy/gbt2589-2020-01"


def say_so(overlay: Path, fact: str, value: object = None) -> Path:
    return confirm(LawBook([overlay]), overlay, fact, document="某通知 表1", by="张三", on=DAY, value=value)


def weight_of(overlay: Path) -> AnyFact:
    weight = LawBook([overlay]).pack("factory-2018").blocks[1].weight
    assert weight is not None
    return weight


def test_a_fact_confirmed_as_it_stands(tmp_path: Path) -> None:
    assert not weight_of(tmp_path).settled
    say_so(tmp_path, WEIGHT)
    fact = weight_of(tmp_path)
    assert fact.settled
    assert (fact.value, fact.mark.value) == (Decimal(15), "unverified")  # the mark stays what it was
    assert fact.confirmed is not None
    assert (fact.confirmed.document, fact.confirmed.by, fact.confirmed.on) == ("某通知 表1", "张三", DAY)
    assert check(tmp_path) == []


def test_a_value_read_in_the_document_replaces_the_one_we_have(tmp_path: Path) -> None:
    fact = "factory-2025/items.C1-07.leading"
    say_so(tmp_path, fact, Decimal("90.5"))
    item = next(item for item in LawBook([tmp_path]).pack("factory-2025").items if item.id == "C1-07")
    assert item.leading is not None
    assert (item.leading.value, item.leading.settled) == (Decimal("90.5"), True)


def test_an_entry_confirmed_settles_what_inherits_from_it(tmp_path: Path) -> None:
    say_so(tmp_path, "factory-2018/items.F5-01")
    item = next(item for item in LawBook([tmp_path]).pack("factory-2018").items if item.id == "F5-01")
    assert item.cite(item.name).settled
    assert item.points is not None
    assert item.points.settled


def test_a_table_row_confirmed(tmp_path: Path) -> None:
    say_so(tmp_path, ROW)
    rows = LawBook([tmp_path]).table("factors_energy").by_id
    assert rows["gbt2589-2020-01"].cite().settled
    assert not rows["gbt2589-2020-02"].cite().settled


def test_a_later_confirmation_of_the_same_fact_replaces_the_first(tmp_path: Path) -> None:
    say_so(tmp_path, WEIGHT, Decimal(14))
    say_so(tmp_path, "factory-2018/blocks.input.weight")
    path = say_so(tmp_path, WEIGHT, Decimal(15))
    entries = load_yaml(path.read_text(encoding="utf-8"))[0]["confirmations"]
    assert [(one["fact"], one.get("value")) for one in entries] == [
        ("factory-2018/blocks.input.weight", None),
        (WEIGHT, 15),
    ]


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("factory-2018/blocks.management.wait", None, "没有编号为"),
        ("factory-2081/blocks", None, "没有编号为"),
        ("factors_energy/no-such-row", None, "没有编号为"),
        ("factory-2025/items.C1-07.leading", None, "是空缺的，要用 --value"),
        ("factory-2018/items.F5-01", Decimal(3), "不带 --value"),
        (ROW, Decimal(3), "不带 --value"),
    ],
)
def test_what_cannot_be_confirmed(tmp_path: Path, fact: str, value: object, words: str) -> None:
    with pytest.raises(CannotWrite, match=words):
        say_so(tmp_path, fact, value)
    assert list(tmp_path.iterdir()) == []


def test_a_value_that_does_not_fit_is_not_written(tmp_path: Path) -> None:
    path = say_so(tmp_path, WEIGHT, Decimal(15))
    before = path.read_bytes()
    with pytest.raises(LawInvalid, match="值“十五”不合要求：应是数字"):
        say_so(tmp_path, WEIGHT, "十五")
    assert path.read_bytes() == before


CONFIRMATIONS = "confirmations:\n  - {fact: %s, document: d, by: b, on: 2024-01-01%s}\n"
FAULTS = [
    (CONFIRMATIONS % ("factory-2018/blocks.x", ""), 2, "factory-2018/blocks.x", "law.fact_unknown"),
    (CONFIRMATIONS % (WEIGHT, ", value: 十五"), 2, "blocks.management.weight.value", "law.value_wrong"),
    (
        "confirmations:\n  - {fact: a/b, by: b, on: 2024-01-01}\n",
        2,
        "confirmations.0.document",
        "law.key_missing",
    ),
    (
        "confirmations:\n  - {fact: a/b, document: d, by: b, on: 昨天}\n",
        2,
        "confirmations.0.on",
        "law.value_wrong",
    ),
    ("confirmations:\n  - {by: b}\n", 2, "confirmations.0.fact", "law.key_missing"),
    ("confirmations: 3\n", 1, "confirmations", "law.confirmations_list"),
]


@pytest.mark.parametrize(("text", "line", "key", "code"), FAULTS, ids=[one[3] + str(n) for n, one in enumerate(FAULTS)])
def test_faults_of_the_confirmations_are_told(tmp_path: Path, text: str, line: int, key: str, code: str) -> None:
    found = check(write_law(tmp_path, {"confirmations.yaml": text}))
    assert [(one.file, one.line, one.key, one.code) for one in found] == [("confirmations.yaml", line, key, code)]


# -- the promise: official only when nothing used is unconfirmed or open; then it is ----------------------


def evaluated(samples: Path, overlay: Path) -> Evaluation:
    book = LawBook([overlay])
    path = samples / "jilin-2024" / "chain-01-textile.yaml"
    data, _ = load_yaml(path.read_text(encoding="utf-8"))
    case, problems = read_application(data, fields_of(book), origin=path.name)
    assert case is not None, problems
    return evaluate(case, book.policy("jilin-2024"), book)


@pytest.mark.long
def test_everything_unconfirmed_confirmed_one_by_one_makes_the_result_official(samples: Path, tmp_path: Path) -> None:
    shipped = {path: path.read_bytes() for path in shipped_law().rglob("*") if path.is_file()}
    first = evaluated(samples, tmp_path)
    assert first.standing is Standing.TRIAL
    assert first.unconfirmed
    for fact in first.unconfirmed:
        say_so(tmp_path, fact.id, READ_IN_THE_TEXT.get(fact.id) if fact.value is None else None)
    again = evaluated(samples, tmp_path)
    assert [fact.id for fact in again.unconfirmed] == []
    assert again.standing is Standing.OFFICIAL
    assert again.score.total == first.score.total
    assert (again.pack_hash, again.policy_hash) != (first.pack_hash, first.policy_hash)
    assert {path: path.read_bytes() for path in shipped} == shipped


@pytest.mark.parametrize("left_out", [0, -1])
@pytest.mark.long
def test_one_fact_left_out_keeps_the_result_a_trial(samples: Path, tmp_path: Path, left_out: int) -> None:
    facts = list(evaluated(samples, tmp_path).unconfirmed)
    spared = facts.pop(left_out)
    for fact in facts:
        say_so(tmp_path, fact.id, READ_IN_THE_TEXT.get(fact.id) if fact.value is None else None)
    result = evaluated(samples, tmp_path)
    assert result.standing is Standing.TRIAL
    assert [fact.id for fact in result.unconfirmed] == [spared.id]


# What an officer would have read for the facts that are open in the shipped law (made up for the test).
READ_IN_THE_TEXT: dict[str, object] = {}
