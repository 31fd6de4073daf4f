"""What the tests of editing share: an application of each kind, posts as the form makes them."""

from __future__ import annotations

import itertools
from typing import Any

from django.test import Client
from django.urls import reverse

from greenlist.applications.models import Application
from greenlist.rounds.law import book_of
from world import World, application_of, round_of

_KEYS = itertools.count(1)
# policy, pack, unit, kind, who fills in
KINDS = (
    ("jilin-2024", "factory-2018", "unit", "factory", "owner"),
    ("jilin-2024", "factory-2025", "unit", "factory", "owner"),
    ("cn-2025", "platform-2026", "unit", "factory", "owner"),
    ("jilin-2024", "park-2023", "park", "park", "parkeditor"),
    ("jilin-2024", "supply-chain", "unit", "supply_chain", "owner"),
)


def application_with(world: World, policy: str, pack: str, unit: str, kind: str, by: str) -> Application:
    """A fresh draft evaluated by a pack, whatever the policy would choose."""
    round_ = round_of(world, policy)
    application = application_of(world, round_, unit, kind, by)
    book = book_of(round_)
    book.pack(pack)
    Application.objects.filter(pk=application.pk).update(pack_id=pack, pack_hash=book.hash_of(pack))
    application.refresh_from_db()
    return application


def key() -> dict[str, str]:
    """A fresh idempotency key as a form field."""
    return {"idempotency_key": f"test-{next(_KEYS)}"}


def section_url(application: Application, section: str) -> str:
    return reverse("section", kwargs={"pk": application.pk, "section": section})


def save(client: Client, application: Application, section: str, **fields: Any) -> Any:
    """Post a section as a browser without JavaScript does."""
    return client.post(section_url(application, section), fields.pop("post", {}) | fields | key())


def autosave(client: Client, application: Application, place: str, fields: dict[str, Any]) -> Any:
    """Post one question as htmx does."""
    address = reverse("state", kwargs={"pk": application.pk})
    return client.post(address, {"place": place} | fields | key(), headers={"HX-Request": "true"})
