"""The whole answer: sources that cannot be trusted, units without a code, parks, decisions, names that are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.conditions.support import book_with
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import CATALOGUE, render, say
from greenlist.screening.outcomes import Decision, Match, Outcome, Screening, UnitAnswer
from greenlist.screening.records import Record
from greenlist.screening.rules import Rules, rules_of
from greenlist.screening.screen import screen
from greenlist.screening.subjects import Subject

from .kept_lists import keep, listed
from .paper import DAY, DRAWN, NAME, UNIT, code, condition, decision, full_set, outcomes, penalty

RULES = rules_of(LawBook(), "jilin-2024")
EVERY = {one.id: "undetermined" for one in RULES.conditions}
PENALTIES = "credit_china_penalties"


def rules_with(**law: str) -> Rules:
    return rules_of(
        book_with("jilin-2024", tuple((f"exclusion.{key}", value) for key, value in law.items())), "jilin-2024"
    )


def screened(
    folder: Path,
    rows: Mapping[str, Sequence[Record]] = {},
    *subjects: Subject,
    rules: Rules = RULES,
    decisions: Sequence[Decision] = (),
    **lists: Any,
) -> Screening:
    snapshots = full_set(folder, rules, rows, **lists)
    return screen(subjects or (UNIT,), snapshots, rules, as_of=DAY, decisions=decisions)


def only(screening: Screening) -> UnitAnswer:
    (unit,) = screening.units
    return unit


class TestClear:
    def test_every_list_read_and_nothing_found(self, tmp_path: Path) -> None:
        found = screened(tmp_path)
        assert only(found).outcome is Outcome.CLEAR
        assert {one.source for one in found.sources} == set(RULES.sources)
        reason = str(condition(only(found), "NEG-6").reasons[0])
        assert reason == "已查失信被执行人名单（截至2024-07-15），没有计入的记录"

    def test_what_does_not_count_is_history(self, tmp_path: Path) -> None:
        found = only(screened(tmp_path, {PENALTIES: [penalty(date(2015, 5, 6))]}))
        (ruling,) = condition(found, "NEG-2b").rulings
        assert (found.outcome, ruling.outcome, ruling.history) == (Outcome.CLEAR, Outcome.CLEAR, True)

    def test_units_stand_in_their_order(self, tmp_path: Path) -> None:
        two = Subject("u2", "示例乙机械有限公司", code(2))
        found = screened(tmp_path, {PENALTIES: [penalty(name=two.name, uscc=two.uscc)]}, two, UNIT)
        assert [one.subject for one in found.units] == [two, UNIT]
        assert [one.outcome for one in found.units] == [Outcome.HIT, Outcome.CLEAR]

    def test_what_was_asked_is_written_down(self, tmp_path: Path) -> None:
        found = screened(tmp_path)
        assert (found.as_of, found.policy, found.policy_hash) == (DAY, "jilin-2024", RULES.policy_hash)
        assert [one.id for one in found.not_screened] == ["NEG-1b", "NEG-1d"]


class TestSources:
    """An untrustworthy source clears nobody, and takes no hit away."""

    @pytest.mark.parametrize("source", sorted(set(RULES.sources) - {"province_list"}))
    def test_missing(self, tmp_path: Path, source: str) -> None:
        fed = {one.id for one in RULES.conditions if source in one.feeds}
        found = only(screened(tmp_path, without=[source]))
        assert outcomes(found) == dict.fromkeys(fed, "undetermined")
        assert RULES.sources[source].name in str(condition(found, min(fed)).reasons[0])

    def test_a_list_that_is_no_must(self, tmp_path: Path) -> None:
        found = screened(tmp_path, without=["province_list"])
        assert only(found).outcome is Outcome.CLEAR
        assert "province_list" not in {one.source for one in found.sources}

    def test_no_list_at_all(self) -> None:
        assert outcomes(only(screen([UNIT], [], RULES, as_of=DAY))) == EVERY

    @pytest.mark.parametrize(
        "changes", [{"complete": False, "trouble": "第5行有替换字符"}, {"complete": False}, {"rows": 99}]
    )
    def test_not_complete(self, tmp_path: Path, changes: dict[str, Any]) -> None:
        snapshots = full_set(tmp_path, RULES)
        broken = [replace(one, **changes) if one.source == "gsxt_abnormal" else one for one in snapshots]
        assert outcomes(only(screen([UNIT], broken, RULES, as_of=DAY))) == {"NEG-1c": "undetermined"}

    def test_one_of_two_files_is_not_complete(self, tmp_path: Path) -> None:
        more = keep(tmp_path / "more.parquet", [listed("示例无关有限公司")], source="gsxt_abnormal", as_of=DAY)
        snapshots = [*full_set(tmp_path, RULES), replace(more, complete=False)]
        assert outcomes(only(screen([UNIT], snapshots, RULES, as_of=DAY))) == {"NEG-1c": "undetermined"}

    def test_empty(self, tmp_path: Path) -> None:
        empty = keep(tmp_path / "empty.parquet", [], source="accidents", as_of=DRAWN)
        found = screen([UNIT], [*full_set(tmp_path, RULES, without=["accidents"]), empty], RULES, as_of=DAY)
        assert outcomes(only(found)) == {"NEG-2a": "undetermined"}

    def test_an_empty_file_beside_a_filled_one(self, tmp_path: Path) -> None:
        empty = keep(tmp_path / "empty.parquet", [], source="accidents", as_of=DRAWN)
        assert only(screen([UNIT], [*full_set(tmp_path, RULES), empty], RULES, as_of=DAY)).outcome is Outcome.CLEAR

    @pytest.mark.parametrize("damage", ["gone", "cut"])
    def test_the_kept_file_is_damaged(self, tmp_path: Path, damage: str) -> None:
        snapshots = full_set(tmp_path, RULES, {"gsxt_abnormal": [listed("示例乙机械有限公司")]})
        (path,) = [one.path for one in snapshots if one.source == "gsxt_abnormal"]
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-20])
        found = only(screen([UNIT], snapshots, RULES, as_of=DAY))
        assert outcomes(found) == {"NEG-1c": "undetermined"}
        assert "缺失或损坏" in str(condition(found, "NEG-1c").reasons[0])

    def test_could_not_be_read(self, tmp_path: Path) -> None:
        troubles = {"gsxt_abnormal": say("screening.store_damaged", file="异常.xlsx")}
        found = screen([UNIT], full_set(tmp_path, RULES), RULES, as_of=DAY, troubles=troubles)
        assert outcomes(only(found)) == {"NEG-1c": "undetermined"}

    @pytest.mark.parametrize(("age", "clear"), [(30, True), (31, False)])
    def test_the_policys_limit_of_age(self, tmp_path: Path, age: int, clear: bool) -> None:
        rules = rules_with(capture_max_age_days="30")
        found = only(screened(tmp_path, rules=rules, as_of=DAY - timedelta(age)))
        assert outcomes(found) == ({} if clear else EVERY)

    def test_the_newest_file_gives_the_age(self, tmp_path: Path) -> None:
        rules = rules_with(capture_max_age_days="30")
        old = keep(tmp_path / "old.parquet", [listed("示例无关有限公司")], source="accidents", as_of=date(2020, 1, 1))
        undated = replace(old, as_of=None)
        for other in (old, undated):
            found = screen([UNIT], [other, *full_set(tmp_path, rules)], rules, as_of=DAY)
            assert only(found).outcome is Outcome.CLEAR

    def test_undated_where_there_is_a_limit(self, tmp_path: Path) -> None:
        assert outcomes(only(screened(tmp_path, rules=rules_with(capture_max_age_days="30"), as_of=None))) == EVERY
        assert only(screened(tmp_path / "free", as_of=None)).outcome is Outcome.CLEAR

    def test_a_hit_stays_a_hit(self, tmp_path: Path) -> None:
        rules = rules_with(capture_max_age_days="30")
        found = only(screened(tmp_path, {PENALTIES: [penalty()]}, rules=rules, as_of=date(2024, 1, 1)))
        assert outcomes(found)["NEG-2b"] == "hit"
        assert condition(found, "NEG-2b").reasons

    def test_a_list_the_policy_does_not_ask_is_left_alone(self, tmp_path: Path) -> None:
        other = keep(tmp_path / "other.parquet", [listed(NAME, uscc=code(1))], source="lists_of_nobody")
        found = screen([UNIT], [*full_set(tmp_path, RULES), other], RULES, as_of=DAY)
        assert only(found).outcome is Outcome.CLEAR


class TestCodes:
    def test_without_a_code_no_list_kept_by_code_clears(self, tmp_path: Path) -> None:
        found = only(screened(tmp_path, {}, Subject("u1", NAME)))
        assert outcomes(found) == EVERY  # the made-up rows of somebody else carry codes
        assert "没有可用的统一社会信用代码" in str(condition(found, "NEG-6").reasons[0])

    def test_a_list_of_names_only_is_asked_by_name(self, tmp_path: Path) -> None:
        names = keep(tmp_path / "n.parquet", [listed("示例无关有限公司")], source="energy_supervision", as_of=DRAWN)
        lists = [*full_set(tmp_path, RULES, without=["energy_supervision"]), names]
        found = only(screen([Subject("u1", NAME)], lists, RULES, as_of=DAY))
        assert "NEG-5" not in outcomes(found)
        assert outcomes(found)["NEG-6"] == "undetermined"

    def test_a_name_says_more(self, tmp_path: Path) -> None:
        found = only(screened(tmp_path, {PENALTIES: [penalty(uscc="")]}, Subject("u1", NAME)))
        assert outcomes(found)["NEG-2b"] == "candidate"

    def test_a_code_that_cannot_be_used(self, tmp_path: Path) -> None:
        subject = Subject("u1", NAME, problem="校验码不符")
        found = only(screened(tmp_path, {}, subject))
        assert outcomes(found) == EVERY
        assert "校验码不符" in str(condition(found, "NEG-6").reasons[0])

    def test_two_units_under_one_key(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="two units with the key u1"):
            screened(tmp_path, {}, UNIT, replace(UNIT, name="示例乙机械有限公司"))
        assert len(screened(tmp_path, {}, UNIT, UNIT).units) == 2


class TestKinds:
    def test_a_list_about_factories_is_not_asked_for_parks(self, tmp_path: Path) -> None:
        source = RULES.sources["accidents"].model_copy(update={"kinds": ["factory"]})
        rules = replace(RULES, sources={**RULES.sources, "accidents": source})
        accident = listed(NAME, uscc=code(1), dated_on=date(2023, 5, 6))
        for kind, found in (("factory", "hit"), ("", "hit"), ("supply_chain", None)):
            answer = only(screened(tmp_path, {"accidents": [accident]}, replace(UNIT, kind=kind), rules=rules))
            assert outcomes(answer).get("NEG-2a") == found
        assert condition(answer, "NEG-2a").sources == ()


class TestParks:
    TENANT = Subject("t1", "示例园区一厂有限公司", code(11))
    CLEAN = Subject("t2", "示例园区二厂有限公司", code(12))

    def park(self, *tenants: Subject, **changes: Any) -> Subject:
        return Subject("p1", "示例经济开发区", kind="park", tenants=tenants, **changes)

    def hit(self, **changes: Any) -> dict[str, list[Record]]:
        return {PENALTIES: [penalty(name=self.TENANT.name, uscc=self.TENANT.uscc, **changes)]}

    @pytest.mark.requirement("REQ-10")
    def test_a_tenants_hit_is_the_parks(self, tmp_path: Path) -> None:
        found = only(screened(tmp_path, self.hit(), self.park(self.CLEAN, self.TENANT)))
        assert outcomes(found) == {"NEG-2b": "hit"}
        assert [one.outcome.value for one in found.tenants] == ["clear", "hit"]
        reason = str(condition(found, "NEG-2b").reasons[0])
        assert f"园区内2家企业中，1家存在该情形：{self.TENANT.name}（{self.TENANT.uscc}）" in reason
        assert "示罚〔2023〕1号" in reason
        assert condition(found, "NEG-2b").rulings == ()

    def test_all_clear_and_the_body_has_no_code(self, tmp_path: Path) -> None:
        found = only(screened(tmp_path, {}, self.park(self.CLEAN)))
        assert found.outcome is Outcome.CLEAR

    def test_the_bodys_code_cannot_be_used(self, tmp_path: Path) -> None:
        assert outcomes(only(screened(tmp_path, {}, self.park(self.CLEAN, problem="位数不足")))) == EVERY

    def test_the_bodys_own_hit(self, tmp_path: Path) -> None:
        park = self.park(self.CLEAN, uscc=code(20))
        found = only(screened(tmp_path, {PENALTIES: [penalty(name=park.name, uscc=park.uscc)]}, park))
        assert outcomes(found) == {"NEG-2b": "hit"}
        assert len(condition(found, "NEG-2b").rulings) == 1

    def test_without_a_roster_nobody_knows(self, tmp_path: Path) -> None:
        found = only(screened(tmp_path, {}, self.park()))
        assert outcomes(found) == EVERY
        assert "没有园区内企业名单" in str(condition(found, "NEG-1a").reasons[0])
        assert (
            only(screened(tmp_path, {}, self.park(), rules=rules_with(scope_park_members="false"))).outcome == "clear"
        )

    @pytest.mark.parametrize(("scope", "outcome"), [("false", None), ("null", "candidate"), ("true", "hit")])
    def test_the_policys_scope(self, tmp_path: Path, scope: str, outcome: str | None) -> None:
        found = only(screened(tmp_path, self.hit(), self.park(self.TENANT), rules=rules_with(scope_park_members=scope)))
        assert outcomes(found).get("NEG-2b") == outcome
        assert outcomes(found.tenants[0]) == {"NEG-2b": "hit"}

    def test_an_open_scope_leaves_the_undetermined_undetermined(self, tmp_path: Path) -> None:
        found = only(
            screened(
                tmp_path,
                {},
                self.park(Subject("t3", "示例园区三厂有限公司")),
                rules=rules_with(scope_park_members="null"),
            )
        )
        assert set(outcomes(found).values()) == {"undetermined"}

    def test_many_are_counted_and_five_are_named(self, tmp_path: Path) -> None:
        tenants = [Subject(f"t{n}", f"示例园区{n}厂有限公司", code(100 + n)) for n in range(7)]
        rows = [penalty(name=one.name, uscc=one.uscc, id_=one.key) for one in tenants]
        found = only(screened(tmp_path, {PENALTIES: rows}, self.park(*tenants)))
        reason = str(condition(found, "NEG-2b").reasons[0])
        assert "园区内7家企业中，7家存在该情形" in reason
        named = reason.partition("。其中")[0]
        assert [n for n in range(7) if f"示例园区{n}厂" in named] == [0, 1, 2, 3, 4]

    def test_overruling_a_tenants_hit_frees_tenant_and_park(self, tmp_path: Path) -> None:
        rows = self.hit()
        said = decision(rows[PENALTIES][0], "does_not_count", subject=self.TENANT.identity)
        found = only(screened(tmp_path, rows, self.park(self.TENANT), decisions=[said]))
        assert found.outcome is Outcome.CLEAR
        assert condition(found.tenants[0], "NEG-2b").rulings[0].decision == said

    def test_one_enterprise_in_two_parks(self, tmp_path: Path) -> None:
        parks = (self.park(self.TENANT), replace(self.park(self.TENANT), key="p2", name="示例第二开发区"))
        found = screened(tmp_path, self.hit(), *parks)
        assert [outcomes(one) for one in found.units] == [{"NEG-2b": "hit"}] * 2


class TestDecisions:
    def test_withdrawn_restores_the_first_answer(self, tmp_path: Path) -> None:
        rows = {PENALTIES: [penalty(uscc="")]}
        before = screened(tmp_path, rows)
        decided = screened(tmp_path, rows, decisions=[decision(rows[PENALTIES][0], "other")])
        assert [only(before).outcome, only(decided).outcome] == [Outcome.CANDIDATE, Outcome.CLEAR]
        assert screened(tmp_path, rows).units == before.units

    def test_it_is_about_one_unit_one_record_and_one_condition(self, tmp_path: Path) -> None:
        row = penalty()
        for changes in ({"subject": code(2)}, {"record": "0" * 32}, {"condition": "NEG-2a"}):
            other = replace(decision(row, "does_not_count"), **changes)
            found = screened(tmp_path, {PENALTIES: [row]}, decisions=[other])
            assert outcomes(only(found)) == {"NEG-2b": "hit"}

    def test_a_unit_without_a_code_is_remembered_by_its_name(self, tmp_path: Path) -> None:
        row = penalty(uscc="")
        subject = Subject("u1", "示例甲机械 有限公司")
        found = screened(tmp_path, {PENALTIES: [row]}, subject, decisions=[decision(row, "same", subject=NAME)])
        assert outcomes(only(found))["NEG-2b"] == "hit"


class TestAlike:
    """Fuzzy matches come from elsewhere and never decide."""

    class Finder:
        def __init__(self, *matches: Match) -> None:
            self.matches = matches

        def candidates(self, subjects: Sequence[Subject]) -> list[Match]:
            keys = {one.key for one in subjects}
            return [one for one in self.matches if one.subject in keys]

    def answer(self, folder: Path, row: Record, *more: Record) -> UnitAnswer:
        snapshots = full_set(folder, RULES, {PENALTIES: [row, *more]})
        (snapshot,) = [one for one in snapshots if one.source == PENALTIES]
        alike = Match("u1", replace(row, source=PENALTIES, line=3), "fuzzy", row.name_key, 90.0, snapshot)
        return only(screen([UNIT], snapshots, RULES, as_of=DAY, fuzzy=self.Finder(alike)))

    def test_a_name_alike_is_a_candidate(self, tmp_path: Path) -> None:
        found = self.answer(tmp_path, penalty(name="示例申机械有限公司", uscc=""))
        assert outcomes(found) == {"NEG-2b": "candidate"}
        assert "相似度90" in str(condition(found, "NEG-2b").rulings[0].reason)

    def test_another_code_rules_it_out(self, tmp_path: Path) -> None:
        assert outcomes(self.answer(tmp_path, penalty(name="示例申机械有限公司", uscc=code(2)))) == {}

    def test_what_met_exactly_is_not_said_twice(self, tmp_path: Path) -> None:
        found = self.answer(tmp_path, penalty())
        assert [one.match.how for one in condition(found, "NEG-2b").rulings] == ["uscc"]


def test_thousands_of_tenants(tmp_path: Path) -> None:
    """3,000 enterprises of a park, one of them a candidate (screening.md 10.9)."""
    tenants = tuple(Subject(f"t{n}", f"示例园区第{n}厂有限公司", code(1000 + n)) for n in range(3000))
    park = Subject("p1", "示例经济开发区", kind="park", tenants=tenants)
    found = only(screened(tmp_path, {PENALTIES: [penalty(name="示例园区第1234厂有限公司", uscc="")]}, park))
    assert outcomes(found) == {"NEG-2b": "candidate"}
    assert "示例园区第1234厂有限公司" in str(condition(found, "NEG-2b").reasons[0])
    assert [one.subject.key for one in found.tenants if one.outcome is not Outcome.CLEAR] == ["t1234"]


def test_rulings_stand_gravest_first_whatever_the_files(tmp_path: Path) -> None:
    rows = [penalty(date(2015, 1, 1), id_="a"), penalty(date(2023, 1, 1), id_="b"), penalty(date(2024, 1, 1), id_="c")]
    found = only(screened(tmp_path, {PENALTIES: rows}))
    days = [one.match.record.dated_on for one in condition(found, "NEG-2b").rulings]
    assert days == [date(2024, 1, 1), date(2023, 1, 1), date(2015, 1, 1)]


def test_every_sentence_of_the_room_reads_in_both_languages() -> None:
    """Filled with their own names as values: nothing is left over and nothing is missing."""
    for code_ in [one for one in CATALOGUE if one.startswith("screening.")]:
        values = {name: name for name in _names(CATALOGUE[code_][0])}
        for language in ("zh", "en"):
            text = render(say(code_, **values), language)  # type: ignore[arg-type]
            assert "{" not in text
            assert all(name in text for name in values)


def _names(template: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_a_list_published_as_empty_is_a_current_list(tmp_path: Path) -> None:
    """Without a record in any file a list proves nothing, unless somebody states that its source published so."""
    rules = rules_with(capture_max_age_days="30")
    nobody = keep(tmp_path / "nobody.parquet", [], source="dishonest_debtors", as_of=DRAWN)
    others = full_set(tmp_path, rules, {}, without=("dishonest_debtors",))
    for snapshot, outcome in (
        (nobody, Outcome.UNDETERMINED),
        (replace(nobody, nil=True), Outcome.CLEAR),
        (replace(nobody, nil=True, as_of=DAY - timedelta(31)), Outcome.UNDETERMINED),
    ):
        found = only(screen((UNIT,), [*others, snapshot], rules, as_of=DAY))
        assert condition(found, "NEG-6").outcome is outcome
