"""docs/schemas: current, true of what goes in and comes out, and not so loose that anything passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from greenlist.documents.round import application_files, run_round
from greenlist.engine.lawbook import shipped_law
from greenlist.engine.lawbook.files import plain
from greenlist.engine.schemas import RankingFile, ResultFile, stale
from greenlist.engine.yamlfile import load_yaml

CHECKOUT = Path(__file__).resolve().parents[1]
SCHEMAS = CHECKOUT / "docs" / "schemas"
FOLDERS = {"policies": "policy", "packs": "pack", "processes": "process"}
LAW = [
    pytest.param(kind, path, id=f"{kind}-{path.stem}")
    for folder, kind in FOLDERS.items()
    for path in sorted((shipped_law() / folder).glob("*.yaml"))
]
SAMPLES = sorted((CHECKOUT / "samples").rglob("*.yaml"))


def as_json(value: Any) -> Any:
    """Data of a YAML file as a reader of JSON sees it."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return float(value) if isinstance(value, Decimal) else plain(value)


def read(path: Path) -> Any:
    return as_json(load_yaml(path.read_text(encoding="utf-8"))[0])


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def faults(name: str, data: Any) -> list[str]:
    return [f"{one.json_path}: {one.message[:200]}" for one in validator(name).iter_errors(data)]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample round, evaluated."""
    folder = tmp_path_factory.mktemp("round")
    files, _ = application_files([CHECKOUT / "samples" / "jilin-2024"])
    run_round(files, [], "jilin-2024", out=folder, force=True)
    return folder


def test_the_schemas_are_current() -> None:
    assert stale(SCHEMAS) == [], "run `make docs`"


@pytest.mark.parametrize(("kind", "path"), LAW)
def test_every_shipped_law_file_fits(kind: str, path: Path) -> None:
    assert faults(kind, read(path)) == []


def test_the_index_of_tables_fits() -> None:
    assert faults("tables", read(shipped_law() / "tables" / "index.yaml")) == []


def test_the_sources_of_lists_fit() -> None:
    assert faults("sources", read(shipped_law() / "tables" / "sources.yaml")) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_fits(path: Path) -> None:
    assert faults("application", read(path)) == []


def test_every_result_of_the_round_fits(out: Path) -> None:
    results = sorted(out.glob("units/*/result.json"))
    assert len(results) >= 10
    for path in results:
        text = path.read_text(encoding="utf-8")
        ResultFile.model_validate_json(text)
        assert faults("result", json.loads(text)) == [], path


def test_the_ranking_fits_with_and_without_the_results(out: Path) -> None:
    ranking = json.loads((out / "ranking.json").read_text(encoding="utf-8"))
    body = json.loads(next(out.glob("units/*/result.json")).read_text(encoding="utf-8"))
    for data in (ranking, ranking | {"units": [body]}):
        RankingFile.model_validate_json(json.dumps(data))
        assert faults("ranking", data) == []


def test_a_key_that_is_not_described_is_refused(out: Path) -> None:
    body = json.loads(next(out.glob("units/*/result.json")).read_text(encoding="utf-8"))
    body["conditions"][0]["new_key"] = 1
    with pytest.raises(ValidationError, match="new_key"):
        ResultFile.model_validate_json(json.dumps(body))
    assert faults("result", body)


# -- the schemas bite ---------------------------------------------------------------------------------


def misspelt(data: Any) -> None:
    data["exclusion"]["window_year"] = data["exclusion"].pop("window_years")


def unmarked(data: Any) -> None:
    del data["exclusion"]["window_years"]["mark"]


def missing(data: Any) -> None:
    del data["exclusion"]


def wrong_word(data: Any) -> None:
    data["evaluation"]["evaluation_mode"]["value"] = "perhaps"


@pytest.mark.parametrize("spoil", [misspelt, unmarked, missing, wrong_word])
def test_a_spoilt_policy_does_not_fit(spoil: Callable[[Any], None]) -> None:
    data = read(shipped_law() / "policies" / "cn-2024.yaml")
    spoil(data)
    assert faults("policy", data)


def test_a_policy_that_extends_may_say_a_part_and_no_more() -> None:
    part = {"greenlist": 1, "policy": "x-2026", "extends": "jilin-2024", "title": "试"}
    window = {"value": 2, "mark": "published", "clause": "一.2"}
    assert faults("policy", part | {"exclusion": {"window_years": window}}) == []
    assert faults("policy", part | {"gates": [{"id": "PE1", "remove": True}]}) == []
    assert faults("policy", part | {"exclusion": {"window": window}})


def test_a_plain_value_of_an_entry_fits_only_its_own_type() -> None:
    def pack(points: Any) -> Any:
        return {
            "greenlist": 1,
            "pack": "x",
            "extends": "factory-2025",
            "items": [{"id": "C1-01", "points": points}],
        }

    assert faults("pack", pack(8)) == []
    assert faults("pack", pack({"value": 8, "note": "表C.1"})) == []
    assert faults("pack", pack([8]))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "firm"},
        {"values": {"water_intake": {"valeu": 3}}},
        {"conditon": {}},
        {"conditions": {"NEG-6": {"answer": "maybe"}}},
    ],
    ids=["kind", "value", "key", "answer"],
)
def test_a_spoilt_application_does_not_fit(change: dict[str, Any]) -> None:
    data = read(SAMPLES[0])
    assert faults("application", data) == []
    assert faults("application", data | change)
