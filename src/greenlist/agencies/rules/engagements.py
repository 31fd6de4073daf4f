"""Who sees an engagement and takes part in it: its two sides, and the offices once the contract is signed."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.law import has_agencies
from greenlist.agencies.models import Engagement
from greenlist.applications.models import Application, Route
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

S = Engagement.State
ASKING = frozenset(
    {"draft", "self_screened", "self_evaluated"}
)  # an agency is chosen before the application is handed in
EVALUATING = frozenset({"contracted", "planned", "documents_reviewed", "site_evaluated", "report_drafted"})
ANSWERING = frozenset({Role.AGENCY_EVALUATOR, Role.AGENCY_HEAD})
NOTHING = _("没有这项操作。")
UNSEEN = _("看不到这项委托。")
OTHER_SIDE = _("这一步由对方办理。")


class EngagementAccess:
    """The one answer about engagements.

    An agency sees its own, a unit its own; city and province those of their applications once a contract was signed.
    Nobody else sees any: an agency knows nothing of what another one was asked.
    """

    def visible(self, hat: Hat | None) -> QuerySet[Engagement]:
        """The engagements a hat may see."""
        rows = Engagement.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.AGENCY):
            return rows.filter(agency=hat.organisation)
        if hat.among(roles.APPLICANT):
            return rows.filter(application__unit=hat.organisation)
        signed = rows.filter(contracted_at__isnull=False)
        if hat.among(roles.CITY):
            return signed.filter(application__city=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            return signed.filter(application__city__path__startswith=hat.jurisdiction.path)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Engagement) -> Ruling:
        """Acts: see; withdraw, sign, end (the unit); answer, ask_to_end (the agency); contract, relate (both sides)."""
        if hat is None or not self._sees(hat, row):
            return no(UNSEEN)
        if act == "see":
            return YES
        if act in {"withdraw", "sign", "end"}:
            return self._unit(hat, act, row)
        if act in {"answer", "ask_to_end"}:
            return self._agency(hat, act, row)
        return self._both(hat, act, row) if act in {"contract", "relate"} else no(NOTHING)

    def may_ask(self, hat: Hat | None, application: Application) -> Ruling:
        """Whether a hat may ask an agency to evaluate an application now."""
        if hat is None or not self._of_unit(hat, application):
            return no(_("由申报单位选择评价机构。"))
        if not has_agencies(application.round):
            return no(_("本轮没有第三方评价。"))
        if application.route != Route.AGENCY:
            return no(_("评价方式不是第三方评价；要委托机构，请先改选评价方式。"))
        return YES if application.state in ASKING else no(_("现在不能再选择评价机构。"))

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat has a list of engagements at all."""
        agency = hat is not None and hat.among(roles.AGENCY)
        return YES if agency else no(_("委托清单供第三方评价机构使用。"))

    def _of_unit(self, hat: Hat, application: Application) -> bool:
        own = hat.organisation is not None and hat.organisation.pk == application.unit_id
        return own and hat.among(roles.APPLICANT)

    def _of_agency(self, hat: Hat, row: Engagement) -> bool:
        own = hat.organisation is not None and hat.organisation.pk == row.agency_id
        return own and hat.among(roles.AGENCY)

    def _sees(self, hat: Hat, row: Engagement) -> bool:
        """What `visible` says of one row, without asking the database."""
        if hat.jurisdiction is None:
            return False
        if self._of_unit(hat, row.application) or self._of_agency(hat, row):
            return True
        if row.contracted_at is None:
            return False
        city = row.application.city
        if hat.among(roles.CITY):
            return city.pk == hat.jurisdiction.pk
        return hat.among(roles.PROVINCE) and city.path.startswith(hat.jurisdiction.path)

    def _unit(self, hat: Hat, act: str, row: Engagement) -> Ruling:
        if not self._of_unit(hat, row.application):
            return no(OTHER_SIDE)
        if act == "withdraw":
            waiting = row.state in {S.ASKED, S.ACCEPTED}
            return YES if waiting else no(_("这项委托已经不能撤回。"))
        if act == "sign" and row.state != S.ACCEPTED:
            return no(_("机构接受委托以后才能签约。"))
        if act == "end" and not _under_way(row):
            return no(_("只有签约之后、报告签发之前可以解除委托。"))
        if hat.role != Role.APPLICANT_SIGNATORY:
            return no(_("签约和解除委托由单位负责人办理。"))
        return YES

    def _agency(self, hat: Hat, act: str, row: Engagement) -> Ruling:
        if not self._of_agency(hat, row):
            return no(OTHER_SIDE)
        if hat.role not in ANSWERING:
            return no(_("由机构负责人或评价员办理。"))
        if act == "answer":
            return YES if row.state == S.ASKED else no(_("这项询问已经答复或撤回。"))
        return YES if _under_way(row) else no(_("只有签约之后、报告签发之前可以请对方解除委托。"))

    def _both(self, hat: Hat, act: str, row: Engagement) -> Ruling:
        agency = self._of_agency(hat, row)
        if not agency and not self._of_unit(hat, row.application):
            return no(_("由委托的双方办理。"))
        if agency and hat.role not in ANSWERING:
            return no(_("由机构负责人或评价员办理。"))
        if act == "contract":
            return YES if row.state == S.ACCEPTED else no(_("机构接受之后、签约之前可以上传合同。"))
        return YES if row.state in Engagement.LIVE else no(_("委托已经结束，不能再申报关系。"))


def _under_way(row: Engagement) -> bool:
    return row.state == S.CONTRACTED and row.application.state in EVALUATING


def with_sides(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """The engagements with what the rules and verbs ask of them, in one query."""
    return rows.select_related(
        "agency", "filing", "application__unit", "application__city", "application__round__jurisdiction"
    )


def with_both(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """The same with what pages show besides."""
    people = ("asked_by", "answered_by", "contracted_by", "ended_by")
    return with_sides(rows).select_related("contract", *people)


def live(application: Application) -> Q:
    """The engagement of an application that is neither declined, withdrawn nor ended."""
    return Q(application=application, state__in=Engagement.LIVE)


engagements = EngagementAccess()
