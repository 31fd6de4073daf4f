"""What screening found about a unit that is on a list now."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from greenlist.documents.dynamic import Seen
from greenlist.listings.telling import SCREENINGS, LastScreening
from greenlist.parties.access import Hat
from greenlist.screening.outcomes import Outcome

from .catalogue import catalogue_of
from .models import Finding, Run, UnitResult
from .rules import unit_results

GRAVE = (Outcome.HIT, Outcome.CANDIDATE)
WORDS = {Outcome.HIT: "命中", Outcome.CANDIDATE: "疑似"}


def last_screening(hat: Hat | None, uscc: str) -> LastScreening | None:
    """The newest answer this hat may see about a code, with what was found of the unit itself. Four queries."""
    rows = unit_results.visible(hat).filter(uscc=uscc, run__state=Run.State.DONE)
    newest = rows.select_related("run__round__law").defer("answer").order_by("-run__as_of", "-pk").first()
    return None if newest is None else LastScreening(newest.run.as_of, tuple(_seen(newest)))


def _seen(unit: UnitResult) -> Iterator[Seen]:
    with override("zh-hans"):  # for a document in Chinese
        names = catalogue_of(unit.run.round)
    for one in Finding.objects.filter(unit=unit, history=False, tenant=False, outcome__in=GRAVE):
        yield Seen(_condition(one.condition), _text(one, names.source(one.source)))


def _condition(fine: str) -> str:
    """The condition of 第十五条 that a finer one belongs to: NEG-1a is part of NEG-1, NEG-2a stands by itself."""
    return fine if fine.startswith("NEG-2") else fine.rstrip("abcdefgh")


def _text(one: Finding, source: str) -> str:
    record = one.ruling.get("record") or {}
    dated = record.get("dated_on")
    parts = (record.get("category"), record.get("doc_no"), f"（{dated}）" if dated else "")
    named = " ".join(part for part in parts if part)
    return f"{WORDS[Outcome(one.outcome)]}：{source} {named}".strip()


SCREENINGS.append(last_screening)
