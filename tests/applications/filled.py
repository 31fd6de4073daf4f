"""Applications with something in them: stated as if somebody had typed a sample file, and carried along their way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from greenlist.applications.data import VALUES
from greenlist.applications.domain.submitting import (
    confirm_self_evaluation,
    confirm_self_screening,
    sign_commitment,
    submit_application,
)
from greenlist.applications.models import (
    Application,
    Blob,
    Evidence,
    EvidenceUse,
    Statement,
    Submission,
    TableRow,
    Tenant,
)
from greenlist.engine import clock
from greenlist.engine.application.schema import TABLES
from greenlist.engine.yamlfile import load_yaml
from greenlist.parties.access import Hat
from world import World, application_of, round_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "jilin-2024"
OWN = {"name", "uscc", "industry4", "address", "legal_rep", "recommender", "region"}  # the organisation's, not stated


def fill(application: Application, sample: str, by: Hat) -> None:
    """State everything a sample file holds."""
    data: dict[str, Any] = _texts(load_yaml((SAMPLES / sample).read_text())[0])
    for section in (*VALUES, "conditions", "judged", "not_applicable"):
        for name, content in (data.get(section) or {}).items():
            if section != "unit" or name not in OWN:
                state(application, f"{section}.{name}", content, by)
    for year, values in (data.get("years") or {}).items():
        for name, content in values.items():
            state(application, f"years.{year}.{name}", content, by)
    for table in TABLES:
        for position, row in enumerate(data.get(table) or [], start=1):
            TableRow.objects.create(application=application, table=table, key=f"r{position}", position=position)
            for name, content in row.items():
                state(application, f"{table}.r{position}.{name}", content, by)
    for position, one in enumerate(data.get("tenants") or [], start=1):
        Tenant.objects.create(
            application=application, position=position, name=one["name"], uscc=one.get("uscc") or "",
            conditions=one.get("conditions") or {},
        )  # fmt: skip
    if data.get("claimed_score"):
        state(application, "claimed_score", data["claimed_score"], by)


def _texts(value: Any) -> Any:
    """Plain JSON of what the loader reads."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return value if isinstance(value, (str, bool, int, type(None))) else str(value)


def state(application: Application, place: str, content: Any, by: Hat) -> Statement:
    """One statement, as typed; a value block keeps its unit and its first witness."""
    unit = reason = ""
    if isinstance(content, list) and content and isinstance(content[0], dict) and "value" in content[0]:
        content = content[0]
    if isinstance(content, dict) and "value" in content:
        unit, reason, content = content.get("unit", ""), content.get("reason", ""), content["value"]
    application.statements.filter(place=place, current=True).update(current=False)
    return Statement.objects.create(
        application=application, place=place, content=content, unit=unit, reason=reason, by=by.person,
        hat=by.membership, at=clock.now(),
    )  # fmt: skip


def file_for(application: Application, name: str, place: str, by: Hat, content: str = "0") -> Evidence:
    """A file that proves a place."""
    sha256 = content * 64
    blob, _ = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size": 1234, "media_type": "application/pdf", "scan": "clean", "kept_at": clock.now()}
    )
    made = Evidence.objects.create(application=application, blob=blob, name=name, by=by.person, at=clock.now())
    EvidenceUse.objects.create(evidence=made, place=place, page="3")
    return made


def ready(
    world: World, *, unit: str = "unit", by: str = "owner", sample: str = "factory-03-food.yaml", kind: str = "factory"
) -> Application:
    """A draft in a fresh round, on the route of self-evaluation, with everything filled in."""
    application = application_of(world, round_of(world), unit=unit, by=by, kind=kind)
    return completed(application, world, by=by, sample=sample)


def completed(
    application: Application, world: World, *, by: str = "owner", sample: str = "factory-03-food.yaml"
) -> Application:
    fill(application, sample, world.hat(by))
    application.route = "self"
    application.save()
    return application


def signed(application: Application, world: World, signatory: str = "signatory") -> Application:
    """Self-check, commitment, self-evaluation done: only the submission is left."""
    hat = world.hat(signatory)
    confirm_self_screening(application=application, by=hat, version=application.version)
    sign_commitment(application=application, by=hat, version=application.version)
    confirm_self_evaluation(application=application, by=hat, version=application.version)
    return application


def submitted(world: World, **more: str) -> Submission:
    """A submission, made the whole way."""
    application = signed(ready(world, **more), world)
    return submit_application(application=application, by=world.hat("signatory"), version=application.version)
