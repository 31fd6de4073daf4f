"""Whatever is done to the chain behind the program's back is found, and where."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenlist.journal import chain
from greenlist.journal.models import Entry, Head
from greenlist.journal.verify import Fault, Mark, head, verify

from .test_chain import act

pytestmark = pytest.mark.django_db
COLUMNS = (*chain.HASHED, "sha256", "sm3")


def tamper(statement: str, *values: Any) -> None:
    """As somebody who owns the database: the triggers are off, the key of the table is gone."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER ALL")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'journal_entry'::regclass AND contype IN ('p', 'u')"
        )
        for (key,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE journal_entry DROP CONSTRAINT "{key}"')
        cursor.execute(statement, values)


def rehash(seq: int) -> None:
    entry = Entry.objects.get(seq=seq)
    tamper("UPDATE journal_entry SET sha256 = %s WHERE seq = %s", chain.sha256(entry), seq)


def found(**more: Any) -> list[tuple[int, str, int]]:
    return [(one.seq, one.kind, one.until) for one in verify(**more).faults]


@pytest.fixture
def six() -> list[Entry]:
    """A chain of six."""
    return [act(after={"number": number}, reason=f"第{number}条") for number in range(1, 7)]


def test_nothing_yet_is_sound() -> None:
    assert verify().sound


def test_a_chain_left_alone_is_sound(six: list[Entry]) -> None:
    verdict = verify()
    assert (verdict.sound, verdict.count, verdict.end) == (True, 6, Mark(6, six[-1].sha256))


def test_a_changed_entry(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq = 3")
    assert found() == [(3, "changed", 0)]


def test_a_changed_entry_with_its_hash_made_anew(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq = 3")
    rehash(3)
    assert found() == [(4, "unlinked", 0)]


def test_the_last_entry_changed_with_its_hash_made_anew(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq = 6")
    rehash(6)
    assert found() == [(6, "replaced", 0)]


def test_two_swapped(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET seq = CASE seq WHEN 3 THEN 4 ELSE 3 END WHERE seq IN (3, 4)")
    assert {(3, "changed"), (4, "changed")} <= {(seq, kind) for seq, kind, _ in found()}


def test_one_removed_from_the_middle(six: list[Entry]) -> None:
    tamper("DELETE FROM journal_entry WHERE seq = 3")
    assert found() == [(3, "missing", 3)]


def test_one_removed_and_the_rest_moved_up(six: list[Entry]) -> None:
    tamper("DELETE FROM journal_entry WHERE seq = 3")
    tamper("UPDATE journal_entry SET seq = seq - 1 WHERE seq > 3")
    assert found()[:3] == [(3, "unlinked", 0), (3, "changed", 0), (4, "changed", 0)]
    assert found()[-1] == (6, "removed", 6)


def test_the_first_removed(six: list[Entry]) -> None:
    tamper("DELETE FROM journal_entry WHERE seq = 1")
    assert found() == [(1, "missing", 1)]


@pytest.mark.parametrize("seq", [0, -4, 3])
def test_one_inserted_under_a_number_that_is_taken_or_impossible(six: list[Entry], seq: int) -> None:
    entry = six[2]
    entry.seq = seq
    entry.sha256 = chain.sha256(entry)
    tamper("SELECT 1")
    Entry.objects.bulk_create([entry])
    assert (seq, "repeated") in {(seq, kind) for seq, kind, _ in found()}


def test_one_inserted_in_the_middle_with_room_made_for_it(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET seq = seq + 1 WHERE seq > 3")
    entry = Entry.objects.get(seq=3)
    entry.seq, entry.previous = 4, six[2].sha256
    entry.sha256 = chain.sha256(entry)
    Entry.objects.bulk_create([entry])
    kinds = {(seq, kind) for seq, kind, _ in found()}
    assert {(5, "unlinked"), (5, "changed"), (7, "surplus")} <= kinds


def test_one_added_behind_the_end(six: list[Entry]) -> None:
    entry = six[-1]
    entry.seq, entry.previous = 7, six[-1].sha256
    entry.sha256 = chain.sha256(entry)
    Entry.objects.bulk_create([entry])
    assert found() == [(7, "surplus", 0)]


def test_the_tail_cut_off(six: list[Entry]) -> None:
    tamper("DELETE FROM journal_entry WHERE seq > 4")
    assert found() == [(5, "removed", 6)]


def test_everything_gone(six: list[Entry]) -> None:
    tamper("DELETE FROM journal_entry")
    assert found() == [(1, "removed", 6)]


def test_the_tail_cut_off_and_the_register_set_back_carelessly(six: list[Entry]) -> None:
    tamper("DELETE FROM journal_entry WHERE seq > 4")
    Head.objects.update(seq=4)
    assert found() == [(4, "replaced", 0)]


def test_the_register_gone(six: list[Entry]) -> None:
    Head.objects.all().delete()
    assert found() == [(6, "headless", 0)]


def test_the_tail_cut_off_and_the_register_rewritten_is_found_only_by_a_mark_kept_elsewhere(six: list[Entry]) -> None:
    mark = head()
    tamper("DELETE FROM journal_entry WHERE seq > 4")
    Head.objects.update(seq=4, sha256=six[3].sha256)
    assert verify().sound  # docs/journal.md says so
    assert found(kept=mark) == [(5, "removed", 6)]


def test_a_chain_written_anew_from_the_middle_is_found_by_a_mark_kept_elsewhere(six: list[Entry]) -> None:
    mark = head()
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq = 4")
    for entry in Entry.objects.filter(seq__gte=4):
        before = Entry.objects.get(seq=entry.seq - 1).sha256
        tamper("UPDATE journal_entry SET previous = %s WHERE seq = %s", before, entry.seq)
        rehash(entry.seq)
    Head.objects.update(sha256=Entry.objects.get(seq=6).sha256)
    assert verify().sound
    assert found(kept=mark) == [(6, "replaced", 0)]
    assert found(kept=Mark(3, six[2].sha256)) == []


def test_a_mark_before_the_part_that_is_read_counts_too(six: list[Entry]) -> None:
    assert found(since=4, kept=Mark(2, six[1].sha256)) == []
    assert found(since=4, kept=Mark(2, "0" * 64)) == [(2, "replaced", 0)]
    tamper("DELETE FROM journal_entry WHERE seq = 2")
    assert found(since=4, kept=Mark(2, six[1].sha256)) == [(2, "missing", 2)]


def test_from_a_number_on_the_part_before_is_trusted(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET reason = '别的' WHERE seq = 2")
    assert found(since=3) == []
    assert verify(since=3).count == 4


def test_entries_added_while_it_reads_are_no_fault(six: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    step = chain.sha256

    def slow(entry: Entry) -> str:
        if entry.seq == 2:
            monkeypatch.setattr(chain, "sha256", step)
            act()
        return step(entry)

    monkeypatch.setattr(chain, "sha256", slow)
    assert verify().sound


def test_a_thousand_faults_are_counted_but_not_all_listed(six: list[Entry]) -> None:
    tamper("UPDATE journal_entry SET reason = '别的'")
    verdict = verify(most=2)
    assert (len(verdict.faults), verdict.more) == (2, 4)


def test_an_sm3_that_was_taken_away(six: list[Entry]) -> None:
    with override_settings(JOURNAL_SM3=True):
        act()
    tamper("UPDATE journal_entry SET sm3 = '' WHERE seq = 7")
    assert found() == [(7, "changed", 0)]
    tamper("UPDATE journal_entry SET sm3 = %s WHERE seq = 7", "0" * 64)
    rehash(7)
    Head.objects.update(sha256=Entry.objects.get(seq=7).sha256)
    assert found() == [(7, "sm3", 0)]


@pytest.mark.parametrize(
    "kind", ["changed", "unlinked", "missing", "repeated", "sm3", "removed", "surplus", "replaced"]
)
def test_every_fault_says_where(kind: str) -> None:
    assert "第 12 条" in Fault(12, kind, 13).text
    assert "journal_head" in Fault(12, "headless").text


def test_reading_is_one_pass_with_a_constant_number_of_queries(
    six: list[Entry], django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(3):  # register, entries, register
        verify()


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=30)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=3))


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seq=st.integers(1, 6), column=st.sampled_from(COLUMNS), data=st.data())
def test_any_change_of_any_column_of_any_entry_is_found(
    six: list[Entry], seq: int, column: str, data: st.DataObject
) -> None:
    entry = six[seq - 1]
    old = getattr(entry, column)
    if column == "seq":
        new: Any = data.draw(st.integers(-9, 99))
    elif column == "at":
        new = old + timedelta(microseconds=data.draw(st.integers(-(10**9), 10**9)))
    elif column == "context":
        new = data.draw(st.uuids())
    elif column in {"before", "after"}:
        new = data.draw(st.dictionaries(TEXT, JSON, max_size=3))
    else:
        new = data.draw(TEXT) if column != "reason" else data.draw(st.just("") | TEXT)
    if new == old:
        return
    with transaction.atomic():
        change(seq, column, new)
        faults = verify().faults
        assert faults
        assert min(abs(one.seq - seq) for one in faults) <= 1 or column == "seq"
        transaction.set_rollback(True)
    assert verify().sound


def change(seq: int, column: str, new: Any) -> None:
    value = json.dumps(new) if column in {"before", "after"} else new
    tamper(f'UPDATE journal_entry SET "{column}" = %s WHERE seq = %s', value, seq)  # noqa: S608 - our own columns


def test_many_entries_are_read_at_speed(six: list[Entry]) -> None:
    started = time.perf_counter()
    for _ in range(20):
        verify()
    assert time.perf_counter() - started < 5
