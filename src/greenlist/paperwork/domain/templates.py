"""The verbs of templates: upload a version, put one in force, take it out again."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.limits import MB, Limits
from greenlist.documents.filling.kinds import KINDS
from greenlist.documents.filling.trial import Tried, tried
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.paperwork.models import DocumentTemplate
from greenlist.paperwork.queries.templates import policies_of
from greenlist.paperwork.rules.templates import templates
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction

LIMITS = Limits(5 * MB, 5 * MB, 1, frozenset({"docx"}))  # filling.reading.MOST
LONG = 1000  # characters of a note


def upload_template(*, kind: str, policy: str, upload: Upload, note: str, by: Hat) -> DocumentTemplate:
    """Keep a file as the next version for a kind, once it was tried on a sample. It is not in force yet.

    Raises:
        NotAllowed: not of the province.
        Refused: no such kind, no round under the policy.
        FileRefused: no harmless DOCX.
        Unfit: it may not be used as a template; every problem with its place.
    """
    require(templates.may_open(by))
    place = _place(by)
    if kind not in KINDS:
        raise Refused(_("没有这种文件。"))
    if policy and policy not in dict(policies_of(place)):
        raise Refused(_("没有按这份政策开展的轮次，请重新选择。"), "policy")
    with received(upload, LIMITS) as (incoming, name, file_type):
        found = tried(incoming.path.read_bytes(), KINDS[kind])  # before anything is locked: it takes seconds
        with transaction.atomic():
            blob = keep_blob(incoming, file_type)
            return _keep(place, kind, policy, found, by, blob=blob, name=name, note=note.strip()[:LONG])


def _keep(
    place: Jurisdiction, kind: str, policy: str, found: Tried, by: Hat, **file: object
) -> DocumentTemplate:  # fmt: skip
    Jurisdiction.objects.select_for_update().get(pk=place.pk)  # two uploads at once do not get one number
    known = DocumentTemplate.objects.filter(place=place, kind=kind, policy=policy)
    number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
    row = DocumentTemplate.objects.create(
        place=place, kind=kind, policy=policy, number=number, used=list(found.used),
        missing=[list(one) for one in found.missing], seconds=Decimal(str(found.seconds)), by=by.person,
        at=clock.now(), **file,
    )  # fmt: skip
    record("template.uploaded", row, by=by.actor, after=told(row))
    return row


@transaction.atomic
def activate_template(*, template: DocumentTemplate, by: Hat) -> DocumentTemplate:
    """Put a version in force, an earlier one too; the one in force before goes out.

    Raises NotAllowed: no approver, the one who uploaded it, or its file is not scanned yet.
    """
    held = _hold(template)
    require(templates.may(by, "activate", held))
    before = DocumentTemplate.objects.filter(place=held.place, kind=held.kind, policy=held.policy, active=True)
    replaced = before.first()
    before.update(active=False)
    held.active, held.activated_by, held.activated_at = True, by.person, clock.now()
    held.save(update_fields=["active", "activated_by", "activated_at"])
    record(
        "template.activated", held, by=by.actor, before={"number": replaced.number if replaced else None},
        after=told(held),
    )  # fmt: skip
    return held


@transaction.atomic
def retire_template(*, template: DocumentTemplate, by: Hat, reason: str) -> DocumentTemplate:
    """Take a version out of force: documents look as the program makes them. Raises NotAllowed; Refused: no reason."""
    held = _hold(template)
    require(templates.may(by, "retire", held))
    if not reason.strip():
        raise Refused(_("请写明为什么停用。"), "reason")
    held.active = False
    held.save(update_fields=["active"])
    record("template.retired", held, by=by.actor, after=told(held), reason=reason.strip()[:LONG])
    return held


def _hold(template: DocumentTemplate) -> DocumentTemplate:
    Jurisdiction.objects.select_for_update().get(pk=template.place_id)  # two versions are not put in force at once
    return DocumentTemplate.objects.select_related("place", "blob").get(pk=template.pk)


def _place(by: Hat) -> Jurisdiction:
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    return by.jurisdiction


def told(row: DocumentTemplate) -> dict[str, object]:
    """A version for the journal."""
    return {"kind": row.kind, "policy": row.policy, "number": row.number, "name": row.name, "sha256": row.blob_id}
