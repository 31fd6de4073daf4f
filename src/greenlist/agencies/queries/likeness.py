"""What of a signed report is compared with others, and what everybody writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from greenlist.agencies.law import policy_of
from greenlist.agencies.models import AgencyReport, LikenessPair
from greenlist.agency.likeness import Passage, Text
from greenlist.applications.models import Application
from greenlist.documents.report.agency import agency_form
from greenlist.engine.case import Kind
from greenlist.rounds.law import book_of

PLAN = ("purpose", "scope", "criteria", "schedule")


def text_of(report: AgencyReport) -> Text:
    """What the evaluators wrote: plan, findings on documents and site, chapters. Figures of the unit are not theirs."""
    return Text(str(report.pk), tuple(_paragraphs(report.content)))


def _paragraphs(content: dict[str, Any]) -> Iterator[str]:
    plan = content.get("plan") or {}
    written = [plan.get(name) for name in PLAN]
    written += [one.get("note") for one in content.get("documents", ())]
    written += [one.get(name) for one in content.get("visits", ()) for name in ("seen", "sampling")]
    written += (content.get("chapters") or {}).values()
    for text in written:
        yield from (line.strip() for line in (text or "").splitlines() if line.strip())


def others_of(report: AgencyReport) -> list[AgencyReport]:
    """The newest version of each other evaluation of the same agency. One query."""
    rows = AgencyReport.objects.filter(engagement__agency=report.engagement.agency_id)
    rows = rows.exclude(engagement=report.engagement_id).order_by("engagement_id", "-number").distinct("engagement_id")
    return list(rows)


def common_texts(application: Application) -> frozenset[str]:
    """What stands in the form of the report, the standard and the policy: who quotes them copies nobody."""
    policy = policy_of(application.round)
    form = agency_form(Kind(application.kind), policy.identity.year.value)
    pack = book_of(application.round).pack(application.pack_id)
    return frozenset(text for source in (form, pack, policy) for text in _texts(source.model_dump(mode="json")))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield from (line.strip() for line in node.splitlines() if line.strip())
    elif isinstance(node, dict):
        for one in node.values():
            yield from _texts(one)
    elif isinstance(node, list):
        for one in node:
            yield from _texts(one)


def side_by_side(pair: LikenessPair) -> list[tuple[list[tuple[str, bool]], list[tuple[str, bool]]]]:
    """The passages of a pair: for each the two paragraphs, cut into pieces that stand in both (True) or in one."""
    kept = [Passage(**one) for one in pair.passages]
    return [(_pieces(one.one, one.one_spans), _pieces(one.other, one.other_spans)) for one in kept]


def _pieces(text: str, spans: Any) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return [one for one in pieces if one[0]]
