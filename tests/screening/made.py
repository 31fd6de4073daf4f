"""Made-up screenings for the tests of what is written about one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from greenlist.engine.messages import say
from greenlist.screening.names import read_name
from greenlist.screening.outcomes import (
    ConditionAnswer,
    Decision,
    How,
    Match,
    NotScreened,
    Outcome,
    Ruling,
    Screening,
    SourceState,
    UnitAnswer,
)
from greenlist.screening.records import Record
from greenlist.screening.snapshots import Snapshot
from greenlist.screening.subjects import Subject

DAY = date(2024, 7, 20)
PENALTIES = Snapshot(
    "credit_china_penalties", "credit_china_penalties_20240720.csv", "ab" * 32, DAY, 12, Path("p.parquet")
)
WINDOW = (date(2021, 7, 26), date(2024, 7, 26))
TOLD = say("screened.clear_history", count=1)


def a_record(name: str = "示例玻璃有限公司", **changes: object) -> Record:
    key = read_name(name)
    whole: dict[str, object] = {
        "source": "credit_china_penalties", "id": "1" * 32, "digest": "2" * 32, "line": 3, "name": name,
        "name_key": key.key, "former_key": key.former_key, "uscc": "", "org_code": "", "region": "",
        "doc_no": "示环罚〔2023〕1号", "dated_on": date(2023, 3, 1), "ended_on": None, "status": "", "category": "罚款",
        "grade": "", "reason": "=超标排放", "authority": "示例市生态环境局", "amount": Decimal("2000.00"), "batch": "",
        "listed_kind": "", "original": '{"CF_WSH": "示环罚〔2023〕1号", "CF_NR_FK": "0.2"}',
    }  # fmt: skip
    return Record(**(whole | changes))  # type: ignore[arg-type]


def a_ruling(outcome: Outcome = Outcome.HIT, *, how: How = "uscc", history: bool = False, **changes: object) -> Ruling:
    met, score = ("示例玻璃股份有限公司", 91.66) if how == "fuzzy" else ("示例玻璃有限公司", None)
    match = Match("1", a_record(), how, met, score, PENALTIES)
    return Ruling(match, outcome, TOLD, history=history, window=WINDOW, **changes)  # type: ignore[arg-type]


def an_answer(id_: str, outcome: Outcome, *rulings: Ruling, **changes: object) -> ConditionAnswer:
    whole: dict[str, object] = {"reasons": (), "sources": ("credit_china_penalties",), "clause": "一.2"}
    return ConditionAnswer(id_, id_, outcome, rulings, **(whole | changes))  # type: ignore[arg-type]


def a_decision(verdict: str = "other") -> Decision:
    return Decision(
        "示例玻璃有限公司", "1" * 32, "2" * 32, "NEG-2b", verdict, "张三（示例市）", DAY, "地址不同", "函1号"
    )  # type: ignore[arg-type]


def a_screening(*units: UnitAnswer) -> Screening:
    states = (
        SourceState("credit_china_penalties", (PENALTIES,), None),
        SourceState("accidents", (), say("screened.list_suffix")),
    )
    open_ = (NotScreened("NEG-1b", say("screened.clear")),)
    return Screening(date(2024, 7, 26), "jilin-2024", "cd" * 32, "ef" * 32, states, units, open_)


def a_unit(name: str, outcome: Outcome, *answers: ConditionAnswer, tenants: tuple[UnitAnswer, ...] = ()) -> UnitAnswer:
    return UnitAnswer(Subject(name, name), outcome, answers, tenants)
