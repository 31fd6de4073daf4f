"""The roster of a park: answered for completely, and as long as stated (REQ-10)."""

from __future__ import annotations

from collections.abc import Iterator

from greenlist.engine.case import Tenant

from .catalogue import Check, Strike
from .context import CheckContext
from .registry import named

NAMES_SHOWN = 5
FOR_ALL = "all"  # one answer of a tenant for every condition


@named("tenant_verdicts")
def tenant_verdicts(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Every tenant has a verdict for each exclusion condition that covers tenants."""
    exclusion = context.policy.exclusion
    if not exclusion.scope_park_members.value or not context.case.tenants:
        return
    asked = [
        condition.id
        for condition in exclusion.conditions
        if condition.covers_tenants is None or condition.covers_tenants.value is not False
    ]
    open_names = [
        tenant.name for tenant in context.case.tenants if any(_open(tenant, condition) for condition in asked)
    ]
    if open_names:
        yield Strike(check.place, {"count": str(len(open_names)), "names": open_names[:NAMES_SHOWN]})


def _open(tenant: Tenant, condition: str) -> bool:
    answer = tenant.answers.get(condition) or tenant.answers.get(FOR_ALL)
    return answer is None or answer.answer == "unknown"


@named("tenant_count")
def tenant_count(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The roster has as many enterprises as the form states."""
    stated = context.case.number("tenant_count")
    roster = context.case.tenants
    if stated is not None and roster is not None and stated != len(roster):
        yield Strike(check.place, {"stated": stated, "roster": str(len(roster))})
