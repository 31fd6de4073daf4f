"""A unit that is only 拟认定: whether it counts as a provincial unit is the policy's to say (REQ-09)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.application import read_application
from greenlist.engine.conditions.prerequisites import prerequisites
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render

POLICY = """\
    greenlist: 1
    policy: trial-2024
    extends: jilin-2024
    prerequisite:
      proposed_counts: {{value: {value}, mark: published, source: n196, clause: 一.1}}
"""


def answer_of(folder: Path, status: str = "拟认定") -> Any:
    book = LawBook([folder])
    data = {
        "greenlist": 1, "kind": "factory", "evaluation_year": 2023,
        "unit": {"name": "示例", "province_list_status": status},
    }  # fmt: skip
    case, problems = read_application(data, fields_of(book))
    assert case is not None, problems
    return next(one for one in prerequisites(case, book.policy("trial-2024")) if one.id == "on_province_list")


@pytest.mark.requirement("REQ-09")
@pytest.mark.parametrize(("value", "answer"), [("true", "met"), ("false", "not_met"), ("null", "undetermined")])
def test_the_policy_says(overlay: Callable[[dict[str, str]], Path], value: str, answer: str) -> None:
    found = answer_of(overlay({"policies/trial.yaml": POLICY.format(value=value)}))
    assert found.answer == answer
    assert "拟认定" in render(found.reason)
    used = {fact.id for fact in found.facts}
    assert ("trial-2024/prerequisite.proposed_counts" in used) is (value != "null")


def test_it_asks_for_nothing_itself(overlay: Callable[[dict[str, str]], Path]) -> None:
    folder = overlay({"policies/trial.yaml": POLICY.format(value="true")})
    assert answer_of(folder, "已公布").answer == "met"
    book = LawBook([folder])
    case, _problems = read_application(
        {"greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {"name": "示例"}}, fields_of(book)
    )
    assert case is not None
    assert "proposed_counts" not in {one.id for one in prerequisites(case, book.policy("trial-2024"))}
