"""Each check of the catalogue strikes on its case and keeps silent on the near-identical one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.checks import catalogue
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render
from greenlist.engine.outcome import Finding, Severity
from greenlist.engine.yamlfile import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parents[2] / "cases" / "checks.yaml").read_text(encoding="utf-8")
)[0]["cases"]
SETTINGS = ("recomputed", "policy", "law", "pack")
MISSING = "CHK-37"


def _findings(examine: Any, case: dict[str, Any], part: str) -> list[Finding]:
    block = dict(case[part])
    settings = {key: case[key] for key in SETTINGS if key in case}
    settings |= {key: block.pop(key) for key in SETTINGS if key in block}
    data = {**case.get("given", {}), **block}
    return examine(case["kind"], data, **settings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["check"])
def test_a_faulty_case_is_struck(case: dict[str, Any], examine: Any) -> None:
    found = [finding for finding in _findings(examine, case, "faulty") if finding.check == case["check"]]
    assert found, "the check did not strike"
    at_place = [finding for finding in found if finding.place == case["place"]]
    assert at_place, [finding.place for finding in found]
    for finding in found:
        assert_sentences_are_filled(finding)
    if "says" in case:
        assert any(case["says"] in str(finding.message) for finding in at_place), [str(f.message) for f in at_place]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["check"])
def test_a_sound_case_is_left_alone(case: dict[str, Any], examine: Any) -> None:
    found = _findings(examine, case, "sound")
    own = [finding for finding in found if finding.check == case["check"] and finding.place == case["place"]]
    loud = [finding for finding in found if finding.severity is not Severity.INFO and finding.check != MISSING]
    assert own == []
    assert [(finding.check, str(finding.message)) for finding in loud] == []


def test_every_check_has_its_case(book: LawBook) -> None:
    assert sorted({case["check"] for case in CASES}) == sorted(check.id for check in catalogue(book))


def assert_sentences_are_filled(finding: Finding) -> None:
    for message in (finding.message, finding.way_out):
        assert message is not None
        for language in ("zh", "en"):
            text = render(message, language)
            assert text
            assert "{" not in text
            assert "—" not in text, text
            assert "E+" not in text
