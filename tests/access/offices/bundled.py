"""Bundles: one that came to the city, one to the province, what each had made, the keys they trust."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from bundles.ground import exported, received
from greenlist.bundles.models import Made, Received, TrustedKey
from greenlist.engine import clock
from world import World

from .base import Arguments, Cases, Ground

RECEIVED = ("bundle", "bundle-import", "bundle-key-confirm")
OFFICES = {"city's": "city", "province's": "province"}


def of_bundles(world: World, ground: Ground) -> Cases:
    """Each office has a bundle of the round, one made, one asked for, a key that it trusts and one no more."""
    with tempfile.TemporaryDirectory() as folder:
        first = received(world, exported(world, ground.round, Path(folder) / "bundle.zip"))
    first.journal = first.blob
    first.save(update_fields=["journal"])
    kept = {"city's": first, "province's": copied(world, first)}
    whole: dict[str, Arguments] = {case: {"pk": row.pk} for case, row in kept.items()}
    files = {f"{case} {part}": one | {"part": part} for case, one in whole.items() for part in ("journal", "other")}
    made, keys = _each(world, kept, made_of), _each(world, kept, key_of)
    made["waiting"] = {"pk": made_of(world, first, "city", state=Made.State.WAITING).pk}
    keys["ended"] = {"pk": key_of(world, first, "city", fingerprint="2" * 64, ended_at=clock.now()).pk}
    return {
        **dict.fromkeys(RECEIVED, whole), "bundle-made-file": made, "bundle-key-end": keys,
        "bundle-file": {case: one | {"part": "zip"} for case, one in whole.items()} | files,
    }  # fmt: skip


def _each(world: World, kept: dict[str, Received], make: Callable[..., Made | TrustedKey]) -> dict[str, Arguments]:
    return {case: {"pk": make(world, row, OFFICES[case]).pk} for case, row in kept.items()}


def copied(world: World, row: Received) -> Received:
    """The same bundle as the province received it."""
    one = Received.objects.get(pk=row.pk)
    one.pk, one.office, one.by = None, world.organisations["province"], world.hat("province").person
    one.save(force_insert=True)
    return one


def made_of(world: World, row: Received, office: str, **more: object) -> Made:
    """A bundle that an office had made of the round."""
    told = {"state": Made.State.DONE, "purpose": "handover", "name": "数据包.zip", **more}
    return Made.objects.create(
        office=world.organisations[office], round=row.round, blob=row.blob, by=world.hat(office).person, at=clock.now(),
        **told,
    )  # fmt: skip


def key_of(world: World, row: Received, office: str, **more: object) -> TrustedKey:
    """A key that an office trusts."""
    told = {"fingerprint": "1" * 64, **more}
    return TrustedKey.objects.create(
        office=world.organisations[office], sender=row.sender, reason="电话核对", by=world.hat(office).person,
        at=clock.now(), **told,
    )  # fmt: skip
