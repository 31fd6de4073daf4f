"""Stop an application where an exclusion condition came true, and let it go on by a written verdict (N01 to N90)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload
from greenlist.applications.models import Application, Passage
from greenlist.applications.process import Matter, transition
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.reviews.models import Block
from greenlist.reviews.queries.blocking import conditions_of
from greenlist.reviews.rules import reviews

from .holding import keep_paper, way_to

BLOCKED = "blocked"


@transaction.atomic
def block(
    *,
    application: Application,
    condition: str,
    reason: str,
    document: Upload | None,
    by: Hat,
    version: int | None = None,
) -> Block:
    """Stop an application: an exclusion condition of the policy is true of the unit (of a park, of a tenant).

    Raises:
        NotAllowed: another office's step, no way from here, or a case of one's own.
        Refused: no such condition, no reason, no document.
        FileRefused: the document is not one that is taken.
        StaleApplication: moved since `version`.
    """
    require(reviews.may(by, "block", application))
    name = conditions_of(application.round).get(condition)
    if name is None:
        raise Refused(_("请选择成立的否决情形。"), "condition")
    if not reason.strip():
        raise Refused(_("请写明事实和依据。"), "reason")
    if document is None:
        raise Refused(_("请上传查询截图、部门复函等依据。"), "document")
    blob, file = keep_paper(document)
    made: list[Block] = []

    def keep(matter: Matter, passage: Passage) -> dict[str, object]:
        made.append(Block.objects.create(
            application=matter.application, condition=condition, condition_name=name[:200], reason=reason.strip(),
            blob=blob, blob_name=file, by=by.person, hat=by.label[:200], at=passage.at,
        ))  # fmt: skip
        return {"block": made[0].pk, "condition": condition, "document": file, "sha256": blob.pk}

    said = _("%(id)s %(name)s：%(reason)s") % {"id": condition, "name": name, "reason": reason.strip()}
    transition(
        application=application, way=way_to(application, BLOCKED), by=by, version=version, reason=said, after=keep
    )
    return made[0]


@transaction.atomic
def unblock(
    *, application: Application, verdict: str, document: Upload | None, by: Hat, version: int | None = None
) -> Block:
    """Let a stopped application go on, back to the draft, by a written verdict: the condition is not true, or is over.

    Raises as `block`.
    """
    require(reviews.may(by, "unblock", application))
    if not verdict.strip():
        raise Refused(_("请写明书面认定的内容。"), "verdict")
    if document is None:
        raise Refused(_("请上传书面认定的文件。"), "document")
    held = Block.objects.select_for_update(of=("self",)).filter(application=application, ended_at=None).first()
    if held is None:
        raise Refused(_("没有找到中止的记录。"))
    blob, file = keep_paper(document)

    def keep(_matter: Matter, passage: Passage) -> dict[str, object]:
        held.verdict, held.verdict_blob, held.verdict_name = verdict.strip(), blob, file
        held.ended_by, held.ended_hat, held.ended_at = by.person, by.label[:200], passage.at
        held.save()
        return {"block": held.pk, "condition": held.condition, "document": file, "sha256": blob.pk}

    transition(
        application=application, way=way_to(application, "draft"), by=by, version=version, reason=verdict.strip(),
        after=keep,
    )  # fmt: skip
    return held
