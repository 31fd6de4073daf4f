"""The verbs of relations: what each side declares about the two, and who counts with an agency under the cap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Affiliation, DeclaredRelation
from greenlist.agencies.rules.relations import affiliations, declared_relations
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation


@dataclass(frozen=True, slots=True)
class Said:
    """What is declared: which relation, in words, and until when where it is over."""

    sort: str
    detail: str
    until: date | None = None


@transaction.atomic
def declare_relation(*, agency: Organisation, unit: Organisation, said: Said, by: Hat) -> DeclaredRelation:
    """Declare a relation between agency and unit; either side may, the other one sees it.

    Raises NotAllowed: of neither side; Refused: no such relation, no words for it, or a day yet to come.
    """
    made = DeclaredRelation(
        agency=agency, unit=unit, sort=said.sort, detail=said.detail.strip()[:300], until=said.until,
        by=by.person, hat=by.membership, at=clock.now(),
    )  # fmt: skip
    require(declared_relations.may(by, "declare", made))
    if said.sort not in DeclaredRelation.Sort.values:
        raise Refused(_("请选择是哪种关系。"), "sort")
    if not made.detail:
        raise Refused(_("请写明具体情况，例如谁、什么时候、做了什么。"), "detail")
    if said.until is not None and said.until > clock.today():
        raise Refused(_("截止日期晚于今天；还在继续的不填。"), "until")
    made.save()
    record("relation.declared", made, by=by.actor, after=told(made))
    return made


@transaction.atomic
def withdraw_relation(*, relation: DeclaredRelation, by: Hat) -> DeclaredRelation:
    """Take back what one's own side declared. Raises NotAllowed."""
    rows = DeclaredRelation.objects.select_for_update(of=("self",))
    held = rows.select_related("agency", "unit", "hat").get(pk=relation.pk)
    require(declared_relations.may(by, "withdraw", held))
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    record("relation.withdrawn", held, by=by.actor, before=told(held))
    return held


@transaction.atomic
def declare_affiliation(
    *, agency: Organisation, other: Organisation, basis: str, by: Hat, detail: str = ""
) -> Affiliation:
    """Say that another body belongs with an agency; under a cap over affiliates both count together.

    Raises NotAllowed: not the agency nor the province; Refused: itself, no such basis, or declared already.
    """
    made = Affiliation(
        agency=agency, other=other, basis=basis, detail=detail.strip()[:300], by=by.person, hat=by.membership,
        at=clock.now(),
    )  # fmt: skip
    require(affiliations.may(by, "declare", made))
    if other.pk == agency.pk:
        raise Refused(_("这就是本机构，请填写另一家。"), "other")
    if basis not in Affiliation.Basis.values:
        raise Refused(_("请选择依据。"), "basis")
    if Affiliation.objects.filter(agency=agency, other=other, withdrawn_at=None).exists():
        raise Refused(_("已经申报过与“%(other)s”的关联。") % {"other": other.name}, "other")
    made.save()
    record("affiliation.declared", made, by=by.actor, after=_affiliated(made))
    return made


@transaction.atomic
def withdraw_affiliation(*, affiliation: Affiliation, by: Hat) -> Affiliation:
    """Take an affiliation back; one that a province entered is the province's to take back. Raises NotAllowed."""
    rows = Affiliation.objects.select_for_update(of=("self",))
    held = rows.select_related("agency__jurisdiction", "other", "hat__organisation").get(pk=affiliation.pk)
    require(affiliations.may(by, "withdraw", held))
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    record("affiliation.withdrawn", held, by=by.actor, before=_affiliated(held))
    return held


def told(one: DeclaredRelation) -> dict[str, object]:
    """A declared relation for the journal."""
    until = one.until.isoformat() if one.until else None
    return {"agency": one.agency.name, "unit": one.unit.name, "sort": one.sort, "detail": one.detail, "until": until}


def _affiliated(one: Affiliation) -> dict[str, object]:
    return {"agency": one.agency.name, "other": one.other.name, "basis": one.basis, "detail": one.detail}
