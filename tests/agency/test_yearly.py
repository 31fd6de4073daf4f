"""The yearly work report: rows from the data, corrections over them, kept and read back without a loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.agency import yearly
from greenlist.agency.yearly import Correction, NoCorrection, Trouble, Yearly, YearRow, corrected, from_json, to_json

ROW = YearRow("7", "甲厂", "factory", "吉林省", "国家级", date(2024, 5, 6), date(2024, 5, 20), None, None, "")


def report(*rows: YearRow, titles: tuple[str, ...] = ("senior", "middle", "senior")) -> Yearly:
    return yearly.assemble("甲机构", "91220101MA0", "李某", 2024, rows=rows, titles=titles)


def test_projects_stand_by_the_day_of_their_contract_and_staff_is_counted_by_title() -> None:
    late, none = YearRow("1", "乙厂", contract_on=date(2024, 6, 1)), YearRow("2", "丙厂")
    made = report(none, late, ROW)
    assert [row.applicant for row in made.rows] == ["甲厂", "乙厂", "丙厂"]
    assert dict(made.staff) == {"senior": 2, "middle": 1, "junior": 0, "none": 0}
    assert made.by_kind == {"factory": 1, "": 2}


def test_staff_of_no_filing_is_not_zero() -> None:
    assert dict(report(titles=()).staff) == {}


def test_a_correction_changes_its_field_and_says_so_and_leaves_the_data() -> None:
    before = report(ROW)
    after = corrected(before, [Correction("7", "score", "81.5", "补签"), Correction("7", "recommended", "yes", "补签")])
    assert (after.rows[0].score, after.rows[0].recommended) == (Decimal("81.5"), True)
    assert after.rows[0].corrected == ("score", "recommended")
    assert before.rows[0].score is None


def test_the_later_of_two_corrections_holds_and_one_that_says_what_the_data_say_is_none() -> None:
    told = [Correction("7", "applicant", "乙厂"), Correction("7", "applicant", "甲厂")]
    assert corrected(report(ROW), told).rows[0].corrected == ()


def test_a_row_that_the_agency_adds_is_marked_and_one_without_a_name_is_none() -> None:
    told = [
        Correction("added-10", "applicant", "戊厂"), Correction("added-2", "applicant", "丁厂"),
        Correction("added-2", "score", "70"), Correction("added-3", "score", "70"), Correction("99", "score", "1"),
    ]  # fmt: skip
    rows = corrected(report(ROW), told).rows
    assert [(row.applicant, row.added) for row in rows] == [("甲厂", False), ("丁厂", True), ("戊厂", True)]
    assert rows[1].corrected == ()


def test_staff_counts_are_corrected_by_title() -> None:
    after = corrected(report(ROW), [Correction("staff", "junior", "4"), Correction("staff", "senior", "2")])
    assert after.staff["junior"] == 4
    assert after.staff_corrected == ("junior",)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("key", "1", "field"), ("contract_on", "2024.5.1", "date"), ("contract_on", "2024-02-30", "date"),
        ("score", "八十", "number"), ("score", "-1", "number"), ("score", "NaN", "number"),
        ("listed", "maybe", "answer"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(name: str, text: str, code: str) -> None:
    with pytest.raises(NoCorrection, match=code):
        yearly.value_of(name, text)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "一", "123456"])
def test_a_count_is_a_whole_number(text: str) -> None:
    with pytest.raises(NoCorrection, match="count"):
        yearly.count_of(text)


days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
answers = st.none() | st.booleans()
scores = st.none() | st.decimals(0, 999, places=2)
texts = st.text(st.characters(exclude_categories=["C"]), max_size=8).map(str.strip)
rows = st.builds(
    YearRow, key=st.integers(1, 99).map(str), applicant=texts, kind=texts, province=texts, level=texts,
    contract_on=days, site_on=days, report_on=days, score=scores, conclusion=texts, recommended=answers, listed=answers,
    corrected=st.just(()), added=st.just(False),
)  # fmt: skip


@given(st.lists(rows, max_size=4, unique_by=lambda row: row.key), st.lists(st.builds(Trouble, days, texts, texts)))
def test_a_report_is_kept_and_read_back_without_a_loss(found: list[YearRow], troubles: list[Trouble]) -> None:
    made = yearly.assemble("甲", "", "", 2024, rows=found, titles=["none"], complaints=troubles, penalties=troubles)
    assert from_json(to_json(made)) == made


@given(rows, rows)
def test_a_row_corrected_field_by_field_to_another_is_that_other(one: YearRow, other: YearRow) -> None:
    told = [Correction(one.key, name, yearly.text_of(other, name)) for name in yearly.CORRECTABLE]
    after = corrected(report(one), told).rows[0]
    assert [getattr(after, name) for name in yearly.CORRECTABLE] == [
        getattr(other, name) for name in yearly.CORRECTABLE
    ]
    assert set(after.corrected) == {
        name for name in yearly.CORRECTABLE if getattr(one, name) != getattr(other, name)
    }  # fmt: skip
