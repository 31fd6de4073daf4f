"""Every act that some app records has a name people read."""

from __future__ import annotations

import re
from pathlib import Path

import greenlist
from greenlist.engine.lawbook import LawBook
from greenlist.journal.acts import ACTS

SOURCE = Path(greenlist.__file__).parent
RECORDED = re.compile(r"""record\(\s*"([a-z_]+\.[a-z_]+)\"""")


def test_every_act_in_the_source_has_a_name() -> None:
    found = {act for path in SOURCE.rglob("*.py") for act in RECORDED.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 20
    assert found - set(ACTS) == set()


def test_every_state_of_every_process_has_a_name(book: LawBook) -> None:
    states = {f"application.{state.id}" for name in book.ids("process") for state in book.process(name).states}
    assert states - set(ACTS) == set()
