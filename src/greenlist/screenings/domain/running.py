"""The verbs of running: an office screens its round, a unit checks itself."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round
from greenlist.screenings.asking import Question
from greenlist.screenings.models import ListFile, Run
from greenlist.screenings.queries import in_round, opened_sources
from greenlist.screenings.subjects import provinces, subjects_of, with_names

from .keeping import Why, actor_of, answered, told


@transaction.atomic
def run(
    *,
    round: Round,  # noqa: A002 - what is screened
    authority: Jurisdiction,
    purpose: str,
    as_of: date | None = None,
    applications: QuerySet[Application] | None = None,
    by: Hat | None,
    because: ListFile | None = None,
) -> Run:
    """Screen what an authority has of a round - a city its units, the province all - or some applications of it.

    `as_of`: the day the lists are asked about, today where nobody says. A run that came to no answer is kept
    as failed. Raises Refused: nothing to screen, or a day to come.
    """
    day = as_of or clock.today()
    if day > clock.today():
        raise Refused(_("筛查日期 %(on)s 还没有到，请核对。") % {"on": day.isoformat()}, "as_of")
    rows = in_round(round, authority) if applications is None else applications
    subjects = subjects_of(with_names(rows), provinces())
    if not subjects:
        raise Refused(_("这一轮次还没有提交的申报，没有可以筛查的单位。"))
    question = Question(round, province_of(authority), subjects, day)
    made = answered(Why(round, authority, purpose, by, because, whole=applications is None), question)
    record("screening.run", made, by=actor_of(by), after=told(made))
    return made


@transaction.atomic
def self_check(*, application: Application, by: Hat) -> Run:
    """An applicant's own check, against the public sources that the province has opened.

    Raises Refused: none is open.
    """
    province = province_of(application.city)
    opened = opened_sources(province)
    if not opened:
        raise Refused(_("省厅还没有开放可以自查的公开名单；请按通知要求自行查询并上传截图。"))
    rows = with_names(Application.objects.filter(pk=application.pk))
    question = Question(application.round, province, subjects_of(rows, provinces()), clock.today(), opened)
    why = Why(
        application.round, application.city, Run.Purpose.SELF_CHECK, by, whole=False, application_id=application.pk
    )
    made = answered(why, question)
    record("screening.self_checked", made, by=by.actor, after=told(made) | {"application": application.pk})
    return made
