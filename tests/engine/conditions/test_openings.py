"""A parameter of which nobody knows whether the text asks anything keeps a result a trial."""

from __future__ import annotations

import pytest

from greenlist.engine.case import Kind
from greenlist.engine.conditions import open_parameters
from greenlist.engine.lawbook import LawBook


@pytest.mark.parametrize("kind", Kind)
def test_silence_that_was_read_in_the_notice_asks_for_nothing(book: LawBook, kind: Kind) -> None:
    assert open_parameters(book.policy("jilin-2024"), kind) == ()


def test_silence_that_was_not_read_is_named(book: LawBook) -> None:
    policy = book.policy("cn-2024")
    assert policy.prerequisite.park_level.value is None
    assert "cn-2024/prerequisite.park_level" in {fact.id for fact in open_parameters(policy, Kind.PARK)}
    assert "cn-2024/prerequisite.park_level" not in {fact.id for fact in open_parameters(policy, Kind.FACTORY)}
