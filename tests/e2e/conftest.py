"""A live site, a browser, and people in front of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from world import World, build_world

from .visitor import Visitor, launch, open_window

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
Window = Callable[..., Visitor]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's chromium, one for all journeys."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt install chromium); the journeys in a browser are not run")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv(
            "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
        )  # playwright's loop runs in this thread; the tests ask the database
        opened = launch(playwright, CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def town(live_server: Any) -> World:
    """The small world on the live site."""
    return build_world()


@pytest.fixture
def window(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Window]:
    """`window(town, "owner")`: a browser in which that person is signed in; without a name nobody is."""
    opened: list[Visitor] = []

    def make(town: World | None = None, who: str | None = None, *, scripts: bool = True, album: str = "") -> Visitor:
        session = town.client(who).cookies["sessionid"].value if town is not None and who is not None else ""
        name = album or request.node.name.removeprefix("test_")
        visitor = open_window(browser, live_server.url, name, scripts=scripts, session=session)
        opened.append(visitor)
        return visitor

    yield make
    for visitor in opened:
        visitor.leave()
