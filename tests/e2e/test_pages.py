"""Every page somebody may open, in a browser: no serious finding of axe, no error, no sideways scrolling on a phone."""

from __future__ import annotations

import pytest

from world import World

from .conftest import Window

@pytest.mark.parametrize("who", ["anonymous", "audit"])
def test_pages(town: World, window: Window, who: str) -> None:
    visitor = window(town, None if who == "anonymous" else who, album=f"pages-{who}")
    for path in ("/", "/about/", "/journal/", "/rounds/"):
        visitor.go(path, path.strip("/") or "home")
    visitor.done()
