"""The arithmetic of the cap holds for every set of agencies and projects."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.agency.caps import NEAR, standing
from greenlist.agency.facts import Body, CapRule, CapStanding, Counted
from greenlist.engine.facts import Fact, Mark

CAP = 15
SCOPES = ("national_year", "batch", "province", None)
UNITS = ("法人", "法定代表人", "incl_affiliates", None)


def fact(value: Any) -> Fact[Any]:
    return Fact[Any](value=value, mark=Mark.PUBLISHED, source="test")


def rule(unit: str | None, scope: str | None, cap: int | None = CAP) -> CapRule:
    return CapRule(fact(cap), fact(unit), fact(scope))


keys = st.sampled_from("甲乙丙丁戊己")
reps = st.sampled_from(["", "张一", "李二", "王三"])
bodies_ = st.lists(
    st.tuples(keys, reps, st.sampled_from(["", "043180000001"])).map(
        lambda drawn: Body(key=drawn[0], name=f"{drawn[0]}公司", legal_rep=drawn[1], phone=drawn[2])
    ),
    min_size=1,
    unique_by=lambda one: one.key,
)
links_ = st.lists(st.tuples(keys, keys), max_size=4)
counted_ = st.lists(
    st.builds(
        Counted, agency=keys, legal_rep=reps, kind=st.sampled_from(["factory", "park"]),
        year=st.sampled_from([2023, 2024]), batch=st.sampled_from(["1", "2"]),
        province=st.sampled_from(["吉林", "河北"]),
    ),
    max_size=10,
)  # fmt: skip
rules = st.builds(rule, st.sampled_from(UNITS), st.sampled_from(SCOPES), st.sampled_from([CAP, 3, None]))


def ask(body: Body, bodies: Any, links: Any, counted: Any, law: CapRule) -> CapStanding:
    return standing(body, bodies, links, counted, law, year=2024, batch="1", province="吉林")


@given(bodies_, links_, counted_, rules)
def test_used_and_left_make_the_cap(bodies: Any, links: Any, counted: Any, law: CapRule) -> None:
    found = ask(bodies[0], bodies, links, counted, law)
    assert 0 <= found.used <= len(counted)
    assert sum(found.by_kind.values()) == found.used
    assert found.group[0] == bodies[0].name
    assert len(set(found.group)) == len(found.group)
    cap = law.cap.value
    if cap is None:
        assert found.left is None
        assert not found.full
        assert not found.near
    else:
        assert found.left == max(cap - found.used, 0)
        assert found.full == (found.used >= cap)
        assert found.near == (max(cap - found.used, 0) <= NEAR)


@given(bodies_, links_, counted_, rules, st.randoms())
def test_no_order_matters(bodies: Any, links: Any, counted: Any, law: CapRule, random: Any) -> None:
    found = ask(bodies[0], bodies, links, counted, law)
    mixed = [random.sample(one, len(one)) for one in (bodies, [pair[::-1] for pair in links], counted)]
    assert ask(bodies[0], mixed[0], mixed[1], mixed[2], law) == found


@given(bodies_, links_, counted_, rules)
def test_one_more_project_of_its_own_takes_one_place(bodies: Any, links: Any, counted: Any, law: CapRule) -> None:
    own = Counted(bodies[0].key, bodies[0].legal_rep, "factory", 2024, "1", "吉林")
    before, after = (ask(bodies[0], bodies, links, some, law) for some in (counted, [*counted, own]))
    assert after.used == before.used + 1


@given(bodies_, links_, counted_, rules)
def test_a_project_of_another_year_and_batch_takes_none(bodies: Any, links: Any, counted: Any, law: CapRule) -> None:
    other = Counted(bodies[0].key, bodies[0].legal_rep, "factory", 2022, "9", "吉林")
    assert ask(bodies[0], bodies, links, [*counted, other], law) == ask(bodies[0], bodies, links, counted, law)


@given(bodies_, links_, counted_, st.sampled_from(SCOPES))
def test_affiliates_share_one_count(bodies: Any, links: Any, counted: Any, scope: str | None) -> None:
    law = rule("incl_affiliates", scope)
    found = {one.key: ask(one, bodies, links, counted, law) for one in bodies}
    for one in bodies:
        for other in bodies:
            if other.name in found[one.key].group:
                assert found[other.key].used == found[one.key].used
                assert set(found[other.key].group) == set(found[one.key].group)


@given(bodies_, links_, counted_, st.sampled_from(SCOPES), keys, keys)
def test_a_link_never_frees_a_place(
    bodies: Any, links: Any, counted: Any, scope: str | None, one: str, other: str
) -> None:
    law = rule("incl_affiliates", scope)
    before, after = (ask(bodies[0], bodies, some, counted, law) for some in (links, [*links, (one, other)]))
    assert after.used >= before.used
    alone = ask(bodies[0], bodies, links, counted, rule("法人", scope))
    assert before.used >= alone.used


@pytest.mark.parametrize("unit", ["法人", "incl_affiliates"])
@given(bodies=bodies_, counted=counted_)
def test_every_project_counts_for_one_group(unit: str, bodies: Any, counted: Any) -> None:
    law = rule(unit, "national_year")
    found = {one.group: one for one in (ask(body, bodies, [], counted, law) for body in bodies)}
    groups = {frozenset(group): one.used for group, one in found.items()}
    known = {one.key for one in bodies}
    assert sum(groups.values()) == sum(1 for one in counted if one.year == 2024 and one.agency in known)
