"""What the city makes of an objection: it stands, then the unit is not recommended; or it does not. With the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.process import transition
from greenlist.consultations.models import ObjectionRuling, Reply
from greenlist.consultations.queries.holding import held_reply
from greenlist.consultations.rules.letters import own_among, replies
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Role
from greenlist.parties.queries import people_of

REJECTED = {"consulted": "B03", "selected": "B04"}  # from where a standing objection leads out of the round


@transaction.atomic
def rule_objection(*, reply: Reply, stands: bool, reason: str, by: Hat) -> ObjectionRuling:
    """Decide about an objection; a standing one rejects the unit in the same act, with the same reason.

    The unit reads the reason and nothing else: not who objected, nor what facts were given.

    Raises:
        Refused: no reason, one's own unit.
        TransitionRefused: the unit cannot be rejected from where it is; nothing is decided then.
    """
    held = held_reply(reply.pk)
    require(replies.may(by, "rule", held))
    reason = reason.strip()
    if not reason:
        raise Refused(_("请写明认定的理由。"), "reason")
    application = held.unit.application
    if own_among(by.person, [application]):
        raise Refused(_("您在这家单位或其评价机构任职，请由他人认定。"))
    made = ObjectionRuling.objects.create(reply=held, stands=stands, reason=reason, by=by.person, at=clock.now())
    if held.letter.department is not None:
        notify(
            people=people_of(held.letter.department, frozenset({Role.DEPARTMENT})),
            code="consult_stands" if stands else "consult_dismissed",
            params={"unit": application.unit.name, "city": application.city.name, "reason": reason},
            url=f"/letters/{held.letter_id}/",
        )  # fmt: skip
    about = {"unit": application.unit.name, "department": held.letter.addressee, "stands": stands}
    if stands:
        transition(
            application=application, way=REJECTED.get(application.state, "rejected"), by=by, reason=reason,
            after=lambda _matter, _passage: {"objection": held.pk} | about,
        )  # fmt: skip
    else:
        record("consultation.objection_dismissed", held, by=by.actor, after=about, reason=reason)
    return made
