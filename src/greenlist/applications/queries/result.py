"""A whole result laid out for people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.evaluating import case_of, indicator_years
from greenlist.applications.pictures import Column, columns_of
from greenlist.engine.case import Kind

from .evaluation import Bar, Shown, bars_of
from .facts import FactRow, fact_rows

GROUPS = ("exclusion", "prerequisite", "basic", "eligibility", "required_item")


@dataclass(frozen=True, slots=True)
class Block:
    """A first-level block: its bar and its indicators, each with its values over the years where it has several."""

    bar: Bar | None
    name: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of one kind."""

    name: str
    rows: list[dict[str, Any]]
    open: int  # not met, or not determined

    @property
    def met(self) -> int:
        """How many are met."""
        return len(self.rows) - self.open


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything of a result in the order people read it."""

    blocks: list[Block]
    groups: list[Group]
    years: list[Column]  # the score over the years, for packs that score several
    facts: list[FactRow]  # unconfirmed
    sources: list[tuple[str, list[str]]]


def page_of(shown: Shown) -> ResultPage:
    """Lay a result out. No query."""
    by_year = shown.result["score"].get("by_year") or {}
    totals = {int(year): None if total is None else Decimal(total) for year, total in by_year.items()}
    return ResultPage(
        _blocks(shown),
        _groups(shown),
        columns_of(totals) if len(totals) > 1 else [],
        fact_rows(shown, shown.result["unconfirmed"]),
        [(owner, sorted(set(named.values()))) for owner, named in sorted(shown.result["sources"].items())],
    )


def _blocks(shown: Shown) -> list[Block]:
    bars = {bar.id: bar for bar in bars_of(shown)}
    years = _years(shown)
    blocks: dict[str, list[dict[str, Any]]] = {}
    for one in shown.result["indicators"]:
        named = {"name": shown.names.get(one["id"], one["name"]), "years": years.get(one["id"], [])}
        blocks.setdefault(one["block"], []).append(one | named)
    return [Block(bars.get(block), shown.names.get(block, block), rows) for block, rows in blocks.items()]


def _years(shown: Shown) -> dict[str, list[Column]]:
    """The picture of each indicator over three years; parks report three, the others one."""
    if shown.application.kind != Kind.PARK:
        return {}
    case = case_of(shown.application.round, shown.data)
    if case is None:
        return {}
    values = indicator_years(shown.application.round, case)
    return {one: columns_of(by_year) for one, by_year in values.items() if sum(map(_known, by_year.values())) > 1}


def _known(value: Decimal | None) -> bool:
    return value is not None


def _groups(shown: Shown) -> list[Group]:
    names = {
        "exclusion": _("否决条件"),
        "prerequisite": _("申报前提"),
        "basic": _("基本要求"),
        "eligibility": _("申报条件"),
        "required_item": _("必选要求与得分门槛"),
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for one in shown.result["conditions"]:
        found.setdefault(one["group"], []).append(one)
    order = [*GROUPS, *(group for group in found if group not in GROUPS)]
    return [
        Group(names.get(group, group), found[group], sum(1 for one in found[group] if one["answer"] != "met"))
        for group in order
        if group in found
    ]
