"""Small application files and what reading them gives."""

from __future__ import annotations

from typing import Any

from greenlist.engine.application import read_application
from greenlist.engine.case import Case
from greenlist.engine.fields import Fields
from greenlist.engine.problems import InputProblem

NAME = {"applicant_name"}  # the name of the unit stands among the values too


def application(**more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "greenlist": 1,
        "kind": "factory",
        "evaluation_year": 2023,
        "unit": {"name": "示例工厂"},
    }
    return base | more


def read(fields: Fields, **more: Any) -> tuple[Case, list[InputProblem]]:
    case, problems = read_application(application(**more), fields, origin="示例.yaml")
    assert case is not None
    return case, problems


def codes(problems: list[InputProblem]) -> list[str]:
    return [problem.message.code for problem in problems]


def bad(fields: Fields, **values: Any) -> str:
    """The code inside the one problem of a file whose only value is bad."""
    case, problems = read(fields, values=values)
    (problem,) = problems
    assert set(case.values) == NAME
    assert not problem.fatal
    inner = problem.message.params.get("problem")
    return inner.code if inner is not None else problem.message.code
