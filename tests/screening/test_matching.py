"""Exact matching: codes decide, names propose, contradicting codes rule out, later rows replace earlier ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from greenlist.screening.keys import contradicts, head_office, keys_of
from greenlist.screening.matching import exact_matches, in_order, newest
from greenlist.screening.outcomes import Match
from greenlist.screening.records import Record
from greenlist.screening.subjects import Subject

from .kept_lists import keep, listed
from .paper import NAME, UNIT, code

ORG = code(1)[8:17]


def met(tmp_path: Path, *records: Record, subject: Subject = UNIT) -> list[tuple[str, str, str]]:
    """How, on what, and which row."""
    found = exact_matches([subject], [keep(tmp_path / "list.parquet", records)])
    return [(one.how, one.on, one.record.name) for one in found]


class TestHowTheyMeet:
    def test_equal_code_whatever_the_name(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed("示例别名有限公司", uscc=code(1))) == [("uscc", code(1), "示例别名有限公司")]

    def test_organisation_code_of_the_whole_code(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed("示例别名有限公司", org_code=ORG)) == [("org_code", ORG, "示例别名有限公司")]

    def test_exact_name_without_a_code(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed("示例甲機械 有限公司")) == [("name", NAME, "示例甲機械 有限公司")]

    def test_former_name_printed_on_the_list(self, tmp_path: Path) -> None:
        row = listed(f"示例新名有限公司（原{NAME}）")
        assert met(tmp_path, row) == [("former_name", NAME, row.name)]

    def test_former_name_of_the_unit(self, tmp_path: Path) -> None:
        subject = replace(UNIT, former_names=("示例旧名有限公司",))
        assert met(tmp_path, listed("示例旧名有限公司"), subject=subject)[0][:2] == ("former_name", "示例旧名有限公司")

    def test_former_name_printed_behind_the_units_name(self, tmp_path: Path) -> None:
        subject = replace(UNIT, name=f"{NAME}（原示例旧名有限公司）")
        found = met(tmp_path, listed("示例旧名有限公司"), listed(NAME), subject=subject)
        assert {one[0] for one in found} == {"former_name", "name"}

    def test_former_name_on_both_sides(self, tmp_path: Path) -> None:
        subject = replace(UNIT, former_names=("示例旧名有限公司",))
        assert met(tmp_path, listed("示例新名有限公司（原示例旧名有限公司）"), subject=subject)[0][0] == "former_name"

    def test_a_branch_is_asked_with_its_head_office(self, tmp_path: Path) -> None:
        subject = replace(UNIT, name=f"{NAME}长春分公司")
        found = met(tmp_path, listed(NAME, uscc=code(7)), listed(f"{NAME}长春分公司"), subject=subject)
        assert found == [("head_office", NAME, NAME), ("name", f"{NAME}长春分公司", f"{NAME}长春分公司")]

    def test_the_strongest_way_is_said_once(self, tmp_path: Path) -> None:
        row = listed(f"{NAME}（原{NAME}）", uscc=code(1), org_code=ORG)
        assert met(tmp_path, row) == [("uscc", code(1), row.name)]

    def test_nothing_meets_nothing(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed(""), listed("示例乙机械有限公司")) == []
        assert met(tmp_path, listed(""), subject=Subject("u1", "")) == []

    def test_every_subject_meets_for_itself(self, tmp_path: Path) -> None:
        snapshot = keep(tmp_path / "list.parquet", [listed(NAME)])
        found = exact_matches([UNIT, replace(UNIT, key="u2", uscc="")], [snapshot])
        assert [one.subject for one in found] == ["u1", "u2"]
        assert found[0].record is found[1].record
        assert found[0].snapshot == snapshot


class TestContradictingCodes:
    @pytest.mark.parametrize("changes", [{"uscc": code(2)}, {"org_code": code(2)[8:17]}])
    def test_the_same_name_with_another_code_is_another_firm(self, tmp_path: Path, changes: dict[str, str]) -> None:
        assert met(tmp_path, listed(NAME, **changes)) == []
        assert met(tmp_path, listed(f"示例新名有限公司（原{NAME}）", **changes)) == []

    def test_a_masked_code_says_nothing(self, tmp_path: Path) -> None:
        """The reader keeps a masked code as none: the name is left, as a candidate."""
        assert met(tmp_path, listed(NAME, uscc="", org_code=""))[0][0] == "name"

    def test_an_equal_organisation_code_beside_another_whole_code(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed(NAME, uscc=code(2), org_code=ORG)) == []

    def test_an_organisation_code_that_does_not_fit_its_own_whole_code(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed(NAME, uscc=code(1), org_code=code(2)[8:17]))[0][0] == "uscc"

    def test_a_unit_without_a_code_is_contradicted_by_none(self, tmp_path: Path) -> None:
        assert met(tmp_path, listed(NAME, uscc=code(2)), subject=replace(UNIT, uscc=""))[0][0] == "name"

    def test_a_head_office_has_another_code(self) -> None:
        assert not contradicts(code(1), "head_office", code(2), "")
        assert contradicts(code(1), "fuzzy", code(2), "")


class TestSnapshots:
    def test_those_of_one_source_add_up(self, tmp_path: Path) -> None:
        first = keep(tmp_path / "1.parquet", [listed(NAME, id_="a")], as_of=date(2024, 1, 1))
        second = keep(tmp_path / "2.parquet", [listed(NAME, id_="b")], as_of=date(2024, 2, 1))
        assert len(exact_matches([UNIT], [first, second])) == 2

    def test_a_later_one_replaces_the_same_record(self, tmp_path: Path) -> None:
        first = keep(tmp_path / "1.parquet", [listed(NAME, id_="a")], as_of=date(2024, 1, 1))
        second = keep(tmp_path / "2.parquet", [listed(NAME, id_="a", status="removed")], as_of=date(2024, 2, 1))
        for order in ([first, second], [second, first]):
            (one,) = exact_matches([UNIT], order)
            assert (one.record.status, one.snapshot) == ("removed", second)

    def test_also_where_the_later_row_is_about_somebody_else(self, tmp_path: Path) -> None:
        first = keep(tmp_path / "1.parquet", [listed(NAME, id_="a")], as_of=date(2024, 1, 1))
        second = keep(tmp_path / "2.parquet", [listed("示例乙机械有限公司", id_="a")], as_of=date(2024, 2, 1))
        assert exact_matches([UNIT], [first, second]) == []

    def test_of_equal_days_the_one_taken_in_later(self, tmp_path: Path) -> None:
        first = keep(tmp_path / "1.parquet", [listed(NAME, id_="a", status="listed")])
        second = keep(tmp_path / "2.parquet", [listed(NAME, id_="a", status="removed")])
        assert [one.record.status for one in exact_matches([UNIT], [first, second])] == ["removed"]
        assert [one.record.status for one in exact_matches([UNIT], [second, first])] == ["listed"]

    def test_an_undated_one_is_the_oldest(self, tmp_path: Path) -> None:
        dated = keep(tmp_path / "1.parquet", [], as_of=date(1990, 1, 1))
        undated = keep(tmp_path / "2.parquet", [])
        assert in_order([dated, undated]) == [undated, dated]

    def test_another_source_replaces_nothing(self, tmp_path: Path) -> None:
        first = keep(tmp_path / "1.parquet", [listed(NAME, id_="a")], source="one", as_of=date(2024, 1, 1))
        second = keep(tmp_path / "2.parquet", [listed(NAME, id_="a")], source="two", as_of=date(2024, 2, 1))
        assert {one.record.source for one in exact_matches([UNIT], [first, second])} == {"one", "two"}

    def test_a_record_twice_in_one_file_counts_once(self, tmp_path: Path) -> None:
        rows = [listed(NAME, id_="a", status="listed"), listed(NAME, id_="a", status="removed")]
        (one,) = exact_matches([UNIT], [keep(tmp_path / "1.parquet", rows)])
        assert (one.record.status, one.record.line) == ("removed", 3)

    def test_a_match_must_say_its_snapshot(self, tmp_path: Path) -> None:
        snapshot = keep(tmp_path / "1.parquet", [listed(NAME)])
        with pytest.raises(ValueError, match="without its snapshot"):
            newest([Match("u1", listed(NAME), "fuzzy", NAME, 90.0)], [snapshot])


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("示例汽车有限公司成都分公司", "示例汽车有限公司"),
        ("示例汽车有限公司分公司", "示例汽车有限公司"),
        ("示例汽车有限公司(成都分公司)", "示例汽车有限公司"),
        ("示例集团公司示例汽车有限公司成都分公司", "示例集团公司示例汽车有限公司"),
        ("示例汽车有限公司成都分公司第二分公司", "示例汽车有限公司"),
        ("示例汽车有限公司", ""),
        ("成都分公司", ""),
        ("示例汽车有限公司成都办事处", ""),
    ],
)
def test_the_head_office_of_a_branch(name: str, office: str) -> None:
    assert head_office(name) == office


def test_a_name_that_is_current_and_former_is_current() -> None:
    assert keys_of(replace(UNIT, former_names=(NAME,))).names == {NAME: "name"}


def test_every_column_arrives(tmp_path: Path) -> None:
    row = listed(NAME, uscc=code(1), dated_on=date(2023, 5, 6), ended_on=date(2024, 1, 2), grade="较大", batch="第八批")
    snapshot = keep(tmp_path / "list.parquet", [row])
    assert exact_matches([UNIT], [snapshot])[0].record == row


def test_nobody_and_no_list(tmp_path: Path) -> None:
    assert exact_matches([], [keep(tmp_path / "list.parquet", [listed(NAME)])]) == []
    assert exact_matches([UNIT], []) == []


def test_folders_may_be_called_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path / "名单[2024]*?一", Path("名单 二")):
        (match,) = exact_matches([UNIT], [keep(folder / "list.parquet", [listed(NAME)])])
        assert match.record.name == NAME
