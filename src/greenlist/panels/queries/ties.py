"""What ties experts to units and agencies, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from django.db.models import Q
from django.utils.translation import gettext as _

from greenlist.agencies.models import Filing, StaffMember
from greenlist.engine import clock
from greenlist.panel.facts import Reviewer, Sort, Tie
from greenlist.panels.models import ClearedDoubt, DeclaredConflict, Expert, PastEmployer, SharedWork
from greenlist.parties import roles
from greenlist.parties.models import Membership, Organisation

ROLES = roles.APPLICANT | roles.AGENCY
Ties = dict[int, list[Tie]]  # by expert


def reviewers(experts: Iterable[Expert]) -> list[Reviewer]:
    """Experts with everything that may tie them to a case. Needs `person`; seven queries whatever their number."""
    wanted = list(experts)
    if not wanted:
        return []
    found: Ties = defaultdict(list)
    for add in (_own, _employers, _past, _shared, _memberships, _staff):
        add(wanted, found)
    declared: dict[int, dict[int, str]] = defaultdict(dict)
    for one in DeclaredConflict.objects.filter(expert__in=wanted, withdrawn_at=None):
        declared[one.expert_id][one.application_id] = one.reason
    cleared: dict[int, set[tuple[Sort, int]]] = defaultdict(set)
    for doubt in ClearedDoubt.objects.filter(expert__in=wanted, withdrawn_at=None):
        cleared[doubt.expert_id].add((Sort(doubt.sort), doubt.organisation_id))
    return [
        Reviewer(one.pk, tuple(found[one.pk]), declared.get(one.pk, {}), frozenset(cleared.get(one.pk, ())))
        for one in wanted
    ]


def _own(experts: Sequence[Expert], found: Ties) -> None:
    """The own name, and the employer as the expert states it."""
    for one in experts:
        found[one.pk].append(Tie(Sort.EMPLOYER, name=one.employer, uscc=one.employer_uscc))
        found[one.pk].append(Tie(Sort.LEGAL_REP, rep=one.person.name, certain=False))


def _employers(experts: Sequence[Expert], found: Ties) -> None:
    """Employers that are known here: their legal representatives."""
    codes = {one.employer_uscc for one in experts if one.employer_uscc}
    names = {one.employer for one in experts if one.employer}
    rows = Organisation.objects.filter(Q(uscc__in=codes) | Q(name__in=names)).exclude(legal_rep="")
    by_code = {one.uscc: one for one in rows if one.uscc}
    by_name = {one.name: one for one in rows}
    for one in experts:
        employer = by_code.get(one.employer_uscc) or by_name.get(one.employer)
        if employer is not None:
            tie = Tie(Sort.EMPLOYER_REP, rep=employer.legal_rep, what=employer.name, certain=False)
            found[one.pk].append(tie)


def _past(experts: Sequence[Expert], found: Ties) -> None:
    for one in PastEmployer.objects.filter(expert__in=experts):
        found[one.expert_id].append(Tie(Sort.FORMER, name=one.name, uscc=one.uscc, until=one.until))


def _shared(experts: Sequence[Expert], found: Ties) -> None:
    for one in SharedWork.objects.filter(expert__in=experts):
        found[one.expert_id].append(Tie(Sort.SHARED, name=one.name, uscc=one.uscc, what=one.what))


def _memberships(experts: Sequence[Expert], found: Ties) -> None:
    """Hats worn in a unit or agency now; those of before count as a former employment."""
    by_person = {one.person_id: one.pk for one in experts}
    rows = Membership.objects.filter(person__in=by_person, role__in=ROLES)
    for person, organisation, until in rows.values_list("person", "organisation", "until"):
        if until is None:
            tie = Tie(Sort.MEMBER, id=organisation)
        else:
            tie = Tie(Sort.FORMER, id=organisation, until=until.astimezone(clock.SHANGHAI).date())
        found[by_person[person]].append(tie)


def _staff(experts: Sequence[Expert], found: Ties) -> None:
    """The staff lists that agencies filed, each until the end of its year. By name alone it may be somebody else."""
    by_name: dict[str, list[Expert]] = defaultdict(list)
    for one in experts:
        by_name[one.person.name].append(one)
    by_person = {one.person_id: one for one in experts}
    rows = StaffMember.objects.filter(Q(person__in=by_person) | Q(name__in=by_name))
    filed = rows.exclude(filing__state=Filing.State.DRAFT).select_related("filing")
    newest: dict[tuple[int, int, bool], StaffMember] = {}
    for member in sorted(filed, key=attrgetter("filing.year", "pk")):
        sure = by_person.get(member.person_id or 0)
        # a row that names its account is about that person and nobody else
        meant = [sure] if sure is not None else by_name[member.name] if member.person_id is None else []
        for one in meant:
            newest[one.pk, member.filing.agency_id, sure is not None] = member
    for (expert, agency, certain), member in newest.items():
        year = member.filing.year
        what = _("%(year)d 年备案，%(name)s") % {"year": year, "name": member.name}
        tie = Tie(Sort.STAFF, id=agency, until=date(year, 12, 31), what=what, certain=certain)
        found[expert].append(tie)
