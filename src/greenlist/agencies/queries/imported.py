"""Projects that another office handed on with a bundle after an agency evaluated them there.

The agency is the one they name: the sender vouches for it. A project here that its unit has evaluated elsewhere names
its agency too, but nobody vouches for that, so it is not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from greenlist.agencies.models import AffectedApplication
from greenlist.applications.models import Application, Route, Statement, Submission
from greenlist.applications.queries.handed import ELSEWHERE
from greenlist.parties.models import FormerName, Organisation
from greenlist.screening.names import name_key, read_name


def imported_in(year: int, agencies: Iterable[Organisation]) -> Iterator[tuple[Application, Organisation]]:
    """Those of a year with the agency that each names, among `agencies`. One query; a second where there are any."""
    rows = list(_named().filter(round__year=year).select_related("round__jurisdiction"))
    return _matched(rows, agencies)


def imported_by(application: Application) -> Organisation | None:
    """The agency of one such project; None: it is none, or names nobody who is registered here. Three queries."""
    rows = list(_named().filter(pk=application.pk))
    agencies = Organisation.objects.filter(kind=Organisation.Kind.AGENCY) if rows else ()
    return next((agency for _one, agency in _matched(rows, agencies)), None)


def _named() -> QuerySet[Application]:
    """Projects that came with a bundle and rest on an evaluation elsewhere, with the name of the agency and the one
    whose results were set aside since (196号 四).
    """
    came = Submission.objects.filter(application=OuterRef("pk"), receipt_number__contains=ELSEWHERE)
    said = Statement.objects.filter(
        application=OuterRef("pk"), place="unit.agency", current=True, content__isnull=False
    ).order_by("-pk")
    aside = AffectedApplication.objects.filter(
        application=OuterRef("pk"), effect=AffectedApplication.Effect.REOPENED
    ).order_by("-pk")
    rows = Application.objects.filter(Exists(came), route=Route.AGENCY, agency=None).order_by("pk")
    named, by = Subquery(said.values("content")[:1]), Subquery(aside.values("sanction__agency")[:1])
    return rows.annotate(named=named, aside=by)


def _matched(rows: list[Application], agencies: Iterable[Organisation]) -> Iterator[tuple[Application, Organisation]]:
    known = _by_name(agencies) if rows else {}
    for one in rows:
        name = read_name(str(one.named or ""))  # type: ignore[attr-defined] # annotated
        agency = known.get(name.key) or known.get(name.former_key)
        if agency is not None and agency.pk != one.aside:  # type: ignore[attr-defined] # annotated
            yield one, agency


def _by_name(agencies: Iterable[Organisation]) -> dict[str, Organisation]:
    """By the key of their names, those they bore before included. One query."""
    every = {one.pk: one for one in agencies}
    found = {name_key(one.name): one for one in every.values()}
    for former in FormerName.objects.filter(organisation__in=every):
        found.setdefault(name_key(former.name), every[former.organisation_id])
    found.pop("", None)
    return found
