"""What the tests of this room share: units on a desk, guards of other rooms opened, a recommendation on its way."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS, Objection
from greenlist.engine import clock
from greenlist.recommendations.domain.opening import open_recommendation, word_letter
from greenlist.recommendations.domain.sending import Sent, propose, send
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.queries.previewing import preview
from greenlist.rounds.models import Deadline, Round
from later import several
from world import World

NUMBER = "长工信示例〔2024〕5号"
OTHERS = ("RS-2", "RS-3", "G-PROV", "G-CONSULT", "G-BAR", "G-NOTICE")


def let_pass(patch: pytest.MonkeyPatch, but: Iterable[int] = (), why: str = "有新的失信记录。") -> None:
    """The guards of other rooms say yes; RS-2 and RS-3 say no to the applications `but`."""
    barred = set(but)

    def screened(matter: Any) -> list[Objection]:
        return [Objection("RS-2", why)] if matter.application.pk in barred else []

    for name in OTHERS:
        patch.setitem(GUARDS, name, screened if name in {"RS-2", "RS-3"} else lambda _matter: [])


def selected(world: World, count: int = 3, *, first: int = 100, state: str = "selected") -> list[Application]:
    """Units of Changchun where the city can recommend them, in a round whose date has not come."""
    made = several(world, count=count, state=state, first=first)
    due(made[0].round, clock.today() + timedelta(days=9))
    return made


def due(round_: Round, on: date | None) -> None:
    """The dates by which offices send."""
    Deadline.objects.filter(round=round_, kind__in=("city", "ministry")).update(on=on)


def drafted(world: World, round_: Round, by: str = "city") -> Recommendation:
    """One with number and date."""
    made = open_recommendation(round=round_, by=world.hat(by))
    return word_letter(
        recommendation=made,
        letter_no=NUMBER if by == "city" else "吉工信示例〔2024〕9号",
        letter_on=clock.today(),
        signer="陈局长",
        text=made.text,
        consulted=made.consulted,
        by=world.hat(by),
        version=made.version,
    )


def proposed(world: World, round_: Round, by: str = "city") -> Recommendation:
    made = drafted(world, round_, by)
    return propose(recommendation=made, by=world.hat(by), version=made.version)


def sent(world: World, round_: Round, by: str = "city") -> Sent:
    made = proposed(world, round_, by)
    return send(recommendation=made, digest=preview(made).digest, by=world.hat(f"{by}approver"))


def the_one() -> Recommendation:
    return Recommendation.objects.select_related("round__law", "place").latest("pk")


def real_png(width: int, height: int, shade: int = 90) -> bytes:
    """A picture that opens."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(
        b"\0" + b"".join(bytes((x * 255 // width, y * 255 // height, shade)) for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
