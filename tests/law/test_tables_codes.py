"""Tables of codes and names, and the requirements of the notice."""

import csv
import re
from pathlib import Path

import pytest

from greenlist.engine.facts import Mark
from greenlist.engine.lawbook import LawBook


@pytest.fixture(scope="module")
def book() -> LawBook:
    return LawBook()


def reference(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_industries_are_the_2017_edition(book):
    rows = book.table("industries").rows
    count = {level: sum(row["level"] == level for row in rows) for level in ("section", "division")}
    assert count == {"section": 20, "division": 97}
    names = book.table("industries").by_id
    assert names["3130"]["name"] == "钢压延加工"  # 黑色金属铸造 in the 2011 edition
    assert names["3140"]["name"] == "铁合金冶炼"


def test_industry_codes_stand_under_their_parents(book):
    names = book.table("industries").by_id
    length = {"section": 1, "division": 2, "group": 3, "class": 4}
    for row in names.values():
        assert len(row.id) == length[row["level"]]
        assert row["parent"] is None if row["level"] == "section" else row["parent"] in names
        assert row["level"] in {"section", "division"} or row.id.startswith(row["parent"])
    sections = {"B": range(6, 13), "C": range(13, 44), "D": range(44, 47)}
    for letter, divisions in sections.items():
        assert all(names[f"{number:02d}"]["parent"] == letter for number in divisions)


def test_every_class_of_the_energy_tables_is_named(book):
    codes = {
        code
        for table in ("energy_benchmarks", "energy_quota_levels")
        for row in book.table(table).rows
        for code in row["industry_code"] or ()
    }
    assert codes - set(book.table("industries").by_id) == set()


def test_divisions_are_the_reference_rows(book, shared):
    expected = reference(shared, "divisions_jilin")
    ours = [
        (row.id, row.text("level"), row.text("parent"), row.text("name")) for row in book.table("divisions_jilin").rows
    ]
    assert len(expected) == 70
    assert ours == [(row["code"], row["level"], row["parent"], row["name"]) for row in expected]


@pytest.mark.requirement("REQ-01")
def test_recommending_units_are_those_of_the_notice(book, shared):
    expected = reference(shared, "recommending_units_jilin")
    rows = book.table("recommending_units_jilin").rows
    assert len(expected) == 11
    assert [(row["name"], row["kind"]) for row in rows] == [(row["name"], row["kind"]) for row in expected]
    assert [";".join(row["division_codes"] or ()) for row in rows] == [row["division_codes"] for row in expected]
    assert all(row.mark is Mark.PUBLISHED for row in rows)
    counties = [row.id for row in book.table("divisions_jilin").rows if row["level"] == "county"]
    assert sorted(code for row in rows for code in row["division_codes"] or ()) == sorted(counties)


def test_key_industries_are_the_reference_rows(book, shared):
    expected = reference(shared, "key_industries_53")
    ours = [(str(row["seq"]), row["industry"], row["sub_industry"]) for row in book.table("key_industries").rows]
    assert len(expected) == 53
    assert ours == [(row["seq"], row["industry"], row["sub_industry"]) for row in expected]


@pytest.mark.requirement("REQ-20")
def test_industry_standards_say_that_their_tables_are_not_loaded(book):
    rows = book.table("industry_standards").rows
    assert rows
    assert not any(row["loaded"] for row in rows)
    assert all(row["mapping_mark"] == "unverified" for row in rows if row["industry_codes"])
    assert all(row["kind"] == "factory" for row in rows if row["applies"])


def test_industry_standards_name_every_code_of_the_domain_file(book, shared):
    text = (shared / "domain" / "factory.md").read_text(encoding="utf-8")
    listed = text.partition("### 6.2 Codes")[2].partition("Two dates:")[0]
    codes = re.findall(r"\b(?:[A-Z]{2}|T)/[A-Z]{1,4} \d{3,5}(?:-\d{4})?", listed)
    assert len(codes) >= 19
    assert set(codes) - {row.text("code") for row in book.table("industry_standards").rows} == set()


@pytest.mark.requirement("REQ-36")
def test_three_supply_chain_systems_are_not_loaded(book):
    rows = book.table("chain_systems").rows
    assert [row["name"] for row in rows] == ["电子电器", "汽车", "机械"]
    assert not any(row["loaded"] for row in rows)


def test_requirements_are_those_of_the_notice(book, shared):
    text = (shared / "domain" / "notice.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (REQ-\d\d) \| ([^|]+) \| ([^|]+) \| ([MSOI]) \|", text, re.MULTILINE)
    expected = [
        (number, clause.replace("（", "(").replace("）", ")"), english, force)
        for number, clause, english, force in found
    ]
    rows = book.table("requirements_jilin_2024").rows
    assert len(expected) == 58
    assert [(row.id, row["clause"], row["text_en"], row["force"]) for row in rows] == expected


@pytest.mark.requirement("REQ-58")
def test_the_notice_is_cited_by_number_and_date(book):
    source = book.index.sources[book.index.tables["requirements_jilin_2024"].source]
    assert (source.doc_no, str(source.date)) == ("吉工信资源〔2024〕196号", "2024-07-12")


@pytest.mark.parametrize(
    ("table", "field"),
    [("platform_functions", "platform_functions"), ("technology_catalogues", "technologies.catalogue")],
)
def test_name_tables_and_the_values_of_their_field_agree(book, table, field):
    assert [row["name"] for row in book.table(table).rows] == list(book.table("fields").by_id[field]["values"])
