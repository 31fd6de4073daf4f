"""The golden cases of tests/cases/conditions.yaml, written in the words of an official."""

from __future__ import annotations

from typing import Any

import pytest

from .support import answers, changed, clean, golden

WORDS = {"met": "符合", "not_met": "不符合", "undetermined": "待定"}
PARAMETERS = [
    pytest.param(entry, id=entry["案例"], marks=pytest.mark.requirement(*entry["条款"])) for entry in golden()["案例"]
]


def yaml_word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("entry", PARAMETERS)
def test_golden(entry: dict[str, Any]) -> None:
    data = changed(clean(entry["单位"]), entry.get("改动", {}))
    for tenant in data.get("tenants", ()):
        tenant.setdefault("conditions", {})
    law = tuple((name, yaml_word(value)) for name, value in entry.get("政策改动", {}).items())
    results = answers(data, entry.get("政策", "jilin-2024"), law, entry.get("标准"))
    found = {name: WORDS[results[name].answer.value] for name in entry["应得"]}
    assert found == entry["应得"], {name: str(results[name].reason) for name in found}
    for name, words in entry.get("理由含", {}).items():
        assert words in str(results[name].reason)


def test_names_of_cases_are_unique() -> None:
    names = [entry["案例"] for entry in golden()["案例"]]
    assert len(names) == len(set(names))
