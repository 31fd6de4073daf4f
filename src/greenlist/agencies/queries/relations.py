"""How an agency and a unit are related: what both declare, and what the registered facts show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from greenlist.agencies.law import third_party
from greenlist.agencies.models import DeclaredRelation, Filing
from greenlist.agency.facts import Body, Relation
from greenlist.agency.relations import Declared, relations
from greenlist.applications.models import Statement
from greenlist.engine import clock
from greenlist.parties.models import Membership, Organisation
from greenlist.rounds.models import Round

from .caps import bodies

PHONE = "unit.phone"  # where a unit states it
SPLIT = re.compile(r"[；;、,，\n]")


def relations_of(agency: Organisation, unit: Organisation, round_: Round) -> tuple[Relation, ...]:
    """The relations of one agency and a unit by the law of a round. Six queries."""
    return relations_with([agency], unit, round_)[agency.pk]


def relations_with(
    agencies: Iterable[Organisation], unit: Organisation, round_: Round, *, filings: Mapping[int, Filing] | None = None
) -> dict[int, tuple[Relation, ...]]:
    """The same for several agencies, by id; `filings`: those that stand, where they are known already."""
    wanted = list(agencies)
    filed = filings if filings is not None else _filings(wanted)
    known = bodies(wanted, filed)
    about, rule, today = _unit(unit, round_), third_party(round_).relations, clock.today()
    said = declared(wanted, unit)
    return {
        one.pk: relations(
            known[str(one.pk)], about, rule, declared=said.get(one.pk, ()), on=today,
            worked_at=_worked_at(filed.get(one.pk)),
        )
        for one in wanted
    }  # fmt: skip


def declarations(agency: Organisation, unit: Organisation) -> QuerySet[DeclaredRelation]:
    """What the two sides declared and did not withdraw, with who did."""
    rows = DeclaredRelation.objects.filter(agency=agency, unit=unit, withdrawn_at=None)
    return rows.select_related("by", "hat__organisation")


def declared(agencies: Iterable[Organisation], unit: Organisation) -> dict[int, tuple[Declared, ...]]:
    """What was declared about a unit and each of several agencies, by agency. One query."""
    rows = DeclaredRelation.objects.filter(
        agency__in=[one.pk for one in agencies], unit=unit, withdrawn_at=None
    )  # fmt: skip
    found: dict[int, tuple[Declared, ...]] = {}
    for one in rows:
        said = Declared(sort=one.sort, detail=one.detail, until=one.until)
        found[one.agency_id] = (*found.get(one.agency_id, ()), said)
    return found


def as_json(found: Iterable[Relation]) -> list[dict[str, Any]]:
    """Relations as they are kept with a contract: what was seen, what it meant, by which fact of the law."""
    return [
        {
            "sort": one.sort, "effect": one.effect, "detail": one.detail, "declared": one.declared,
            "fact": one.fact.id, "mark": str(one.fact.mark), "clause": one.fact.clause, "source": one.fact.source,
        }
        for one in found
    ]  # fmt: skip


def _unit(unit: Organisation, round_: Round) -> Body:
    """The unit with the telephone it states in its applications of the round and the mail of its people."""
    said = Statement.objects.filter(
        application__unit=unit, application__round=round_, place=PHONE, witness="claimed", current=True
    ).values_list("content", flat=True)  # fmt: skip
    people = Membership.objects.filter(organisation=unit, until=None).exclude(person__email="")
    mail = people.order_by("pk").values_list("person__email", flat=True).first()
    phone = next((one for one in said if isinstance(one, str)), "")
    return Body(
        key=str(unit.pk), name=unit.name, uscc=unit.uscc, legal_rep=unit.legal_rep, address=unit.address,
        phone=phone, email=mail or "",
    )  # fmt: skip


def _filings(agencies: Iterable[Organisation]) -> dict[int, Filing]:
    rows = Filing.objects.filter(agency__in=[one.pk for one in agencies]).prefetch_related("staff")
    return {one.agency_id: one for one in rows.order_by("year", "pk")}


def _worked_at(filing: Filing | None) -> dict[str, list[str]]:
    """Where the people of a filing worked before, by person."""
    if filing is None:
        return {}
    return {one.name: _names(one.worked_at) for one in filing.staff.all() if one.worked_at}


def _names(text: str) -> list[str]:
    return [name.strip() for name in SPLIT.split(text) if name.strip()]
