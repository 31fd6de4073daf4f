"""Sources of credit lists: shipped, changed by overlays, and what the check says of faulty ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from greenlist.engine.lawbook import LawBook, LawInvalid
from greenlist.engine.lawbook.check import fact_exists
from greenlist.engine.lawbook.schema import ListSource

from .support import broken, check, line_of, shipped, write_law

FILE = "tables/sources.yaml"
WANTED = [
    "credit_china_penalties", "gsxt_status", "gsxt_abnormal", "gsxt_serious", "dishonest_debtors",
    "energy_supervision", "green_list_removals", "inspections", "accidents",
]  # fmt: skip
OWN = """\
greenlist: 1
title: 本省名单来源
source: local
sources:
  local: {title: 某省名单办法}
lists:
  - id: gsxt_abnormal
    name: 本省经营异常
    columns: {authority: [作出机关]}
  - id: black
    name: 本省黑名单
    mark: published
    clause: 第三条
    columns: {name: [单位], dated_on: [日子]}
    required: [[name]]
    identity: [uscc]
    open_status: listed
    feeds:
      - {id: NEG-2b, condition: NEG-2b, type: event, mark: published, clause: 第四条, effects: {listed: hit}}
"""


def test_the_sources_of_the_issue_are_shipped() -> None:
    sources = LawBook().list_sources("jilin-2024")
    assert list(sources)[: len(WANTED)] == WANTED
    assert {feed.id for source in sources.values() for feed in source.feeds} == {
        "NEG-1a", "NEG-1c", "NEG-2a", "NEG-2b", "NEG-3", "NEG-4", "NEG-5", "NEG-6",
    }  # fmt: skip


def test_only_the_free_source_may_be_missing() -> None:
    assert [source.id for source in LawBook().list_sources().values() if source.optional] == ["province_list"]


def test_every_status_that_can_occur_has_an_effect() -> None:
    for source in LawBook().list_sources().values():
        statuses = {rule.status for rule in source.status_rules} | {source.open_status}
        statuses |= {source.ended_status} if source.ended_status else set()
        for feed in source.feeds:
            assert feed.effects.keys() == statuses, (source.id, feed.id)


def test_an_overlay_changes_a_source_and_adds_one(tmp_path: Path) -> None:
    folder = write_law(tmp_path, {FILE: OWN})
    assert check(folder) == []
    sources = LawBook([folder]).list_sources()
    changed = sources["gsxt_abnormal"]
    assert (changed.name, changed.columns["authority"]) == ("本省经营异常", ["作出机关"])
    assert changed.columns["ended_on"][0] == "移出日期"
    assert (sources["black"].source, sources["black"].feeds[0].path) == ("local", "sources/lists.black.feeds.NEG-2b")
    assert LawBook([folder]).list_sources_hash != LawBook().list_sources_hash


def test_an_overlay_removes_a_source(tmp_path: Path) -> None:
    text = OWN[: OWN.index("  - id: gsxt_abnormal")] + "  - {id: accidents, remove: true}\n"
    assert "accidents" not in LawBook([write_law(tmp_path, {FILE: text})]).list_sources()


def test_a_policy_brings_sources_of_its_own(tmp_path: Path) -> None:
    entries = OWN[OWN.index("  - id: black") :].replace("\n", "\n  ").rstrip()
    policy = (
        "greenlist: 1\npolicy: jilin-2024\ntitle: 本省\nextends: jilin-2024\nsource: local\n"
        f"sources:\n  local: {{title: 某通知}}\nexclusion:\n  own_lists:\n  {entries}\n"
    )
    folder = write_law(tmp_path, {"policies/own.yaml": policy})
    assert check(folder) == []
    assert "black" in LawBook([folder]).list_sources("jilin-2024")
    assert "black" not in LawBook([folder]).list_sources("jiangsu-2024")
    taken = write_law(tmp_path / "taken", {"policies/own.yaml": policy.replace("id: black", "id: accidents")})
    told = [(one.code, one.key) for one in check(taken)]
    assert told == [("law.list_id_taken", "exclusion.own_lists.accidents.id")]


def test_a_policy_may_ask_only_sources_there_are(tmp_path: Path) -> None:
    policy = (
        "greenlist: 1\npolicy: jilin-2024\ntitle: 本省\nextends: jilin-2024\nsource: local\n"
        "sources:\n  local: {title: 某通知}\nexclusion:\n"
        "  lists: {value: [accidents, nothing], mark: published, clause: 一}\n"
    )
    told = check(write_law(tmp_path, {"policies/own.yaml": policy}))
    assert [(one.code, one.line) for one in told] == [("law.unknown_id", 9)]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("condition: NEG-6", "condition: NEG-7", "law.condition_unknown", "dishonest_debtors.feeds.NEG-6.condition"),
        ("{published: hit,", "{publish: hit,", "law.status_unknown", "dishonest_debtors.feeds.NEG-6.effects.publish"),
        ("doc_no: [caseCode,", "doc_no: [INAME, caseCode,", "law.header_twice", "dishonest_debtors.columns.doc_no.0"),
        ("drop: [age, sexy,", "drop: [cardnum, sexy,", "law.header_dropped", "dishonest_debtors.drop.0"),
        ("amount: [CF_NR_FK,", "amount: [罚金,", "law.amount_without_unit", "credit_china_penalties.columns.amount.0"),
        ("amount: [CF_NR_FK,", "amount: [罚金,", "law.unit_without_amount", "credit_china_penalties.money.CF_NR_FK"),
        ("[uscc, listed_kind,", "[listed_kind,", "law.identity_without_unit", "green_list_removals.identity"),
        ("[撤销日期, 撤销时间, 屏蔽日期]", "[]", "law.column_without_header", "dishonest_debtors.ended_status"),
        ("  - id: gsxt_serious", "  - id: gsxt_status", "law.id_twice", "gsxt_status"),
        ("public: true", "publik: true", "law.key_unknown", "credit_china_penalties.publik"),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, old: str, new: str, code: str, key: str) -> None:
    told = {(one.file, one.code): one.key for one in check(write_law(tmp_path, broken(FILE, old, new)))}
    assert told[FILE, code] == f"lists.{key}"


def test_a_source_without_a_mark_is_told(tmp_path: Path) -> None:
    text = OWN.replace("    mark: published\n    clause: 第三条\n", "")
    told = [one for one in check(write_law(tmp_path, {FILE: text})) if one.code == "law.mark_missing"]
    assert [one.line for one in told] == [line_of(text, "- id: black")]


def test_a_source_without_a_unit_is_told(tmp_path: Path) -> None:
    text = OWN.replace("{name: [单位], dated_on: [日子]}", "{dated_on: [日子]}").replace("[[name]]", "[[dated_on]]")
    assert "law.list_without_unit" in {one.code for one in check(write_law(tmp_path, {FILE: text}))}


def test_sources_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    folder = write_law(tmp_path, broken(FILE, "open_status: listed", "open: listed"))
    with pytest.raises(LawInvalid):
        LawBook([folder]).list_sources()


def test_facts_of_sources_are_confirmed_like_others(tmp_path: Path) -> None:
    fact = "sources/lists.gsxt_abnormal.feeds.NEG-1c"
    assert fact_exists(LawBook(), fact)
    assert not fact_exists(LawBook(), "sources/lists.nothing")
    words = f"confirmations:\n  - {{fact: {fact}, document: 公示系统说明, by: 赵一, on: 2024-08-01}}\n"
    folder = write_law(tmp_path, {"confirmations.yaml": words})
    assert check(folder) == []
    confirmed = LawBook([folder]).list_sources()["gsxt_abnormal"].feeds[0].confirmed
    assert confirmed is not None
    assert confirmed.by == "赵一"


DAY = date(2024, 8, 1)


@pytest.mark.parametrize(
    ("source", "status", "ended_on", "expected"),
    [
        ("gsxt_abnormal", "", None, "listed"),
        ("gsxt_abnormal", "removed", None, "removed"),
        ("gsxt_abnormal", "removed", date(2024, 8, 2), "listed"),  # it had not ended then
        ("gsxt_abnormal", "listed", date(2024, 7, 31), "removed"),  # domain 10.3
        ("gsxt_abnormal", "listed", DAY, "removed"),
        ("credit_china_penalties", "revoked", date(2025, 1, 1), "revoked"),  # whatever its publication
        ("credit_china_penalties", "", date(2024, 1, 1), "publication_ended"),
        ("energy_supervision", "inspected", date(2024, 1, 1), "inspected"),
        ("inspections", "", date(2024, 1, 1), "unstated"),
    ],
)
def test_the_status_at_a_reference_date(source: str, status: str, ended_on: date | None, expected: str) -> None:
    entry: ListSource = LawBook().list_sources()[source]
    assert entry.status_at(status, ended_on, DAY) == expected


def test_the_text_of_the_file_names_every_source_once() -> None:
    assert shipped(FILE).count("\n  - id: ") == len(LawBook().list_sources())
