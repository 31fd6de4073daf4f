"""Applications carried along their way by the verbs themselves, for tests that need one in a certain state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.domain.submitting import (
    confirm_self_evaluation,
    confirm_self_screening,
    sign_commitment,
    submit_application,
)
from greenlist.applications.models import Application, Evidence, EvidenceUse, Statement, Submission, TableRow
from greenlist.engine import clock
from greenlist.engine.application.schema import TABLES
from greenlist.engine.yamlfile import load_yaml
from greenlist.parties.access import Hat
from world import World, application_of, round_of

FOOD = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024" / "factory-03-food.yaml"
REGISTERED = {"name", "uscc", "industry4", "address", "legal_rep", "recommender", "region"}  # not stated


def completed(application: Application, by: Hat) -> Application:
    """Everything of the sample food factory stated, on the route of self-evaluation."""
    data: dict[str, Any] = load_yaml(FOOD.read_text(encoding="utf-8"))[0]
    stated = [_statement(application, place, content, by) for place, content in _places(data)]
    Statement.objects.bulk_create(stated)
    rows = ((table, key, number) for table in TABLES for key, number, _cells in _rows(data, table))
    TableRow.objects.bulk_create(
        TableRow(application=application, table=table, key=key, position=number) for table, key, number in rows
    )
    application.route = "self"
    application.save()
    return application


def _places(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for section in ("values", "declared", "conditions", "judged", "not_applicable", "unit"):
        known = REGISTERED if section == "unit" else ()
        yield from ((f"{section}.{name}", one) for name, one in (data.get(section) or {}).items() if name not in known)
    for table in TABLES:
        for key, _number, cells in _rows(data, table):
            yield from ((f"{table}.{key}.{column}", one) for column, one in cells.items())


def _rows(data: dict[str, Any], table: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    yield from ((f"r{number}", number, cells) for number, cells in enumerate(data.get(table) or (), 1))


def _statement(application: Application, place: str, content: Any, by: Hat) -> Statement:
    """As the applicant stated it: what other witnesses say is not theirs to state."""
    if isinstance(content, list) and content and isinstance(content[0], dict) and "value" in content[0]:
        content = content[0]
    unit = ""
    if isinstance(content, dict) and "value" in content:
        unit, content = content.get("unit", ""), content["value"]
    return Statement(
        application=application, place=place, content=plain(content), unit=unit, by=by.person, hat=by.membership,
        at=clock.now(),
    )  # fmt: skip


def plain(value: Any) -> Any:
    """As JSON keeps it: numbers and days as text."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def signed(application: Application, by: Hat) -> Application:
    """Self-check, commitment and self-evaluation done: only the submission is left."""
    confirm_self_screening(application=application, by=by, version=application.version)
    sign_commitment(application=application, by=by, version=application.version)
    confirm_self_evaluation(application=application, by=by, version=application.version)
    return application


def handed_in(application: Application, by: Hat) -> Submission:
    """Submitted from wherever it stands before."""
    return submit_application(application=signed(application, by), by=by, version=application.version)


def submitted(world: World) -> Submission:
    """The unit's application of a fresh round, handed in."""
    application = completed(application_of(world, round_of(world)), world.hat("owner"))
    return handed_in(application, world.hat("signatory"))


def proof(application: Application, name: str, by: Hat) -> Evidence:
    """A PDF handed in for an application."""
    upload = SimpleUploadedFile(name, pdf(text=name), "application/pdf")
    made = add_evidence(application=application, upload=upload, by=by).evidence
    EvidenceUse.objects.create(evidence=made, place="unit", page="3")
    return made
