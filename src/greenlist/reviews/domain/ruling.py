"""Written words on what screening hit or left open, before recommendation (RS-2) and before sending up (RS-3)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.reviews.guards import stale
from greenlist.reviews.models import ScreeningRuling
from greenlist.reviews.rescreening import digest_of, screened
from greenlist.reviews.rules import rulings
from greenlist.screening.outcomes import Outcome

from .holding import hold, keep_paper


@transaction.atomic
def rule_on_screening(
    *, application: Application, point: str, reason: str, document: Upload | None, by: Hat
) -> ScreeningRuling:
    """Decide in writing that a unit may go on in spite of what screening found. It lapses as soon as anything else
    is found. An earlier word about the same point gives way.

    Raises:
        NotAllowed: not an approver of the office whose point it is (RS-2 city, RS-3 province), or a case of one's own.
        Refused: nothing to decide, not screened again yet, no reason, or a hit without a document (`document`).
        FileRefused: the document is not one that is taken.
    """
    held = hold(application)
    require(rulings.may_rule(by, held, point))
    found = screened(held)
    if found is None or not found.fresh(point):
        raise Refused(stale(found, point))
    if found.outcome == Outcome.CLEAR:
        raise Refused(_("筛查没有发现否决情形，不用认定。"))
    if not reason.strip():
        raise Refused(_("请写明认定的理由。"), "reason")
    if found.outcome == Outcome.HIT and document is None:
        raise Refused(_("筛查命中否决情形，要上传认定的书面依据。"), "document")
    blob, name = keep_paper(document) if document is not None else (None, "")
    _give_way(held, point, by)
    made = ScreeningRuling.objects.create(
        application=held, point=point, outcome=found.outcome, findings=digest_of(found), reason=reason.strip(),
        blob=blob, blob_name=name, by=by.person, hat=by.label[:200], at=clock.now(),
    )  # fmt: skip
    record("screening_ruling.made", made, by=by.actor, after=told(made), reason=made.reason)
    return made


def _give_way(application: Application, point: str, by: Hat) -> None:
    earlier = ScreeningRuling.objects.filter(application=application, point=point, withdrawn_at=None)
    earlier.update(withdrawn_at=clock.now(), withdrawn_by=by.person, withdrawn_reason=_("由新的认定取代。"))


@transaction.atomic
def withdraw_ruling(*, ruling: ScreeningRuling, reason: str, by: Hat) -> ScreeningRuling:
    """Take a written word back. Raises NotAllowed as `rule_on_screening`; Refused: no reason, taken back already."""
    held = ScreeningRuling.objects.select_for_update(of=("self",)).select_related("application").get(pk=ruling.pk)
    require(rulings.may_rule(by, held.application, held.point))
    if held.withdrawn_at is not None:
        raise Refused(_("这项认定已经撤销。"))
    if not reason.strip():
        raise Refused(_("请写明撤销的理由。"), "reason")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = clock.now(), by.person, reason.strip()[:500]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("screening_ruling.withdrawn", held, by=by.actor, before=told(held), reason=held.withdrawn_reason)
    return held


def told(ruling: ScreeningRuling) -> dict[str, object]:
    """A written word for the journal."""
    return {
        "application": ruling.application_id, "point": ruling.point, "outcome": ruling.outcome,
        "findings": ruling.findings, "document": ruling.blob_name, "sha256": ruling.blob_id,
    }  # fmt: skip
