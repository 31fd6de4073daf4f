"""docs/access.md says what the matrix says."""

from __future__ import annotations

import runpy
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_guide_is_current() -> None:
    tool = runpy.run_path(str(CHECKOUT / "tools" / "access.py"))
    assert (CHECKOUT / "docs" / "access.md").read_text(encoding="utf-8") == tool["page"]()
