"""The verbs that make merged files: one unit's on demand, all units' by the worker, with their progress."""

from __future__ import annotations

import logging
import tempfile
import time
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import keep_blob
from greenlist.applications.evaluating import user_language
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES
from greenlist.applications.models import Blob
from greenlist.documents.package import About, Made, build
from greenlist.documents.papers import MissingGlyph
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Person
from greenlist.recommendations.jobs import build_package, build_packages
from greenlist.recommendations.models import Package, PackageFile, PackageRun, Recommendation, RecommendedUnit
from greenlist.recommendations.queries.dossier import Dossier, Sheets
from greenlist.recommendations.queries.law import binding_of
from greenlist.recommendations.queries.units import AROUND, listed

from .casework import address, hold

log = logging.getLogger(__name__)
WAITED_FOR = 100 * 1024 * 1024  # bytes of evidence that are merged while somebody waits; more goes to the worker
GIVEN_UP = timedelta(hours=2)  # a run that has not ended by then was cut off
MOST_VOLUME = 1024 * 1024 * 1024
CHUNK = 1024 * 1024
K = PackageFile.Kind


def make_package(*, unit: RecommendedUnit, by: Hat) -> Package | None:
    """Merge one unit's dossier now; None where it is so large that the worker does it. Raises Refused, NotAllowed."""
    with transaction.atomic():
        held = hold(unit.recommendation, "package", by)
        unit.recommendation = held
        dossier = Dossier(unit)
        later = sum(int(one["size"]) for one in dossier.version.evidence) > WAITED_FOR
        if later:
            build_package.defer(unit=unit.pk, person=by.person.pk)
        record("recommendation.package_asked", held, by=by.actor, after={"application": unit.application_id})
    return None if later else merged(unit, by.person)


def merged(unit: RecommendedUnit, by: Person, sheets: dict[int, Sheets] | None = None) -> Package:
    """The package of a unit; one that is there and made from the same parts is not made again.

    Raises Refused: a document cannot be printed.
    """
    started = time.monotonic()
    dossier = Dossier(unit, sheets)
    try:
        parts = dossier.parts
        binding = binding_of(unit.recommendation.round)
        basis = dossier.digest(parts, binding)
        known = Package.objects.filter(unit=unit, basis=basis).first()
        if known is not None:
            return known
        with tempfile.TemporaryDirectory(prefix="greenlist-package-") as folder:
            made = build(about_of(dossier), parts, binding, Path(folder))
            return _kept(unit, basis, made, by, time.monotonic() - started)
    except MissingGlyph as missing:
        raise Refused(render(missing.message, user_language())) from None


def about_of(dossier: Dossier) -> About:
    """What the cover says at its head."""
    one, held, version = dossier.application, dossier.recommendation, dossier.version
    on = held.letter_on or version.at.astimezone(clock.SHANGHAI).date()
    lines = (
        ("申报单位", one.unit.name), ("统一社会信用代码", one.unit.uscc or "—"),
        ("申报类型", str(one.get_kind_display())), ("推荐单位", dossier.office),
        ("推荐文", f"{held.letter_no or '文号待填'} {held.letter_on.isoformat() if held.letter_on else ''}".strip()),
        ("提交版本", f"第{version.number}版，回执{version.receipt_number}"),
    )  # fmt: skip
    return About(f"{one.unit.name}绿色制造名单申报材料", dossier.office, lines, on)


@transaction.atomic
def _kept(unit: RecommendedUnit, basis: str, made: Made, by: Person, seconds: float) -> Package:
    package, _new = Package.objects.update_or_create(
        unit=unit,
        defaults={
            "basis": basis, "parts": [asdict(one) for one in made.listed], "by": by, "made_at": clock.now(),
            "remarks": [asdict(one) for one in made.remarks], "seconds": Decimal(str(round(seconds, 2))),
        },
    )  # fmt: skip
    package.files.all().delete()
    name, several = unit.application.unit.name, len(made.volumes) > 1
    for volume in made.volumes:
        title = f"{name}-第{volume.number}册.pdf" if several else f"{name}.pdf"
        PackageFile.objects.create(
            package=package,
            kind=K.VOLUME,
            number=volume.number,
            name=title[-200:],
            blob=_blob(volume.path),
            pages=volume.pages,
            first_page=volume.first,
            claim=volume.claim,
        )
    for number, part in enumerate(made.beside, 1):
        PackageFile.objects.create(
            package=package,
            kind=K.ATTACHMENT,
            number=number,
            name=part.name[-200:],
            blob=Blob.objects.get(pk=part.sha256),
        )
    return package


def _blob(path: Path) -> Blob:
    """What we made ourselves, kept like any file."""
    with path.open("rb") as stream, receive(iter(lambda: stream.read(CHUNK), b""), most=MOST_VOLUME) as incoming:
        return keep_blob(incoming, TYPES["pdf"])


@transaction.atomic
def make_all(*, recommendation: Recommendation, by: Hat) -> PackageRun:
    """Have the worker merge the dossiers of every unit that goes or went. Raises Refused: none, or one runs already."""
    held = hold(recommendation, "package", by)
    lately = clock.now() - GIVEN_UP
    if PackageRun.objects.filter(recommendation=held, ended_at=None, at__gte=lately).exists():
        raise Refused(_("正在生成，请等这一次完成。"))
    count = len(listed(held))
    if not count:
        raise Refused(_("没有可以生成的单位。"))
    run = PackageRun.objects.create(recommendation=held, total=count, by=by.person, at=clock.now())
    build_packages.defer(run=run.pk)
    record("recommendation.packages_asked", held, by=by.actor, after={"units": count})
    return run


def build_run(*, run: int) -> None:
    """The worker's part of `make_all`: unit by unit, each kept at once; one at fault does not stop the others."""
    row = PackageRun.objects.select_related("recommendation__round__law", "recommendation__place", "by").get(pk=run)
    failed: list[dict[str, str]] = []
    sheets: dict[int, Sheets] = {}
    PackageRun.objects.filter(pk=run).update(done=0)
    for unit in listed(row.recommendation):
        unit.recommendation = row.recommendation
        try:
            merged(unit, row.by, sheets)
        except Exception as fault:
            log.exception("package of unit %s", unit.pk)
            reason = str(fault) if isinstance(fault, Refused) else type(fault).__name__
            failed.append({"unit": unit.application.unit.name, "reason": reason})
        PackageRun.objects.filter(pk=run).update(done=F("done") + 1, failed=failed)
    with transaction.atomic():
        PackageRun.objects.filter(pk=run).update(ended_at=clock.now())
        params: dict[str, object] = {"units": row.total, "failed": len(failed)}
        notify(people=[row.by], code="recommend_packages_ready", params=params,
               url=f"{address(row.recommendation)}packages/")  # fmt: skip


def build_later(*, unit: int, person: int) -> None:
    """The worker's part of `make_package`."""
    around = ("recommendation__round__law", "recommendation__place")
    row = RecommendedUnit.objects.select_related(*AROUND, *around).get(pk=unit)
    merged(row, Person.objects.get(pk=person))
