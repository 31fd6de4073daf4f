"""The visitor sees what is wrong with a page: otherwise its silence would mean nothing."""

from __future__ import annotations

from .conftest import Window

BAD = """<!doctype html><html lang="zh"><head><title>坏页</title></head><body><main><h1>坏页</h1>
<p id="p">看不清</p><input><div id="d">长</div></main></body></html>"""


def test_what_is_wrong_is_seen(window: Window) -> None:
    visitor = window(album="bad")
    visitor.go("/about/")
    visitor.page.set_content(BAD)
    visitor.page.evaluate("document.getElementById('p').style.color = '#ddd'")
    visitor.page.evaluate("document.getElementById('d').style.width = '900px'")
    visitor.page.evaluate("console.error('schlimm')")
    visitor.page.evaluate("setTimeout(() => { throw new Error('kaputt'); }, 0)")
    visitor.look("坏页")
    heard = "\n".join(visitor.faults)
    for one in ("color-contrast", "label", "px wide on a phone", "schlimm", "kaputt"):
        assert one in heard


def test_a_refusal_of_the_policy_is_seen(window: Window) -> None:
    visitor = window(album="bad")
    visitor.go("/about/")
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    visitor.page.wait_for_timeout(100)
    assert any("Content Security Policy" in one for one in visitor.faults)
