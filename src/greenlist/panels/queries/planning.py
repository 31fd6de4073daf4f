"""The question that the solver is asked about a panel, its answer, and the digest of what it rests on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from greenlist.applications.models import Application, Submission
from greenlist.engine.messages import Message, say
from greenlist.panel.assignment import assign
from greenlist.panel.seats import Need, Plan, Seat
from greenlist.panels.law import division_label
from greenlist.panels.models import Assignment, Panel
from greenlist.panels.reasons import kept

from .cases import able, cases_of, live_of, loads, members_of, most_cases
from .conflicts import conflicts_of

Given = tuple[int, int]  # application, expert


@dataclass(frozen=True, slots=True)
class Anchored:
    """What becomes of the case that all experts review: who gets it now, who does not and why."""

    gets: tuple[int, ...] = ()
    not_: tuple[tuple[int, Message], ...] = ()


class Question:
    """One panel as it stands: what stays, what the solver may give anew.

    What a person gave, the anchor, and every case on whose sheet an expert has begun stay. Of the solver's earlier
    choices the others are open again while the panel is being formed; once it scores, only gaps are filled. What was
    signed over a version that is not the newest is given anew.
    """

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.experts = {one.expert_id: one.expert for one in members_of(panel) if able(one.expert, panel)}
        rows = cases_of(panel).select_related("unit").only("pk", "kind", "unit__industry4", "unit__name")
        self.cases: list[Application] = list(rows)
        self.before = list(
            Assignment.objects.filter(panel=panel).order_by("pk").values_list(
                "pk", "application", "expert", "how", "ended_at", "sheet__pk"
            )
        )  # fmt: skip
        self.removed = set(Assignment.objects.filter(panel=panel, removed=True).values_list("expert", "application"))
        reopened = self._reopened()
        self.ended = tuple(pk for pk, *_rest in self.before if pk in reopened)
        self.kept: list[Given] = [
            (case, expert)
            for pk, case, expert, _how, ended_at, _sheet in self.before
            if ended_at is None and pk not in reopened
        ]

    def _reopened(self) -> set[int]:
        newest = Submission.objects.filter(application=OuterRef("application")).order_by("-number")
        signed = live_of(self.panel).filter(sheet__signed_at__isnull=False)
        stale = set(signed.exclude(sheet__submission=Subquery(newest.values("pk")[:1])).values_list("pk", flat=True))
        if self.panel.state != Panel.State.FORMING:
            return stale
        return stale | {
            pk
            for pk, _case, _expert, how, ended_at, sheet in self.before
            if ended_at is None and sheet is None and how == Assignment.How.SOLVER
        }

    @cached_property
    def barred(self) -> set[tuple[int, int]]:
        """(expert, case) that must not meet: conflicts, and whom a person took off the case."""
        cases = Application.objects.filter(pk__in=[one.pk for one in self.cases])
        return set(conflicts_of(self.experts.values(), cases)) | self.removed

    @cached_property
    def base_loads(self) -> dict[int, int]:
        """How many cases of the round each expert keeps."""
        load = loads(self.panel.round, self.experts)
        reopened = set(self.ended)
        for pk, _case, expert, *_rest in self.before:
            if pk in reopened:
                load[expert] = load.get(expert, 0) - 1
        return load

    @cached_property
    def anchored(self) -> Anchored:
        """Who gets the anchor now."""
        anchor = self.panel.anchor_id
        if anchor is None:
            return Anchored()
        have = {expert for case, expert in self.kept if case == anchor}
        gets, not_ = [], []
        for pk in self.experts:
            most = self._most(pk)
            if pk in have:
                continue
            if (pk, anchor) in self.barred:
                not_.append((pk, say("panel.anchor_barred")))
            elif self.base_loads.get(pk, 0) >= most:
                not_.append((pk, say("panel.anchor_full", most=most)))
            else:
                gets.append(pk)
        return Anchored(tuple(gets), tuple(not_))

    def _most(self, expert: int) -> int:
        """The limit of an expert; where none is known, nothing but the number of cases limits them."""
        most = most_cases(self.experts[expert], self.panel.round)
        return self.base_loads.get(expert, 0) + len(self.cases) + 1 if most is None else most

    @cached_property
    def seats(self) -> list[Seat]:
        """The experts, with the anchor counted."""
        extra = set(self.anchored.gets)
        return [
            Seat(
                pk, frozenset(expert.kinds), frozenset(expert.fields), self.base_loads.get(pk, 0) + (pk in extra),
                self._most(pk),
            )
            for pk, expert in self.experts.items()
        ]  # fmt: skip

    @cached_property
    def needs(self) -> list[Need]:
        """The cases that lack experts, the anchor left out: everybody has it."""
        has: dict[int, set[int]] = {}
        for case, expert in self.kept:
            has.setdefault(case, set()).add(expert)
        found = []
        for one in self.cases:
            field, already = one.unit.industry4[:2], frozenset(has.get(one.pk, ()))
            lacks = self.panel.per_case - len(already)
            if lacks > 0 and one.pk != self.panel.anchor_id:
                found.append(Need(one.pk, one.kind, field, lacks, division_label(field) if field else "", already))
        return found

    @cached_property
    def basis(self) -> str:
        """Digest of everything the answer depends on."""
        facts = {
            "panel": [self.panel.per_case, self.panel.anchor_id, self.panel.state],
            "seats": [[s.key, sorted(s.kinds), sorted(s.fields), s.load, s.most] for s in self.seats],
            "needs": [[n.key, n.kind, n.field, n.count, sorted(n.has)] for n in self.needs],
            "barred": sorted(self.barred), "ended": self.ended, "anchor": self.anchored.gets,
        }  # fmt: skip
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def answer(self) -> dict[str, Any]:
        """The plan as data, for the page and for the act that applies it."""
        plan: Plan = assign(self.needs, self.seats, self.barred)
        anchor = say("panel.anchor")
        choices = [
            {"case": self.panel.anchor_id, "expert": pk, "how": "anchor", "exact": True, "why": kept(anchor)}
            for pk in self.anchored.gets
        ]
        choices += [
            {"case": one.case, "expert": one.expert, "how": "solver", "exact": one.exact, "why": kept(one.why)}
            for one in plan.choices
        ]
        return {
            "choices": choices, "ended": list(self.ended), "kept": len(self.kept), "cost": plan.cost,
            "shortfalls": [{"case": one.case, "missing": one.missing, "why": kept(one.why)}
                           for one in plan.shortfalls],
            "anchor_not": [{"expert": pk, "why": kept(why)} for pk, why in self.anchored.not_],
        }  # fmt: skip


def coverage(panel: Panel) -> dict[str, int]:
    """How many cases of a panel have all their experts, some, none. One query, counted in the database."""
    holds = Q(review_assignments__panel=panel, review_assignments__ended_at=None)
    rows = cases_of(panel).order_by().annotate(has=Count("review_assignments", filter=holds))
    full, none = Q(has__gte=panel.per_case), Q(has=0)
    counts = rows.aggregate(
        cases=Count("pk"), full=Count("pk", filter=full), some=Count("pk", filter=~full & ~none),
        none=Count("pk", filter=none & ~full),
    )  # fmt: skip
    return dict(counts)
