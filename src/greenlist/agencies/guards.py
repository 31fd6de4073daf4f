"""What the process table asks about agencies: G-BAR, G-FILE, G-CAP, G-IND, G-SIGNED."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.agencies.law import has_agencies, third_party
from greenlist.agencies.models import Engagement, Sanction
from greenlist.agencies.queries.bars import bar_of, barred_names
from greenlist.agencies.queries.caps import counts_at, hold, standing_of
from greenlist.agencies.queries.engagements import filing_for
from greenlist.agencies.queries.imported import imported_by
from greenlist.agencies.queries.relations import relations_of
from greenlist.agencies.queries.reports import open_revision_of, signed_report
from greenlist.agencies.rules.engagements import live, with_sides
from greenlist.applications.models import Kind, Route
from greenlist.applications.process import GUARDS, Matter, Objection
from greenlist.engine import clock
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of
from greenlist.screening.names import read_name

_known: WeakKeyDictionary[Matter, Engagement | None] = WeakKeyDictionary()
PLACE = "agency"  # the page of the engagement, not a place of the form
COUNTED_FROM = {"report_drafted": "report", "selected": "recommendation"}  # state: what the step from there is to a cap
FULL = {
    "contract": gettext_lazy("“%(agency)s”的名额已满：已计%(used)d项，上限%(cap)d项。请另选机构。"),
    "report": gettext_lazy(
        "“%(agency)s”的名额已满：已计%(used)d项，上限%(cap)d项。本轮在出具报告时计入名额，这份报告不能签发；"
        "请与申报单位商定解除委托，由其另选机构。"
    ),
    "recommendation": gettext_lazy(
        "“%(agency)s”的名额已满：已计%(used)d项，上限%(cap)d项。本轮在推荐时计入名额，这家单位暂不能推荐；"
        "请把它移出推荐文，等该机构的项目有退回或不予推荐的，名额空出后再推荐。"
    ),
}


def not_barred(matter: Matter) -> list[Objection]:
    """G-BAR: the results of the agency are accepted today (196号 四, REQ-55).

    The agency engaged here; where the evaluation takes place elsewhere, the one that the application names.
    """
    application = matter.application
    if application.route != Route.AGENCY or not has_agencies(application.round):
        return []
    bar = _bar(matter)
    if bar is None:
        return []
    words = _("“%(agency)s”的评价结果自%(since)s至%(until)s不予采信（%(paper)s）。")
    values = {"agency": bar.agency.name, "since": bar.bar_from.isoformat(), "until": bar.bar_until.isoformat(),
              "paper": bar.circular_no}  # fmt: skip
    return [Objection("G-BAR", words % values, PLACE)]


def _bar(matter: Matter) -> Sanction | None:
    today, engaged = clock.today(), _accepted(matter)
    if engaged is not None:
        return bar_of(engaged.agency, province_of(engaged.application.round.jurisdiction), today)
    stated = matter.stated_at("unit.agency")
    named = read_name(str(stated.content)) if stated else None
    if named is None or not named.key:
        return None
    barred = barred_names(province_of(matter.application.round.jurisdiction), today)
    return barred.get(named.key) or barred.get(named.former_key)


def filed_in_time(matter: Matter) -> list[Objection]:
    """G-FILE: the filing is in force on the day the evaluation begins, and covers the kind (196号 四, REQ-50)."""
    if third_party(matter.application.round).filing_required.value is not True:
        return []  # the law of the round asks for no filing, or is not known to: shown, not decided by
    engaged = _accepted(matter)
    if engaged is None:
        return [_nobody("G-FILE")]
    filing = filing_for(engaged)
    if filing is None:
        return [Objection("G-FILE", _("“%(agency)s”没有在评价开始之日有效的备案。") % _named(engaged), PLACE)]
    if matter.application.kind not in filing.kinds:
        words = _("“%(agency)s”备案的范围不包括%(kind)s。")
        kind = str(Kind(matter.application.kind).label)
        return [Objection("G-FILE", words % (_named(engaged) | {"kind": kind}), PLACE)]
    return []


def place_left(matter: Matter) -> list[Objection]:
    """G-CAP: a place is left for the agency and whoever counts with it (办法 第二十条).

    Asked at every contract, and at the report or the recommendation where the policy counts from there. Inside a
    transaction nobody else counts until it ends.
    """
    application, event = matter.application, COUNTED_FROM.get(matter.application.state, "contract")
    if event not in {"contract", counts_at(application.round)}:
        return []
    agency = _counted(matter, event)
    if agency is None:
        return [] if event == "recommendation" else [_nobody("G-CAP")]
    if connection.in_atomic_block:
        hold(application.round)
    standing = standing_of(agency, application.round, but=application, beside=matter.beside)
    if not standing.full:
        return []
    values = {"agency": agency.name, "used": standing.used, "cap": standing.cap}
    return [Objection("G-CAP", str(FULL[event]) % values, PLACE)]


def _counted(matter: Matter, event: str) -> Organisation | None:
    """The agency whose place a project takes; None: nobody said yes, or at a recommendation nobody is known here."""
    engaged = _accepted(matter)
    if engaged is not None and (event == "contract" or engaged.state == Engagement.State.CONTRACTED):
        return engaged.agency
    elsewhere = event == "recommendation" and matter.application.route == Route.AGENCY
    return imported_by(matter.application) if elsewhere else None


def independent(matter: Matter) -> list[Objection]:
    """G-IND: the agency is in no relation to the unit that the law forbids (2017年第二批推荐通知)."""
    engaged = _accepted(matter)
    if engaged is None:
        return [_nobody("G-IND")]
    found = relations_of(engaged.agency, engaged.application.unit, engaged.application.round)
    words = _("“%(agency)s”与申报单位有不得委托的关系：%(what)s")
    return [
        Objection("G-IND", words % (_named(engaged) | {"what": one.detail}), PLACE)
        for one in found
        if one.effect == "forbid"
    ]


def report_signed(matter: Matter) -> list[Objection]:
    """G-SIGNED: an evaluation that takes place here has a signed report that nobody is changing."""
    engaged = _live(matter)
    if engaged is None or engaged.state != Engagement.State.CONTRACTED:
        return []  # the evaluation takes place elsewhere
    if signed_report(engaged) is None:
        return [Objection("G-SIGNED", _("“%(agency)s”还没有签发评价报告。") % _named(engaged), PLACE)]
    if open_revision_of(engaged) is not None:
        words = _("“%(agency)s”正在修改评价报告，签发新的一版后才能继续。")
        return [Objection("G-SIGNED", words % _named(engaged), PLACE)]
    return []


def _live(matter: Matter) -> Engagement | None:
    """The live engagement of an application; asked once for all guards of a step."""
    if matter not in _known:
        rows = Engagement.objects.filter(live(matter.application))
        _known[matter] = with_sides(rows).first()
    return _known[matter]


def _accepted(matter: Matter) -> Engagement | None:
    """The engagement whose contract is to be signed: the agency said yes."""
    found = _live(matter)
    return found if found is not None and found.state != Engagement.State.ASKED else None


def _nobody(guard: str) -> Objection:
    return Objection(guard, _("还没有机构接受委托。"), PLACE)


def _named(engagement: Engagement) -> dict[str, object]:
    return {"agency": engagement.agency.name}


GUARDS.update({
    "G-BAR": not_barred, "G-FILE": filed_in_time, "G-CAP": place_left, "G-IND": independent, "G-SIGNED": report_signed,
})  # fmt: skip
