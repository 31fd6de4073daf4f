"""Counts of people and relations: what holds for every staff list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from greenlist.agency.answers import at_least, share_at_least
from greenlist.agency.conditions import assess, remarks
from greenlist.agency.contacts import address_key, mail_domain, person_key, phone_keys, same_domain
from greenlist.agency.facts import Assessed, Body, ElsewhereFiled, Filed, Paper, Staff
from greenlist.agency.people import persons
from greenlist.agency.relations import SORTS, Declared, relations
from greenlist.agency.unions import Unions
from greenlist.engine.lawbook import LawBook

from .cases import with_values

LAW = LawBook().policy("jilin-2024").third_party
RULE = with_values(LAW.basic, {"min_mid_title": 3, "min_senior_count": 2})
ON = date(2024, 7, 1)
PAPERS = (Paper(1, "职称", "title"), Paper(2, "社保", "insurance"))
ORDER = {"not_met": 0, "undetermined": 1, "met": 2}

staff_ = st.lists(
    st.builds(
        Staff, id=st.just(0), name=st.sampled_from(["张一", "李二", "王三", "赵四"]),
        title=st.sampled_from(["none", "junior", "middle", "senior"]),
        field=st.sampled_from(["", "energy", "other"]), identity=st.sampled_from(["", "A", "B", "C", "D"]),
        full_time=st.sampled_from([True, True, False, None]),
        insured_since=st.sampled_from([None, date(2020, 1, 1), ON, date(2024, 7, 2)]),
        certificate_until=st.sampled_from([None, None, date(2024, 6, 30), ON]),
        certificate=st.sampled_from(["", "一", "二"]),
    ),
    max_size=7,
).map(lambda rows: [_numbered(row, place) for place, row in enumerate(rows, 1)])  # fmt: skip


def _numbered(row: Staff, place: int) -> Staff:
    return Staff(
        place, row.name, row.title, row.field, row.identity, row.full_time, row.insured_since, row.certificate_until,
        row.kinds, row.certificate,
    )  # fmt: skip


def found(staff: Any, papers: Any = PAPERS, elsewhere: Any = ()) -> dict[str, Assessed]:
    agency = Filed("示例", "", "", frozenset(), staff=tuple(staff), papers=tuple(papers))
    return {one.id: one for one in assess(agency, RULE, kinds=[], province="吉林", on=ON, elsewhere=elsewhere)}


HEADS = ("min_mid_title", "min_senior_count")


@given(staff_)
def test_somebody_more_never_takes_away(staff: list[Staff]) -> None:
    """A further person who counts raises both counts by one, and no answer falls."""
    more = Staff(99, "新人", "senior", "energy", "Z", full_time=True, insured_since=date(2020, 1, 1))
    before, after = found(staff), found([*staff, more])
    for head in HEADS:
        assert len(after[head].staff) == len(before[head].staff) + 1
        if staff:  # an empty list is not filed: undetermined, not nobody
            assert ORDER[after[head].answer] >= ORDER[before[head].answer]


@given(staff_, st.randoms())
def test_the_order_of_the_list_does_not_matter(staff: list[Staff], random: Any) -> None:
    mixed = random.sample(staff, len(staff))
    one, other = found(staff), found(mixed)
    assert {key: (a.answer, a.found) for key, a in one.items()} == {
        key: (a.answer, a.found) for key, a in other.items()
    }


@given(staff_)
def test_a_row_twice_counts_once(staff: list[Staff]) -> None:
    """Who has an identity may be filed as often as he likes."""
    named = [one for one in staff if one.identity]
    again = [*staff, *(_numbered(one, 50 + place) for place, one in enumerate(named))]
    one, other = found(staff), found(again)
    assert [(one[head].answer, one[head].found) for head in HEADS] == [
        (other[head].answer, other[head].found) for head in HEADS
    ]


@given(staff_)
def test_without_proof_nobody_counts_and_nothing_is_met(staff: list[Staff]) -> None:
    answers = found(staff, papers=())
    for head in (*HEADS, "min_senior_ratio"):
        assert answers[head].staff == ()
        assert answers[head].answer != "met"


@given(staff_)
def test_whoever_is_full_time_elsewhere_counts_nowhere(staff: list[Staff]) -> None:
    others = [ElsewhereFiled(one, "示例乙", full_time=True) for one in "ABCD"]
    for head in HEADS:
        counted = found(staff, elsewhere=others)[head].staff
        assert all(not one.identity for one in staff if one.id in counted)
    named = [one for one in staff if one.identity and one.full_time]
    said = remarks(Filed("示例", "", "", frozenset(), staff=tuple(staff)), on=ON, elsewhere=others)
    assert {one.id for one in named} <= {id_ for one in said if one.code == "two_agencies" for id_ in one.staff}


@given(staff_)
def test_everybody_is_one_person_once(staff: list[Staff]) -> None:
    groups = persons(staff)
    assert sorted(one.id for rows in groups for one in rows) == [one.id for one in staff]
    for one, other in product(groups, groups):
        if one is not other:
            shared = {row.identity for row in one} & {row.identity for row in other}
            assert shared <= {""}


small = st.integers(0, 4)
triples = st.tuples(small, small, small)


@given(triples, triples, st.sampled_from([Decimal("0.5"), Decimal("0.3"), Decimal(1)]))
def test_a_share_is_what_every_outcome_agrees_on(sure: Any, open_: Any, needed: Decimal) -> None:
    """Against trying out everything that the open ones may turn out to be."""
    reached = set()
    outcomes = product(*(range(n + 1) for n in (sure[1], open_[0], open_[1], open_[1], open_[2])))
    for of_sure, part, unknown_part, unknown_rest, rest in outcomes:
        if unknown_part + unknown_rest > open_[1]:
            continue
        top = sure[0] + of_sure + part + unknown_part
        whole = sum(sure) + part + unknown_part + unknown_rest + rest
        reached.add(None if whole == 0 else top >= needed * whole)
    known = share_at_least(sure, open_, needed)
    if sum(sure) == 0:
        assert known is None
    else:
        assert known is (reached.pop() if len(reached) == 1 else None)


@given(small, small, small)
def test_a_count_is_what_every_outcome_agrees_on(sure: int, open_: int, needed: int) -> None:
    reached = {sure + more >= needed for more in range(open_ + 1)}
    assert at_least(sure, open_, needed) is (reached.pop() if len(reached) == 1 else None)


@given(st.lists(st.tuples(small, small)), st.randoms())
def test_unions_do_not_mind_the_order(pairs: list[tuple[int, int]], random: Any) -> None:
    one, other = Unions(range(5)), Unions(range(5))
    for left, right in pairs:
        one.join(left, right)
    for left, right in random.sample(pairs, len(pairs)):
        other.join(right, left)
    assert {frozenset(some) for some in one.sets()} == {frozenset(some) for some in other.sets()}
    assert all(one.together(a, b) == other.together(a, b) for a, b in product(range(5), range(5)))


body_ = st.builds(
    Body, key=st.just("x"), name=st.sampled_from(["示例甲有限公司", "示例乙有限公司"]),
    legal_rep=st.sampled_from(["", "张一", "张 一"]), address=st.sampled_from(["", "示例路1号", "示例路２号"]),
    phone=st.sampled_from(["", "0431-80000001", "86 0431 80000001"]),
    email=st.sampled_from(["", "a@qq.com", "a@example.cn", "b@mail.example.cn"]),
)  # fmt: skip
declared_ = st.lists(
    st.builds(Declared, st.sampled_from(list(SORTS)), until=st.sampled_from([None, date(2010, 1, 1)])), max_size=3
)


@given(body_, body_, declared_)
def test_relations_are_the_same_from_either_side(one: Body, other: Body, declared: list[Declared]) -> None:
    """What is computed agrees both ways; every declared relation is shown, nothing forbids but by the law."""
    there, back = (
        relations(left, right, LAW.relations, declared=declared, worked_at={}, on=ON)
        for left, right in ((one, other), (other, one))
    )
    assert [(a.sort, a.effect, a.declared) for a in there] == [(a.sort, a.effect, a.declared) for a in back]
    assert sorted(a.sort for a in there if a.declared) == sorted(a.sort for a in declared)
    assert all(a.effect == "disclose" or a.fact.value == "forbid" for a in there)
    assert [a.sort for a in there] == sorted((a.sort for a in there), key=list(SORTS).index)


def test_what_is_blank_never_meets() -> None:
    assert person_key(" ") == address_key("") == mail_domain("") == mail_domain("nobody") == ""
    assert phone_keys("") == phone_keys("0000000") == phone_keys("12345") == frozenset()
    assert not same_domain("", "")


def test_spellings_of_one_address_and_phone() -> None:
    assert address_key("吉林省长春市示例路1号") == address_key("长春市示例路１号 ")
    assert address_key("内蒙古自治区示例市1号") == address_key("示例市1号")
    assert address_key("示例路一号") == "示例路一号"
    assert phone_keys("0431-80000001转8、（0431）80000002") == {"043180000001", "043180000002"}
    assert phone_keys("+86 13000000000") == phone_keys("0086-13000000000") == {"13000000000"}


def test_public_mailboxes_say_nothing() -> None:
    for one in ("a@qq.com", "a@VIP.163.com", "a@sina.com.cn", "a@gmail.com"):
        assert mail_domain(one) == ""
    assert mail_domain(" A@Example.CN ") == "example.cn"
    assert not same_domain("example.cn", "notexample.cn")
