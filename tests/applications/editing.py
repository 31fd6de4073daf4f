"""What the tests of editing share: an application of each kind, posts as the form makes them."""

from __future__ import annotations

import itertools
from typing import Any

from django.test import Client
from django.urls import reverse

from greenlist.applications.models import Application
from greenlist.applications.sections import Box, Question, ValueQuestion
from greenlist.applications.sections.shapes import (
    ChoiceQuestion,
    ConditionQuestion,
    JudgedQuestion,
    RouteQuestion,
    ScoreQuestion,
)
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


def answers_to(question: Question, file: int | None = None) -> dict[str, Any]:
    """A good answer to a question as its form posts it."""
    key_ = question.key
    if isinstance(question, ValueQuestion):
        return {name: value for box in question.boxes for name, value in _control(box, key_, file).items()}
    if isinstance(question, ConditionQuestion):
        sources = question.sources or ("征询部门",)
        proofs = {
            f"{key_}:proof.{n}.{part}": value for n, source in enumerate(sources) for part, value in _proof(source)
        }
        events = {f"{key_}:events.0.{part}": value for part, value in EVENT.items()}
        return {f"{key_}:shown": "1", f"{key_}:answer": "met", f"{key_}:reason": "已查", **proofs, **events}
    if isinstance(question, JudgedQuestion):
        return {f"{key_}:shown": "1", f"{key_}:answer": "met", f"{key_}:points": "１", f"{key_}:reason": "有记录"}
    if isinstance(question, ChoiceQuestion):
        return {f"{key_}:shown": "1"} | dict.fromkeys(question.places[: question.choose], "1")
    if isinstance(question, ScoreQuestion):
        years = {f"{key_}:by_year.{year}": "88" for year in question.years}
        return {f"{key_}:shown": "1", f"{key_}:total": "９２．４", f"{key_}:report": "评价报告.pdf", **years}
    return {"route": question.options[0]} if isinstance(question, RouteQuestion) else {}


EVENT = {
    "kind": "安全事故", "on": "2022.5.1", "grade": "一般", "document": "文〔2022〕1号", "cleared_on": "",
    "text": "已整改",
}  # fmt: skip


def _proof(source: str) -> tuple[tuple[str, str], ...]:
    return ("source", source), ("file", "截图.png"), ("evidence", ""), ("queried_on", "２０２４-7-15")


def _control(box: Box, key_: str, file: int | None) -> dict[str, Any]:
    kind, values = box.field.type, box.field.values
    if kind == "file":
        return {f"{box.place}:evidence": "" if file is None else str(file)}
    if kind == "list" and values:
        return {f"{key_}:shown": "1", box.place: list(values[:2])}
    typed = {"number": "５0", "integer": "1,200", "bool": "是", "date": "2024-07-01", "list": "甲\n乙"}
    return {box.place: values[0] if kind == "enum" and values else typed.get(kind, "文字")}
