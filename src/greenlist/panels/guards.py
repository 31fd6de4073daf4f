"""What the process table asks about expert review: G-REVIEW."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.process import GUARDS, Matter, Objection
from greenlist.panels.law import expert_review
from greenlist.panels.models import Assignment

PLACE = "review"  # the page of the panel, not a place of the form


def reviewed(matter: Matter) -> list[Objection]:
    """G-REVIEW: as many experts as the policy asks for have signed, on the newest version handed in.

    Where the policy names no number nothing is asked; pages show that it is open. Sheets of ended assignments do not
    count, nor do those over a version that is not the newest.
    """
    application = matter.application
    least = expert_review(application.round).experts_per_case.value
    if least is None:
        return []
    newest = application.submissions.order_by("-number").values("pk")[:1]
    signed = Assignment.objects.filter(
        application=application, ended_at=None, sheet__signed_at__isnull=False, sheet__submission__in=newest
    ).values("expert").distinct().count()  # fmt: skip
    if signed >= least:
        return []
    words = _("专家评审意见不够：要 %(least)d 份，已签署 %(signed)d 份，还差 %(missing)d 份。")
    values = {"least": least, "signed": signed, "missing": least - signed}
    return [Objection("G-REVIEW", words % values, PLACE)]


GUARDS["G-REVIEW"] = reviewed
