"""Somebody in front of a real browser: goes about, looks at every page at both widths, and notes what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

SHOTS = Path(__file__).resolve().parents[2] / "shots"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
GRAVE = {"serious", "critical"}
AXE = Axe()


@dataclass
class Visitor:
    """One person, one browser window. `faults` holds what was wrong on the way; `done` asserts that nothing was."""

    page: Page
    base: str
    album: str
    scripts: bool = True
    faults: list[str] = field(default_factory=list)
    _count: int = 0
    _seen: set[str] = field(default_factory=set)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def go(self, path: str, name: str = "") -> Response | None:
        """Open a page; with a name it is looked at."""
        answer = self.page.goto(self.base + path)
        if name:
            self.look(name)
        return answer

    def look(self, name: str) -> None:
        """Pictures at both widths, an axe scan, and no sideways scrolling on a phone; of a page that is all there."""
        self.page.wait_for_load_state("load")
        self._count += 1
        title = re.sub(r"\W+", "-", name)
        folder = SHOTS / self.album
        folder.mkdir(parents=True, exist_ok=True)
        if self.scripts:
            self._scan(name)
        self.page.screenshot(path=folder / f"{self._count:02d}-{title}-1280.png", full_page=True)
        self.page.set_viewport_size(PHONE)
        if self.scripts:
            self._measure(name)
        self.page.screenshot(path=folder / f"{self._count:02d}-{title}-390.png", full_page=True)
        self.page.set_viewport_size(WIDE)

    def _scan(self, name: str) -> None:
        found = AXE.run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        for one in found:
            if one["impact"] in GRAVE:
                where = "; ".join(node["target"][0] for node in one["nodes"][:3])
                self.faults.append(f"{name}: axe {one['impact']} {one['id']}: {where}")

    def _measure(self, name: str) -> None:
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            self.faults.append(f"{name}: {width} px wide on a phone of {PHONE['width']}: {self._widest()}")

    def _widest(self) -> str:
        """What sticks out, for whoever mends it."""
        script = """() => [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-wrap'))
            .slice(0, 3).map(one => one.tagName.toLowerCase() + '.' + one.className).join(', ')"""
        return str(self.page.evaluate(script))

    def leave(self) -> None:
        """Close the window; a picture of what was open last is kept for whoever asks why a journey ended there."""
        if not self.page.is_closed():
            (SHOTS / self.album).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / self.album / "last.png", full_page=True)
        self.context.close()

    def done(self) -> None:
        """Nothing was wrong on the way."""
        assert self.faults == []

    def listen(self) -> Visitor:
        """Note errors of scripts, refusals of the content security policy, and answers of 500."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: script: {error}"))
        self.page.on("response", self._answered)
        return self

    def _heard(self, message: ConsoleMessage) -> None:
        expected = "Failed to load resource" in message.text  # a refusal the journey asked for; 5xx are heard below
        if message.type == "error" and not expected:
            self.faults.append(f"{self.page.url}: console: {message.text}")

    def _answered(self, answer: Response) -> None:
        lost = answer.status == 404 and "/static/" in answer.url
        if answer.status >= 500 or lost:
            self.faults.append(f"{answer.request.method} {answer.url}: {answer.status}")


def open_window(browser: Browser, base: str, album: str, *, scripts: bool = True, session: str = "") -> Visitor:
    """A window of its own; with the cookie of a session somebody is signed in."""
    context = browser.new_context(
        viewport=WIDE, locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=scripts, accept_downloads=True
    )
    context.set_default_timeout(8000)
    context.set_default_navigation_timeout(30_000)  # the first page of a run compiles every template it uses
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    return Visitor(context.new_page(), base, album, scripts).listen()


def launch(playwright: Any, path: str) -> Browser:
    """The system's chromium, quiet."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run"]  # fmt: skip
    browser: Browser = playwright.chromium.launch(executable_path=path, args=quiet)
    return browser
