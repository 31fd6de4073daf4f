"""The golden cases of tests/cases/screening, in the words of an official: files come in, answers go out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.conditions.support import book_with
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Message, render
from greenlist.engine.yamlfile import load_yaml
from greenlist.screening.importing import Unreadable, import_list
from greenlist.screening.matching import exact_matches
from greenlist.screening.outcomes import Decision, UnitAnswer, Verdict
from greenlist.screening.rules import Rules, rules_of
from greenlist.screening.screen import screen
from greenlist.screening.snapshots import Snapshot
from greenlist.screening.subjects import Subject

from .paper import condition, full_set

CASES = Path(__file__).resolve().parents[1] / "cases" / "screening"
WORDS = {"hit": "命中", "candidate": "待认定", "undetermined": "未定", "clear": "无记录"}
VERDICTS: dict[str, Verdict] = {"是本单位": "same", "不是本单位": "other", "算": "counts", "不算": "does_not_count"}
KEYS = {
    "案例", "条款", "政策", "政策改动", "基准日", "单位", "名单", "文件", "缺少", "决定", "应得", "园区企业应得",
    "查到", "金额", "理由含",
}  # fmt: skip


def read(path: Path) -> Any:
    data, _ = load_yaml(path.read_text(encoding="utf-8"))
    return data


COMMON = read(CASES / "底稿.yaml")["底稿"]
GOLDEN = [
    (path.stem, entry) for path in sorted(CASES.glob("*.yaml")) if path.stem != "底稿" for entry in read(path)["案例"]
]
PARAMETERS = [
    pytest.param(entry, id=f"{stem}：{entry['案例']}", marks=pytest.mark.requirement(*entry.get("条款", ())))
    for stem, entry in GOLDEN
]


@dataclass(slots=True)
class Setting:
    """What a case sets up."""

    entry: Mapping[str, Any]
    folder: Path
    troubles: dict[str, Message] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        law = tuple((name, str(_yaml(value))) for name, value in self.entry.get("政策改动", {}).items())
        policy = self.entry.get("政策", "jilin-2024")
        return rules_of(book_with(policy, law), policy)

    @property
    def subject(self) -> Subject:
        return _subject("u", COMMON["单位"] | self.entry.get("单位", {}))

    def snapshots(self, rules: Rules) -> list[Snapshot]:
        """Complete lists of every source, those of the case in their place."""
        files = [
            {"来源": source, "截至": COMMON["截至"], "行": rows} for source, rows in self.entry.get("名单", {}).items()
        ]
        files += self.entry.get("文件", ())
        named = {one["来源"] for one in files} | set(self.entry.get("缺少", ()))
        others = full_set(self.folder / "others", rules, as_of=COMMON["截至"], without=sorted(named))
        taken = [self._import(place, one, rules) for place, one in enumerate(files)]
        return others + [one for one in taken if one is not None]

    def _import(self, place: int, file: Mapping[str, Any], rules: Rules) -> Snapshot | None:
        path = self.folder / f"{place}-{file['来源']}.csv"
        text = file["原文"] if "原文" in file else _csv(file["行"])
        path.write_bytes(text.encode("utf-8"))
        try:
            return import_list(path, rules.sources[file["来源"]], self.folder, as_of=file.get("截至")).snapshot
        except Unreadable as unreadable:
            self.troubles[file["来源"]] = unreadable.message
            return None

    def decisions(self, snapshots: Sequence[Snapshot]) -> list[Decision]:
        everybody = [self.subject, *self.subject.tenants]
        met = exact_matches(everybody, snapshots)
        return [_decision(one, everybody, met) for one in self.entry.get("决定", ())]


def _subject(key: str, data: Mapping[str, Any]) -> Subject:
    tenants = tuple(_subject(f"{key}-{n}", one) for n, one in enumerate(data.get("园区企业", ())))
    return Subject(
        key, data["名称"], str(data["代码"]), tuple(data.get("曾用名", ())), data.get("地区", ""), data.get("类型", ""),
        tenants, data.get("代码问题", ""),
    )  # fmt: skip


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headers, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([{key: _yaml(value) for key, value in row.items()} for row in rows])
    return out.getvalue()


def _yaml(value: Any) -> Any:
    """A value as YAML writes it."""
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    return value.isoformat() if isinstance(value, date) else value


def _decision(said: Mapping[str, Any], everybody: Sequence[Subject], met: Sequence[Any]) -> Decision:
    subject = next(one for one in everybody if one.name == said.get("单位", one.name))
    (match,) = [
        one
        for one in met
        if (one.subject, one.record.source, one.record.line) == (subject.key, said["来源"], said["行"])
    ]
    digest = "0" * 32 if said.get("记录已变") else match.record.digest
    return Decision(
        subject.identity, match.record.id, digest, said["条件"], VERDICTS[said["结论"]], "示例市工信局经办人",
        date(2024, 7, 18), "核对登记档案",
    )  # fmt: skip


def _wanted(rules: Rules, said: Mapping[str, str]) -> dict[str, str]:
    return {one.id: said.get(one.id, said.get("全部", "无记录")) for one in rules.conditions}


def _found(answer: UnitAnswer) -> dict[str, str]:
    return {one.id: WORDS[one.outcome.value] for one in answer.conditions}


def _reason(answer: UnitAnswer, wanted: str) -> str:
    one = condition(answer, wanted)
    return " ".join(render(message) for message in (*one.reasons, *(ruling.reason for ruling in one.rulings)))


@pytest.mark.parametrize("entry", PARAMETERS)
def test_golden(entry: Mapping[str, Any], tmp_path: Path) -> None:
    setting = Setting(entry, tmp_path)
    rules = setting.rules
    snapshots = setting.snapshots(rules)
    day = entry.get("基准日", COMMON["基准日"])
    decisions = setting.decisions(snapshots)
    whole = screen([setting.subject], snapshots, rules, as_of=day, decisions=decisions, troubles=setting.troubles)
    (answer,) = whole.units
    assert _found(answer) == _wanted(rules, entry["应得"])
    for tenant in answer.tenants:
        said = entry.get("园区企业应得", {}).get(tenant.subject.name, {})
        assert _found(tenant) == _wanted(rules, said), tenant.subject.name
    for name, count in entry.get("查到", {}).items():
        assert len(condition(answer, name).rulings) == count
    for name, amount in entry.get("金额", {}).items():
        assert [one.match.record.amount for one in condition(answer, name).rulings] == [amount]
    for name, words in entry.get("理由含", {}).items():
        assert words in _reason(answer, name)


def test_cases_are_written_as_said() -> None:
    assert [sorted(entry.keys() - KEYS) for _, entry in GOLDEN if entry.keys() - KEYS] == []
    assert [one for one, count in Counter(entry["案例"] for _, entry in GOLDEN).items() if count > 1] == []


def test_every_condition_and_every_outcome_has_a_case(book: LawBook) -> None:
    rules = rules_of(book, "jilin-2024")
    seen = {(name, outcome) for _, entry in GOLDEN for name, outcome in entry["应得"].items()}
    assert {one.id for one in rules.conditions} <= {name for name, _ in seen}
    assert {"命中", "待认定", "未定"} <= {outcome for _, outcome in seen}
