"""What is posted, as plain data: the same mapping is previewed, kept as a version, shown to the public and printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from greenlist.applications.models import Kind

from .models import Notice, NoticedUnit

Content = dict[str, Any]
KINDS = tuple(Kind.values)


def content_of(notice: Notice, units: Iterable[NoticedUnit], *, starts_on: date, ends_on: date) -> Content:
    """The content of a notice on these days. Of a unit: id, kind, number within its kind, name, place; no more."""
    listed = [
        {"id": one.pk, "kind": one.application.kind, "position": one.position, "name": one.name,
         "place": one.place_name}
        for one in units
    ]  # fmt: skip
    return {
        "title": notice.title, "document_no": notice.document_no, "office": office_of(notice), "text": notice.text,
        "contact": notice.contact, "days": notice.days, "day_kind": notice.day_kind,
        "first_day_counts": notice.first_day_counts, "days_reason": notice.days_reason,
        "anonymous": notice.anonymous, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(),
        "units": sorted(listed, key=lambda one: (KINDS.index(one["kind"]), one["position"])),
    }  # fmt: skip


def office_of(notice: Notice) -> str:
    """Who posts it: the authority of its place."""
    found = notice.place.organisations.filter(kind="authority").first()
    return found.name if found is not None else notice.place.name


def digest_of(content: Mapping[str, Any]) -> str:
    """The content as a hash: what was previewed is what is posted."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def day(content: Mapping[str, Any], name: str) -> date:
    """A day of a content."""
    return date.fromisoformat(content[name])
