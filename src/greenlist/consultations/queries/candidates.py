"""Who may be asked about, and how a letter names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from greenlist.applications.models import Application, Submission
from greenlist.consultations.models import Consultation, ConsultedUnit
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.models import Round

READY = "formally_checked"


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit as the letter's table and the department's page name it; `tenants` of a park are (name, code)."""

    name: str
    uscc: str
    kind: str
    industry: str = ""
    address: str = ""
    products: str = ""
    tenants: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self) | {"tenants": [list(one) for one in self.tenants]}


def read_shown(kept: dict[str, Any]) -> Shown:
    """What `Shown.plain` kept."""
    return Shown(**kept | {"tenants": tuple((name, code) for name, code in kept["tenants"])})


def candidates(round_: Round, city: Jurisdiction) -> QuerySet[Application]:
    """What the city accepted and has not asked about: those of other drafts are marked `drafted`. One query."""
    drafts = ConsultedUnit.objects.filter(application=OuterRef("pk"), consultation__state=Consultation.State.DRAFT)
    rows = Application.objects.filter(round=round_, city=city, state=READY).select_related("unit")
    return rows.annotate(drafted=Exists(drafts), batch=Subquery(drafts.values("consultation")[:1])).order_by(
        "kind", "unit__name", "pk"
    )


def shown_of(applications: Iterable[Application]) -> dict[int, tuple[Shown, int | None]]:
    """How each is named by its newest version, and that version. One query."""
    rows = {one.pk: one for one in applications}
    newest = (
        Submission.objects.filter(application__in=rows).order_by("application_id", "-number").distinct("application_id")
    )
    found = {pk: (_shown(one, {}, []), None) for pk, one in rows.items()}
    known = newest.values_list("application", "pk", "data__unit", "data__tenants")
    return found | {
        application: (_shown(rows[application], unit or {}, tenants or []), version)
        for application, version, unit, tenants in known
    }


def _shown(application: Application, unit: dict[str, Any], tenants: list[dict[str, Any]]) -> Shown:
    registered = application.unit
    return Shown(
        registered.name, registered.uscc, application.kind, _text(unit.get("industry4")) or registered.industry4,
        _text(unit.get("address")) or registered.address, _text(unit.get("main_products")),
        tuple((str(one.get("name", "")), str(one.get("uscc", ""))) for one in tenants),
    )  # fmt: skip


def _text(stated: Any) -> str:
    """A value of an application file as text: plain, with its witness, or by several witnesses, of which the last."""
    if isinstance(stated, list) and stated and isinstance(stated[-1], dict):
        stated = stated[-1]
    if isinstance(stated, dict):
        stated = stated.get("value")
    return _joined(stated) if isinstance(stated, list) else str(stated or "").strip()


def _joined(values: list[Any]) -> str:
    return "、".join(str(one) for one in values)


def department_of(city: Jurisdiction, field: str) -> Organisation | None:
    """The organisation of a city that has this field, the oldest of several. One query."""
    return departments_in(city).filter(jurisdiction=city, field=field).order_by("pk").first()


def departments_in(city: Jurisdiction) -> QuerySet[Organisation]:
    """The departments with an account in a city and below it."""
    kind, confirmed = Organisation.Kind.DEPARTMENT, Organisation.Status.CONFIRMED
    return Organisation.objects.filter(kind=kind, status=confirmed, jurisdiction__path__startswith=city.path)
