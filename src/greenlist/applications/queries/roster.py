"""A page of a park's roster as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.applications.models import Tenant
from greenlist.engine.application.schema import ANSWERS
from greenlist.engine.codes import uscc_problem
from greenlist.engine.messages import render


@dataclass(frozen=True, slots=True)
class TenantRow:
    """One enterprise: what is wrong with its code, and how its conditions stand."""

    tenant: Tenant
    problem: str
    clear: int
    hits: list[str]  # names of conditions that apply to it
    open: list[str]  # names of conditions nobody answered

    @property
    def shown(self) -> str:
        """Its answers in one line."""
        if self.hits:
            return _("有此情形：%(names)s") % {"names": _("、").join(self.hits)}
        return _("未查 %(n)d 项") % {"n": len(self.open)} if self.open else _("均无此情形")


def rows_for(tenants: Iterable[Tenant], conditions: Mapping[str, str]) -> list[TenantRow]:
    """The rows of a page. One query, for the page itself."""
    return [_row(one, conditions) for one in tenants]


def _row(tenant: Tenant, conditions: Mapping[str, str]) -> TenantRow:
    given = tenant.conditions or {}
    answers = {key: _answer(given.get(key) or given.get("all")) for key in conditions}
    fault = uscc_problem(tenant.uscc)
    return TenantRow(
        tenant,
        render(fault, user_language()) if fault else "",
        sum(1 for answer in answers.values() if answer == "met"),
        [conditions[key] for key, answer in answers.items() if answer == "not_met"],
        [conditions[key] for key, answer in answers.items() if answer not in {"met", "not_met"}],
    )


def _answer(entry: object) -> str:
    word = entry.get("answer") if isinstance(entry, dict) else None
    return ANSWERS.get(str(word or ""), str(word or ""))
