"""`greenlist journal verify` and `head`, as the audit administrator runs them."""

from __future__ import annotations

import json

import pytest

from door import greenlist
from greenlist.journal.models import Entry, Head

from .test_chain import act
from .test_verify import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three() -> None:
    for number in range(3):
        act(after={"number": number})


def test_a_whole_chain() -> None:
    said = greenlist("journal", "verify")
    assert said.code == 0
    assert "核对了 3 条，链条完整" in said.out
    assert "the chain is whole" in greenlist("journal", "verify", "--lang", "en").out


def test_a_broken_chain_names_each_fault() -> None:
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq IN (1, 3)")
    said = greenlist("journal", "verify")
    assert said.code == 2
    assert "第 1 条" in said.out
    assert "第 3 条" in said.out
    assert "发现 2 处问题" in said.out
    assert greenlist("journal", "verify", "--since", "2").out.count("不符") == 1


def test_for_programs() -> None:
    tamper("DELETE FROM journal_entry WHERE seq = 2")
    said = greenlist("journal", "verify", "--json")
    out = json.loads(said.out)
    assert (said.code, out["sound"], out["count"], out["seq"]) == (2, False, 2, 3)
    assert [(one["seq"], one["kind"]) for one in out["faults"]] == [(2, "missing")]


def test_the_end_noted_elsewhere_shows_a_chain_cut_short() -> None:
    noted = greenlist("journal", "head").out.strip()
    assert greenlist("journal", "verify", "--head", noted).code == 0
    tamper("DELETE FROM journal_entry WHERE seq = 3")
    Head.objects.update(seq=2, sha256=Entry.objects.get(seq=2).sha256)
    assert greenlist("journal", "verify").code == 0
    assert greenlist("journal", "verify", "--head", noted).code == 2


@pytest.mark.parametrize("head", ["3", "3:xyz", ":" + "0" * 64, "x:" + "0" * 64])
def test_an_end_that_cannot_be_read_is_told(head: str) -> None:
    said = greenlist("journal", "verify", "--head", head)
    assert said.code == 2
    assert "greenlist journal head" in said.err
