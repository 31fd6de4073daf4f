"""Proofs of conditions: dated, and not older than the policy allows."""

from __future__ import annotations

from collections.abc import Iterator

from greenlist.engine.case import Proof

from .catalogue import Check, Strike
from .context import CheckContext
from .registry import named


def _proofs(context: CheckContext) -> Iterator[tuple[str, str, Proof]]:
    """Every proof behind an answer: place, whose, proof."""
    for condition, answer in context.case.conditions.items():
        for proof in answer.proofs:
            yield f"conditions.{condition}", condition, proof
    for tenant in context.case.tenants or ():
        for condition, answer in tenant.answers.items():
            for proof in answer.proofs:
                yield f"tenants[{tenant.name}].{condition}", f"{tenant.name} {condition}", proof


@named("proof_undated")
def proof_undated(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Every proof carries the date of its query."""
    for place, whose, proof in _proofs(context):
        if proof.queried_on is None and (proof.file or proof.source):
            yield Strike(place, {"condition": whose, "proof": proof.source or proof.file})


@named("proof_old")
def proof_old(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """No capture is older at the application than the policy allows; an open age is not asked."""
    most = context.policy.exclusion.capture_max_age_days.value
    if most is None:
        return
    for place, whose, proof in _proofs(context):
        age = (context.filed_on - proof.queried_on).days if proof.queried_on else 0
        if age > most:
            values = {
                "condition": whose, "proof": proof.source or proof.file, "queried": proof.queried_on,
                "age": str(age), "most": str(most),
            }  # fmt: skip
            yield Strike(place, values)


@named("proof_future")
def proof_future(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """No query is dated after the application."""
    if context.case.applied_on is None:
        return
    for place, whose, proof in _proofs(context):
        if proof.queried_on is not None and proof.queried_on > context.case.applied_on:
            values = {"condition": whose, "queried": proof.queried_on, "applied": context.case.applied_on}
            yield Strike(place, values)
