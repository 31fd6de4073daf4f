"""Who sees and declares relations between agency and unit, and affiliations of an agency."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Affiliation, DeclaredRelation
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no

from .engagements import ANSWERING, NOTHING

UNSEEN = _("看不到这项申报。")


class DeclaredRelationAccess:
    """Both sides see what either declared about the two; each takes back only its own word."""

    def visible(self, hat: Hat | None) -> QuerySet[DeclaredRelation]:
        """What was declared about one's own organisation."""
        rows = DeclaredRelation.objects.all()
        if hat is None or hat.organisation is None or not hat.among(roles.AGENCY | roles.APPLICANT):
            return rows.none()
        return rows.filter(Q(agency=hat.organisation) | Q(unit=hat.organisation))

    def may(self, hat: Hat | None, act: str, row: DeclaredRelation) -> Ruling:
        """Acts: see; declare (a row not yet saved); withdraw."""
        if hat is None or hat.organisation is None or hat.organisation.pk not in {row.agency_id, row.unit_id}:
            return no(UNSEEN)
        if not hat.among(roles.AGENCY | roles.APPLICANT):
            return no(UNSEEN)
        if act == "see":
            return YES
        if act not in {"declare", "withdraw"}:
            return no(NOTHING)
        if hat.among(roles.AGENCY) and hat.role not in ANSWERING:
            return no(_("由机构负责人或评价员办理。"))
        if act == "declare":
            return YES
        if row.withdrawn_at is not None:
            return no(_("这项申报已经撤回。"))
        own = row.hat is not None and row.hat.organisation_id == hat.organisation.pk
        return YES if own else no(_("对方申报的关系由对方撤回。"))


class AffiliationAccess:
    """The agency and the provinces it filed with see them; whoever entered one takes it back."""

    def visible(self, hat: Hat | None) -> QuerySet[Affiliation]:
        """The affiliations a hat may see."""
        rows = Affiliation.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.AGENCY):
            return rows.filter(agency=hat.organisation)
        if hat.among(roles.PROVINCE):
            return rows.filter(agency__filings__jurisdiction=hat.jurisdiction).distinct()
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Affiliation) -> Ruling:
        """Acts: see; declare (a row not yet saved); withdraw."""
        if hat is None or not self._sees(hat, row):
            return no(UNSEEN)
        if act == "see":
            return YES
        if act not in {"declare", "withdraw"}:
            return no(NOTHING)
        if hat.among(roles.AGENCY) and hat.role not in ANSWERING:
            return no(_("由机构负责人或评价员办理。"))
        if act == "declare":
            return YES
        if row.withdrawn_at is not None:
            return no(_("这项申报已经撤回。"))
        own = row.hat is not None and hat.organisation is not None and row.hat.organisation_id == hat.organisation.pk
        return YES if own else no(_("由登记的一方撤回。"))

    def _sees(self, hat: Hat, row: Affiliation) -> bool:
        if hat.among(roles.AGENCY):
            return hat.organisation is not None and hat.organisation.pk == row.agency_id
        if not hat.among(roles.PROVINCE):
            return False
        return row.agency.filings.filter(jurisdiction=hat.jurisdiction).exists()


declared_relations = DeclaredRelationAccess()
affiliations = AffiliationAccess()
