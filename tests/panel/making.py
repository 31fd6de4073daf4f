"""Experts and cases for tests of the pure room: few names and codes, so that they meet often."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from greenlist.panel.facts import Body, Case, Reviewer, Sort, Tie

ON = date(2024, 7, 12)
NAMES = (
    "甲食品有限公司",
    "乙机械有限公司",
    "丙评价有限公司",
    "丁 科技（长春）有限公司",
    "丁科技(长春)有限公司（原甲食品有限公司）",
)
CODES = ("", "91220101A", "91220101B", "91220101C")
PEOPLE = ("", "赵一", "钱二", "孙 三", "孙三")
DAYS = st.dates(date(2020, 1, 1), date(2024, 7, 12))

bodies = st.builds(
    Body, name=st.sampled_from(NAMES), uscc=st.sampled_from(CODES), legal_rep=st.sampled_from(PEOPLE),
    former_names=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple), id=st.none() | st.integers(1, 4),
)  # fmt: skip
cases = st.lists(st.tuples(bodies, st.none() | bodies), max_size=8).map(
    lambda sides: [Case(key, unit, agency) for key, (unit, agency) in enumerate(sides)]
)
ties = st.builds(
    Tie, sort=st.sampled_from([sort for sort in Sort if sort is not Sort.DECLARED]), name=st.sampled_from(("", *NAMES)),
    uscc=st.sampled_from(CODES), id=st.none() | st.integers(1, 4), rep=st.sampled_from(PEOPLE),
    until=st.none() | DAYS, what=st.just("标准"), certain=st.booleans(),
)  # fmt: skip
cleared = st.frozensets(st.tuples(st.sampled_from(list(Sort)), st.integers(1, 4)), max_size=4)
reviewers = st.lists(
    st.tuples(st.lists(ties, max_size=4).map(tuple), st.dictionaries(st.integers(0, 9), st.just("同学")), cleared),
    max_size=6,
).map(lambda rows: [Reviewer(key, *row) for key, row in enumerate(rows)])
