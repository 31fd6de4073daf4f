"""The ministry's list met with applications: what meets by itself, what a person is asked; made-up and real names."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.lawbook import LawBook
from greenlist.listings.regions import regions_of
from greenlist.notices.results_matching import Candidate, Met, Printed, match
from greenlist.screening.names import name_key, read_name
from listings.published import rows

A, B = "91220101MA0000001A", "91220101MA0000002B"


def candidate(
    pk: int, name: str, *, kind: str = "factory", uscc: str = "", former: str = "", waits: bool = True
) -> Candidate:
    return Candidate(pk, kind, name_key(name), frozenset({name_key(former)} if former else ()), uscc, waits)


def line(row: int, name: str, *, kind: str = "factory", uscc: str = "", home: bool | None = True) -> Printed:
    told = read_name(name)
    return Printed(row, kind, told.key, told.former_key, uscc, home)


def met(candidates: list[Candidate], lines: list[Printed]) -> list[tuple[int, int | None, str, str]]:
    return [(one.candidate, one.row, one.how, one.doubt) for one in match(candidates, lines)]


@pytest.mark.parametrize(
    ("one", "printed", "how"),
    [
        (candidate(1, "长春示例有限公司", uscc=A), line(0, "另名有限公司", uscc=A), "uscc"),
        (candidate(1, "长春示例有限公司", uscc=A), line(0, "长春示例有限公司"), "name"),
        (candidate(1, "示例（长春）有限公司"), line(0, "示例(长春) 有限公司"), "name"),
        (candidate(1, "長春示例有限公司"), line(0, "长春示例有限公司"), "name"),
        (candidate(1, "新名有限公司", former="旧名有限公司"), line(0, "旧名有限公司"), "former_name"),
        (candidate(1, "旧名有限公司"), line(0, "新名有限公司（原旧名有限公司）"), "former_name"),
        (candidate(1, "甲有限公司", former="旧名有限公司"), line(0, "新名有限公司（原旧名有限公司）"), "former_name"),
    ],
)
def test_codes_and_whole_names_meet(one: Candidate, printed: Printed, how: str) -> None:
    assert met([one], [printed]) == [(1, 0, how, "")]


@pytest.mark.parametrize(
    ("one", "printed"),
    [
        (candidate(1, "长春示例有限公司", uscc=A), line(0, "长春示例有限公司", uscc=B)),  # another code
        (candidate(1, "长春示例有限公司"), line(0, "长春示例有限公司", kind="park")),  # another kind
        (candidate(1, "长春示例有限公司"), line(0, "完全不同的一家厂")),
        (
            candidate(1, "长春示例机械制造有限公司"),
            line(0, "长春示例机械制造有限责任公司", home=False),
        ),  # near, elsewhere
    ],
)
def test_what_does_not_meet_is_on_no_line(one: Candidate, printed: Printed) -> None:
    assert met([one], [printed]) == [(1, None, "", "")]


def test_a_near_name_is_a_question() -> None:
    found = match([candidate(1, "长春示例机械制造有限公司")], [line(3, "长春示例机械制造有限责任公司")])
    assert [(one.row, one.how, one.doubt) for one in found] == [(3, "near", "near")]
    assert found[0].score is not None
    assert Decimal(85) <= found[0].score < 100


def test_another_region_and_a_second_line_are_questions() -> None:
    one = candidate(1, "示例有限公司")
    assert met([one], [line(0, "示例有限公司", home=False)]) == [(1, 0, "name", "region")]
    assert met([one], [line(0, "示例有限公司"), line(1, "示例有限公司")]) == [(1, 0, "name", "twice")]
    assert met([one], [line(0, "示例有限公司", home=None)]) == [(1, 0, "name", "")]  # no region is printed


def test_two_that_could_be_one_line_are_both_asked_about() -> None:
    both = [candidate(1, "旧名有限公司"), candidate(2, "新名有限公司", former="旧名有限公司")]
    assert met(both, [line(0, "旧名有限公司")]) == [(1, 0, "name", "twice"), (2, None, "former_name", "twice")]


def test_the_surest_way_decides() -> None:
    one = candidate(1, "示例有限公司", uscc=A)
    assert met([one], [line(0, "示例有限公司"), line(1, "改名有限公司", uscc=A)]) == [(1, 1, "uscc", "")]


def test_who_does_not_wait_is_there_only_where_a_line_is_theirs() -> None:
    idle = [candidate(1, "示例有限公司", waits=False), candidate(2, "示例二厂有限公司", waits=False)]
    assert met(idle, [line(0, "示例有限公司"), line(1, "示例二厂有限责任公司")]) == [(1, 0, "name", "")]


NAMES = st.text("长春吉林示例机械食品有限公司厂（）", min_size=2, max_size=9)


@given(st.lists(NAMES, max_size=8), st.lists(NAMES, max_size=8))
def test_everybody_has_one_answer_and_every_line_one_application(ours: list[str], printed: list[str]) -> None:
    found = match([candidate(pk, name) for pk, name in enumerate(ours)], [line(*one) for one in enumerate(printed)])
    assert [one.candidate for one in found] == list(range(len(ours)))
    given_out = [one.row for one in found if one.row is not None]
    assert len(given_out) == len(set(given_out))
    assert all(one.doubt for one in found if one.how == "near")
    sure = {one.candidate: one for one in found if one.row is not None and not one.doubt}
    assert all(name_key(ours[pk]) in {name_key(printed[one.row or 0]), read_name(printed[one.row or 0]).former_key}
               for pk, one in sure.items())  # fmt: skip


def variants(name: str) -> dict[str, str]:
    """Spellings of one name as forms have them, and one that a person has to look at."""
    return {
        "as printed": name, "full width": name.replace("(", "（").replace(")", "）"), "blank": f"{name[:4]} {name[4:]}",
        "near": name.replace("有限公司", "有限责任公司") if "有限公司" in name else f"{name}公司",
    }  # fmt: skip


@pytest.mark.parametrize("way", ["as printed", "full width", "blank", "near"])
def test_the_units_of_jilin_are_found_in_the_national_list(shared: Path, book: LawBook, way: str) -> None:
    """Every line of Jilin (batches 1 to 5; later ones are not at hand) as a made-up application under a variant."""
    every = [one for one in rows(shared, "national_list") if one["kind"] in {"factory", "park", "supply_chain"}]
    regions = regions_of(book)
    own = regions.of("吉林省")
    lines = [
        line(row, one["name"], kind=one["kind"], home=regions.of(one["region"]) == own) for row, one in enumerate(every)
    ]
    jilin = [(one.row, every[one.row]) for one in lines if one.home]
    assert len(jilin) == 33
    ours = [candidate(row, variants(one["name"])[way], kind=one["kind"]) for row, one in jilin]
    strangers = [candidate(10**6 + n, f"吉林省示例第{n}虚构制造有限公司") for n in range(40)]
    found = {one.candidate: one for one in match([*ours, *strangers], lines)}
    assert [found[row].row for row, _one in jilin] == [row for row, _one in jilin]
    assert {found[row].doubt for row, _one in jilin} == ({"near"} if way == "near" else {""})
    assert all(found[one.id] == Met(one.id) for one in strangers)


def test_a_round_of_two_thousand_is_matched_at_once() -> None:
    ours = [candidate(n, f"吉林示例第{n}号机械制造有限公司") for n in range(2000)]
    lines = [line(n, f"吉林示例第{n + 500}号机械制造有限公司") for n in range(1500)]
    found = match(ours, lines)
    assert sum(one.how == "name" for one in found) == 1500
