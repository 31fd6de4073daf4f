"""Region names: 39 strings printed for 37 regions."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlist.engine.lawbook import LawBook
from greenlist.listings.regions import regions_of

from .published import rows


@pytest.mark.parametrize(
    ("printed", "name"),
    [("内蒙", "内蒙古"), ("新疆兵团", "新疆生产建设兵团"), ("兵团", "新疆生产建设兵团"), ("内 蒙 古", "内蒙古"),
     ("吉林省", "吉林"), ("新疆", "新疆"), ("深圳市", "深圳"), ("　宁波 ", "宁波")],
)  # fmt: skip
def test_variants(book: LawBook, printed: str, name: str) -> None:
    assert regions_of(book).normalised(printed) == name


def test_what_is_no_region_stays_as_printed(book: LawBook) -> None:
    regions = regions_of(book)
    assert regions.of("长春市") is None
    assert regions.normalised("长 春 市") == "长春市"
    assert regions.of("") is None


def test_cities_with_plans_of_their_own_are_not_rolled_up(book: LawBook) -> None:
    regions = regions_of(book)
    apart = {one.name: one.within for one in regions.all if one.kind == "separate_city"}
    assert apart == {"深圳": "广东", "宁波": "浙江", "青岛": "山东", "大连": "辽宁", "厦门": "福建"}
    corps = next(one for one in regions.all if one.kind == "corps")
    assert (corps.code, corps.within) == ("", "")
    found = regions.of_code("220000")
    assert found is not None
    assert found.name == "吉林"
    assert regions.of_code("") is None


def test_every_region_of_the_national_list(shared: Path, book: LawBook) -> None:
    printed = {row["region"] for row in rows(shared, "national_list")}
    assert printed == {one.name for one in regions_of(book).all}
    assert len(printed) == 37


def test_codes_from_memory_are_marked_so(book: LawBook) -> None:
    table = book.table("regions")
    assert {row.text("code_mark") for row in table.rows} == {"secondary", "unverified", ""}
    assert table.by_id["深圳"].text("code_mark") == "unverified"
