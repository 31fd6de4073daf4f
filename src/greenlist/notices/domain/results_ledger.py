"""The ministry's list as a green list of the ledger; units the policy turns into provincial ones, as a draft list."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from greenlist.listings.domain import ListRefused
from greenlist.listings.domain.importing import apply_upload, keep_upload, plan_of
from greenlist.listings.models import GreenList, Kind, Mark
from greenlist.listings.rows import Reading, Row, Section
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.notices.queries.results import reading_of
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

NATIONAL, PROVINCE = GreenList.Level.NATIONAL, GreenList.Level.PROVINCE


def enter_list(result: ResultImport, by: Hat) -> GreenList:
    """The list as printed, all of it, under its label. One that stands there already is completed, never doubled.

    Raises Refused: two sections claim one number.
    """
    final = result.stage == ResultImport.Stage.FINAL
    about = {
        "level": NATIONAL.value, "stage": "final" if final else "draft", "label": result.label, "batch": result.batch,
        "year": result.round.year, "announced_on": result.published_on, "document": result.document_no,
        "mark": Mark.PUBLISHED.value,
    }  # fmt: skip
    known = GreenList.objects.filter(
        authority=result.place, level=NATIONAL, stage=about["stage"], document=result.document_no, withdrawn_at=None
    ).first()
    if known is not None:
        about |= {"label": known.label, "batch": known.batch or result.batch}
    kinds = {int(place): kind for place, kind in result.kinds.items()}
    return _entered(result, about, reading_of(result), kinds, result.sha256, by)


def enter_fallback(result: ResultImport, by: Hat) -> GreenList | None:
    """Units that become provincial ones by the policy, as a draft of the province's list: it publishes that itself."""
    rows = result.lines.filter(effect=ResultLine.Effect.PROVINCE_LIST).select_related(
        "application__unit", "application__city"
    )
    lines = list(rows.order_by("kind", "application__city__path", "application__unit__name", "pk"))
    if result.stage != ResultImport.Stage.FINAL or not lines:
        return None
    sections: dict[str, Section] = {}
    for line in lines:
        section = sections.setdefault(line.kind, Section("", "", [], {}, line.kind))
        section.rows.append(_row(line, len(section.rows) + 1))
    label = _("%(year)d年度（未列入国家名单转入）") % {"year": result.round.year}
    about = {
        "level": PROVINCE.value, "stage": "draft", "label": label[:40], "batch": None, "year": result.round.year,
        "announced_on": None, "document": "", "mark": Mark.UNVERIFIED.value,
    }  # fmt: skip
    reading = Reading(list(sections.values()))
    digest = hashlib.sha256(str([(one.kind, one.application_id) for one in lines]).encode()).hexdigest()
    return _entered(result, about, reading, dict(enumerate(sections)), digest, by)


def _row(line: ResultLine, number: int) -> Row:
    application = line.application
    if application is None:
        raise RuntimeError("only an application becomes a provincial unit")
    unit = application.unit
    return Row(number, number, unit.name, region=application.city.name, uscc=unit.uscc, kind=line.kind)


def _entered(
    result: ResultImport, about: dict[str, Any], reading: Reading, kinds: Mapping[int, str], sha256: str, by: Hat
) -> GreenList:
    """Through the verbs of the lists: kept, planned, applied. Where all of it is there, nothing is written."""
    upload = keep_upload(
        authority=result.place, what="entries", about=about, reading=reading, name=result.name or result.document_no,
        sha256=sha256, by=by,
    )  # fmt: skip
    plan = plan_of(upload, {place: kind for place, kind in kinds.items() if kind in Kind.values})
    if plan.any or plan.clashes:
        try:
            apply_upload(upload=upload, kinds=kinds, digest=plan.digest, by=by)
        except ListRefused as refused:
            raise Refused(str(refused)) from None
    return GreenList.objects.get(
        authority=result.place, level=about["level"], stage=about["stage"], label=about["label"], withdrawn_at=None
    )
