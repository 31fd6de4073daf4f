"""Uploaded templates as printing and pages read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from greenlist.applications.models import Blob
from greenlist.documents.filling.kinds import KINDS, TemplateKind
from greenlist.paperwork.models import DocumentTemplate
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

SAFE = (Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED)


def in_force(kind: str, place: int, policy: str) -> DocumentTemplate | None:
    """The active template of a kind: that of the policy before that of all. One query.

    One that the scanner found infected since is not used.
    """
    rows = DocumentTemplate.objects.filter(kind=kind, place=place, policy__in=("", policy), active=True)
    return rows.filter(blob__scan__in=SAFE).order_by("-policy").first()


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of document with what was uploaded for it."""

    kind: TemplateKind
    active: list[DocumentTemplate]
    versions: int


def overview(rows: QuerySet[DocumentTemplate]) -> list[Kept]:
    """Every kind with its active templates. One query."""
    found = list(rows.select_related("activated_by"))
    return [
        Kept(kind, [one for one in found if one.kind == name and one.active], sum(one.kind == name for one in found))
        for name, kind in KINDS.items()
    ]


def versions_of(rows: QuerySet[DocumentTemplate], kind: str) -> QuerySet[DocumentTemplate]:
    """The versions for a kind, newest first, each with its people and file."""
    return rows.filter(kind=kind).select_related("by", "activated_by", "blob").order_by("policy", "-number")


def policies_of(place: Jurisdiction) -> list[tuple[str, str]]:
    """The policies of a province's rounds, with the round's name. One query."""
    rounds = Round.objects.filter(jurisdiction=place).order_by("-year", "-pk")
    return list(dict(rounds.values_list("policy_id", "title")).items())
