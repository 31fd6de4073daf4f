"""An act leaves an entry that joins on to the one before, or it does not happen."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import override_settings

from greenlist.journal.context import PROGRAM, Actor, Context, within
from greenlist.journal.domain import record
from greenlist.journal.models import Entry, Head
from greenlist.journal.verify import verify
from greenlist.parties.models import Jurisdiction

SOMEBODY = Actor("7", "王填报（owner）", "示例食品有限公司 · 填报人")


def act(name: str = "place.named", **more: Any) -> Entry:
    """One act about a place that need not exist."""
    with transaction.atomic():
        return record(name, Jurisdiction(pk=1, name="长春市"), by=SOMEBODY, **more)


@transaction.atomic
def make_a_place(**more: Any) -> None:
    place = Jurisdiction.objects.create(code="x", name="某市", level="city", path="/x/")
    record("place.made", place, by=SOMEBODY, **more)


@pytest.mark.django_db
def test_entries_are_numbered_and_joined() -> None:
    first, second = act(), act(before={"name": "旧"}, after={"name": "新"}, reason="更名")
    assert (first.seq, second.seq) == (1, 2)
    assert second.previous == first.sha256
    kept = Entry.objects.get(seq=2)
    assert kept.object_type == "parties.jurisdiction"
    assert (kept.object_name, kept.actor_name, kept.hat) == ("长春市", SOMEBODY.name, SOMEBODY.hat)
    assert (kept.before, kept.after, kept.reason) == ({"name": "旧"}, {"name": "新"}, "更名")


@pytest.mark.django_db
def test_entries_of_one_request_share_its_context() -> None:
    with within(Context(source="10.0.0.7")):
        one, other = act(), act()
    assert one.context == other.context != act().context
    assert one.source == "10.0.0.7"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [
        1,
        1.0,
        1e20,
        1e-7,
        -0.0,
        0.1,
        12345678901234567890,
        "",
        "汉字 \U0001f331",
        None,
        True,
        [1, [2.0, {"b": 1, "a": 2}]],
    ],
    ids=repr,
)
def test_what_the_database_gives_back_has_the_hash_of_what_was_written(value: Any) -> None:
    act(after={"value": value})
    assert verify().sound


@pytest.mark.django_db
def test_secrets_are_masked_at_any_depth() -> None:
    entry = act(
        before={"password": "a", "name": "b"},
        after={"people": [{"totp_secret": "c"}], "nested": ({"Api_Key": "d"},), "note": "e"},
    )
    assert entry.before == {"password": "***", "name": "b"}
    assert entry.after == {"people": [{"totp_secret": "***"}], "nested": [{"Api_Key": "***"}], "note": "e"}


@pytest.mark.django_db
def test_sm3_stands_beside_where_the_setting_asks_for_it() -> None:
    with override_settings(JOURNAL_SM3=True):
        entry = act(after={"note": "国密"})
    assert len(entry.sm3) == 64
    assert act().sm3 == ""
    assert verify().sound


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="outside of a transaction"):
        record("place.named", Jurisdiction(pk=1, name="长春市"), by=PROGRAM)


@pytest.mark.django_db
def test_where_the_entry_cannot_be_written_the_act_does_not_happen() -> None:
    with pytest.raises(TypeError):
        make_a_place(after={"figure": Decimal(1)})
    assert not Jurisdiction.objects.filter(code="x").exists()
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_where_the_database_refuses_the_entry_the_act_does_not_happen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry ADD CONSTRAINT full_disk CHECK (act <> 'place.made')")
    with pytest.raises(IntegrityError, match="full_disk"):
        make_a_place()
    assert not Jurisdiction.objects.filter(code="x").exists()
    assert not Head.objects.filter(seq__gt=0).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"],
)
def test_the_triggers_refuse_to_change_or_remove(statement: str) -> None:
    act()
    with pytest.raises(Exception, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain_without_gaps() -> None:
    def write() -> None:
        try:
            for _ in range(10):
                act()
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert list(Entry.objects.values_list("seq", flat=True)) == list(range(1, 61))
    assert verify().sound
