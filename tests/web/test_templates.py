"""What holds for every template of the project, whoever writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "greenlist"
TEMPLATES = sorted(path for folder in SOURCE.glob("*/templates") for path in folder.rglob("*.html"))
FORM = re.compile(r"<form\b(?P<head>(?:[^>{]|\{[{%].*?[%}]\})*)>(?P<body>.*?)</form>", re.DOTALL | re.IGNORECASE)
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
CJK = re.compile(r"[\u4e00-\u9fff]")
IN_ITS_OWN_LANGUAGE = {"web/language.html"}  # the button that leads to Chinese says so in Chinese

every_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=[path.relative_to(SOURCE).as_posix() for path in TEMPLATES]
)


def markup(path: Path) -> str:
    """A template with its tags and comments taken out."""
    text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.DOTALL)
    return DJANGO.sub("", text)


@every_template
def test_forms_that_change_something_carry_token_and_key(path: Path) -> None:
    for form in FORM.finditer(path.read_text(encoding="utf-8")):
        if not re.search(r"method=[\"']?post", form["head"], re.IGNORECASE) and "hx-post" not in form["head"]:
            continue
        assert "{% csrf_token %}" in form["body"], form.group(0)[:120]
        assert "{% post_key %}" in form["body"], form.group(0)[:120]


@every_template
def test_no_style_or_script_inside_a_page(path: Path) -> None:
    text = markup(path)
    assert not re.search(r"\s(style|on[a-z]+)\s*=", text), "the content security policy forbids it"
    assert "hx-on" not in text
    if "bundles" not in path.parts:  # a page in a bundle is opened from a file, with nothing beside it
        assert not re.search(r"<style\b", text)
    assert not re.search(r"<script\b(?![^>]*(\bsrc=|type=\"application/json\"))", text)
    assert "javascript:" not in text


@every_template
def test_every_text_goes_through_the_catalogue(path: Path) -> None:
    if path.relative_to(SOURCE).as_posix().split("templates/")[1] in IN_ITS_OWN_LANGUAGE:
        return
    left = [line.strip() for line in markup(path).splitlines() if CJK.search(line)]
    assert not left, "put it into {% translate %}"


@every_template
def test_the_heading_block_holds_words_only(path: Path) -> None:
    heading = re.search(r"\{% block heading %\}(.*?)\{% endblock", path.read_text(encoding="utf-8"), re.DOTALL)
    assert heading is None or "<h1" not in heading[1], "the base template writes the h1"


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20
