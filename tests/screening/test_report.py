"""A screening as screening.json: the keys, which ruling speaks for a condition, and that nothing else stands in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenlist.documents.round import to_json
from greenlist.engine.messages import say
from greenlist.engine.schemas import ScreeningFile
from greenlist.screening.outcomes import Outcome
from greenlist.screening.report import ruling_data, screening_data, unit_data

from .made import PENALTIES, a_decision, a_record, a_ruling, a_screening, a_unit, an_answer

HIT, CANDIDATE, OPEN, CLEAR = Outcome.HIT, Outcome.CANDIDATE, Outcome.UNDETERMINED, Outcome.CLEAR


def test_the_whole_fits_its_schema() -> None:
    tenant = a_unit("示例租户有限公司", CANDIDATE, an_answer("NEG-2b", CANDIDATE, a_ruling(CANDIDATE, how="fuzzy")))
    decided = a_ruling(CLEAR, history=False, decision=a_decision())
    units = (
        a_unit(
            "示例园区", CANDIDATE, an_answer("NEG-2b", CANDIDATE, reasons=(say("screened.clear"),)), tenants=(tenant,)
        ),
        a_unit("示例玻璃有限公司", CLEAR, an_answer("NEG-2b", CLEAR, decided)),
    )
    data = screening_data(a_screening(*units))
    ScreeningFile.model_validate_json(to_json(data))
    assert [one["id"] for one in data["sources"]] == ["credit_china_penalties", "accidents"]
    assert data["sources"][0] == {
        "id": "credit_china_penalties",
        "file": PENALTIES.file,
        "sha256": PENALTIES.sha256,
        "snapshot": "2024-07-20",
        "rows": 12,
        "trouble": None,
    }
    missing = data["sources"][1]
    assert (missing["file"], missing["sha256"], missing["snapshot"], missing["rows"]) == (None, None, None, None)
    assert missing["trouble"]


def test_the_gravest_ruling_speaks_for_its_condition() -> None:
    old = a_ruling(CLEAR, history=True)
    maybe = a_ruling(CANDIDATE, how="name")
    counts = replace(a_ruling(), match=replace(a_ruling().match, record=a_record(doc_no="示环罚〔2024〕9号")))
    unit = unit_data(a_unit("示例玻璃有限公司", HIT, an_answer("NEG-2b", HIT, old, maybe, counts)))
    (condition,) = unit["conditions"]
    assert condition["record"]["doc_no"] == "示环罚〔2024〕9号"
    assert condition["window"] == {"from": "2021-07-26", "to": "2024-07-26"}
    assert condition["source"] == "credit_china_penalties"
    assert [one["outcome"] for one in condition["rulings"]] == ["clear", "candidate", "hit"]


def test_a_missing_source_speaks_where_no_ruling_does() -> None:
    reason = say("screened.list_suffix")
    (condition,) = unit_data(
        a_unit("示例", OPEN, an_answer("NEG-6", OPEN, a_ruling(CLEAR, history=True), reasons=(reason,)))
    )["conditions"]
    assert (condition["record"], condition["window"]) == (None, None)
    assert condition["reason"] == str(reason)
    assert condition["source"] == "credit_china_penalties"


@pytest.mark.parametrize(
    ("rulings", "says"), [((), "没有本单位的记录"), ((a_ruling(CLEAR, history=True),), "有 1 条记录不计入，列作参考")]
)
def test_a_clear_condition_says_whether_there_is_history(rulings: tuple[object, ...], says: str) -> None:
    (condition,) = unit_data(a_unit("示例", CLEAR, an_answer("NEG-2b", CLEAR, *rulings)))["conditions"]  # type: ignore[arg-type]
    assert (condition["reason"], condition["record"]) == (says, None)


def test_a_ruling_holds_the_row_as_it_came_and_exact_numbers() -> None:
    data = ruling_data(a_ruling(how="fuzzy", decision=a_decision(), lapsed=a_decision("same")))
    assert data["record"]["original"] == {"CF_WSH": "示环罚〔2023〕1号", "CF_NR_FK": "0.2"}
    assert (data["record"]["amount"], data["score"], data["snapshot"]) == ("2000.00", "91.7", "2024-07-20")
    assert data["decision"] == {
        "verdict": "other", "by": "张三（示例市）", "on": "2024-07-20", "reason": "地址不同", "document": "函1号",
    }  # fmt: skip
    assert data["lapsed"]["verdict"] == "same"


def test_reasons_come_in_the_language_asked_for() -> None:
    assert ruling_data(a_ruling(), "en")["reason"] == "1 records do not count and are shown as history"


def test_similar_names_are_laid_side_by_side() -> None:
    alike = a_ruling(CANDIDATE, how="fuzzy")
    unit = unit_data(a_unit("示例玻璃有限公司", CANDIDATE, an_answer("NEG-2b", CANDIDATE, alike)))
    assert unit["conditions"][0]["rulings"][0]["differences"] == [
        {"text": "示例玻璃", "where": "both"},
        {"text": "股份", "where": "record"},
        {"text": "有限公司", "where": "both"},
    ]


def test_a_park_says_what_its_tenants_bring_beside_its_own() -> None:
    own, tenant = a_ruling(), a_unit("示例租户有限公司", HIT)
    answer = an_answer("NEG-2b", HIT, own, reasons=(say("screened.list_suffix"),))
    park = unit_data(a_unit("示例园区", HIT, answer, tenants=(tenant,)))["conditions"][0]
    assert park["reason"] == f"{own.reason}；{say('screened.list_suffix')}"
    assert unit_data(a_unit("示例厂", HIT, answer))["conditions"][0]["reason"] == str(own.reason)
