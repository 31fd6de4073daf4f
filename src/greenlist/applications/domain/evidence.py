"""The verbs of evidence: hand in, replace, take out, say what a file proves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.freezing import files_cited
from greenlist.applications.limits import limits_of
from greenlist.applications.locks import may_change
from greenlist.applications.models import Application, Evidence, EvidenceUse
from greenlist.applications.queries.evidence import in_force
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat

from .keeping import (
    CLAIMED,
    NO_DETAILS,
    Details,
    Upload,
    check_places,
    described,
    hold,
    hold_for,
    keep_blob,
    make_evidence,
    named,
    prove,
    received,
    told,
    within,
)
from .stating import UnknownPlace, state

MAX_USES = 200  # places that one file may prove


@dataclass(frozen=True, slots=True)
class Added:
    """The evidence, and whether it is new: the same bytes handed in again are the evidence that is there."""

    evidence: Evidence
    new: bool


@transaction.atomic
def add_evidence(
    *,
    application: Application,
    upload: Upload,
    by: Hat,
    details: Details = NO_DETAILS,
    places: Sequence[str] = (),
    witness: str = CLAIMED,
) -> Added:
    """Keep a file for an application and note what it proves. `witness`: who hands it in, the unit or its agency.

    Raises:
        FileRefused: too large, of a type not taken, harmful, or over the limits of the policy.
        NotAllowed: not this hat's to change, or locked.
    """
    limits = limits_of(application.round)
    with received(upload, limits) as (incoming, name, kind):
        held = hold(application, by, places, witness)
        check_places(held, places)
        same = in_force(held).filter(blob_id=incoming.sha256, witness=witness).first()
        if same is not None:
            prove(same, places)
            return Added(same, new=False)
        within(held, limits, size=incoming.size, files=1, witness=witness)
        made = make_evidence(held, keep_blob(incoming, kind), name, by=by, details=details, witness=witness)
        prove(made, places)
    record("evidence.added", held, by=by.actor, after=told(made) | {"proves": list(places)})
    return Added(made, new=True)


@transaction.atomic
def replace_evidence(*, evidence: Evidence, upload: Upload, by: Hat, details: Details = NO_DETAILS) -> Evidence:
    """A new version of a file: the old one is kept, what it proved is proved by the new one.

    Raises FileRefused as `add_evidence` does, and for bytes that stand there already; NotAllowed.
    """
    limits = limits_of(evidence.application.round)
    with received(upload, limits) as (incoming, name, kind):
        held = hold_for(evidence, by)
        old = in_force(held).filter(pk=evidence.pk).first()
        if old is None:
            raise FileRefused(_("这个文件已被替换或移除；请刷新后再看。"))
        if in_force(held).filter(blob_id=incoming.sha256, witness=old.witness).exists():
            raise FileRefused(_("内容与已有的文件完全相同，没有替换；请确认选对了文件。"))
        within(held, limits, size=incoming.size - old.blob.size, files=0, witness=old.witness)
        blob, witness = keep_blob(incoming, kind), old.witness
        made = make_evidence(held, blob, name, by=by, details=details, replaces=old, witness=witness)
        _carry_over(held, old, made, by)
    record("evidence.replaced", held, by=by.actor, before=told(old), after=told(made))
    return made


def _carry_over(application: Application, old: Evidence, new: Evidence, by: Hat) -> None:
    """What the old version proves is proved by the new one. Claims that cite it are stated anew where they may be."""
    stated = application.statements.filter(current=True)
    cited = [(one, page) for one in stated for file, page in files_cited(one) if file == old.pk]
    pages = {one.place: page for one, page in cited} | {use.place: use.page for use in old.uses.all()}
    EvidenceUse.objects.bulk_create(EvidenceUse(evidence=new, place=place, page=page) for place, page in pages.items())
    for one, _page in cited:
        if one.evidence_id == old.pk and one.witness == CLAIMED == new.witness and may_change(application, one.place):
            with suppress(UnknownPlace):  # of a form before the standard was changed
                state(
                    application=application, place=one.place, content=one.content, by=by, unit=one.unit,
                    reason=one.reason, evidence=new, page=one.page, base=one.pk,
                )  # fmt: skip


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Hat) -> None:
    """Take a file out of the draft. Submissions it was part of keep it, and values that cite it keep their word.

    Raises NotAllowed.
    """
    held = hold_for(evidence, by)
    row = in_force(held).filter(pk=evidence.pk).first()
    if row is None:
        return
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    record("evidence.removed", held, by=by.actor, before=told(row))


@transaction.atomic
def describe_evidence(*, evidence: Evidence, details: Details, by: Hat) -> None:
    """Change dates and note of a file. Raises NotAllowed."""
    held = hold_for(evidence, by)
    row = Evidence.objects.get(pk=evidence.pk)
    before = described(row)
    row.issued_on, row.expires_on, row.note = details.issued_on, details.expires_on, details.note
    row.save(update_fields=["issued_on", "expires_on", "note"])
    if before != described(row):
        record("evidence.described", held, by=by.actor, before=named(row) | before, after=named(row) | described(row))


@transaction.atomic
def link_evidence(*, evidence: Evidence, place: str, by: Hat, page: str = "") -> EvidenceUse:
    """Note that a file proves a place, and on which page. Raises FileRefused for no such place; NotAllowed."""
    held = hold_for(evidence, by, [place])
    check_places(held, [place])
    if evidence.uses.exclude(place=place).count() >= MAX_USES:
        raise FileRefused(_("一个文件最多证明 %(most)d 处；请拆成几个文件。") % {"most": MAX_USES})
    use, _made = EvidenceUse.objects.update_or_create(evidence=evidence, place=place, defaults={"page": page[:40]})
    record("evidence.linked", held, by=by.actor, after=named(evidence) | {"place": place, "page": use.page})
    return use


@transaction.atomic
def unlink_evidence(*, use: EvidenceUse, by: Hat) -> None:
    """The file no longer proves that place. Raises NotAllowed."""
    held = hold_for(use.evidence, by, [use.place])
    gone, _each = EvidenceUse.objects.filter(pk=use.pk).delete()
    if gone:
        before = named(use.evidence) | {"place": use.place, "page": use.page}
        record("evidence.unlinked", held, by=by.actor, before=before)
