"""Verifying as an act: done, and entered in the chain itself, so that the outcome has a time and a name."""

from __future__ import annotations

from django.db import transaction

from .context import Actor
from .domain import record
from .models import Entry, Head
from .verify import Mark, Verdict, verify

ACT = "journal.verified"
AT_ONCE = 100_000  # entries a page reads while somebody waits, a few seconds


def check_chain(*, by: Actor, since: int = 1) -> Verdict:
    """Verify from `since` on and enter the outcome. The reading itself holds no lock."""
    verdict = verify(since=since)
    after = {
        "sound": verdict.sound, "since": since, "seq": verdict.end.seq, "sha256": verdict.end.sha256,
        "faults": [{"seq": one.seq, "kind": one.kind, "until": one.until} for one in verdict.faults[:20]],
        "count": len(verdict.faults) + verdict.more,
    }  # fmt: skip
    with transaction.atomic():
        record(ACT, Head(pk=1), by=by, after=after, subject_name="journal")
    return verdict


def last_check() -> Entry | None:
    """The entry of the last verification."""
    return Entry.objects.filter(object_type="journal.head", object_id="1", act=ACT).order_by("-seq").first()


def where_to_begin() -> int:
    """From where a page verifies: the beginning, or behind what was found sound before where the chain is long."""
    end = Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    if end <= AT_ONCE:
        return 1
    sound = Entry.objects.filter(object_type="journal.head", object_id="1", act=ACT, after__sound=True)
    last = sound.order_by("-seq").first()
    return int(last.after["seq"]) + 1 if last is not None and last.after else end - AT_ONCE


def mark_of(text: str) -> Mark:
    """`SEQ:HASH` as a mark. Raises ValueError."""
    seq, _colon, sha256 = text.partition(":")
    if not seq.isdecimal() or len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError(text)
    return Mark(int(seq), sha256)
