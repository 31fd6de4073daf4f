"""Certificates of management systems: no superseded standard (K01), none run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .catalogue import Check, Strike
from .context import CheckContext
from .registry import named


def _texts(context: CheckContext) -> Iterator[tuple[str, str]]:
    """Every text of the file in which a standard may be named: place, text."""
    for name, _, given in context.stated:
        if isinstance(given.value, str):
            yield name, given.value
    for table, number, column, given in context.cells:
        if isinstance(given.value, str):
            yield f"{table}.{column}[{number}]", given.value
    for item, judged in context.case.judged.items():
        yield f"judged.{item}", f"{judged.reason} {judged.evidence}"
    for condition, answer in context.case.conditions.items():
        yield f"conditions.{condition}", f"{answer.reason} {' '.join(proof.file for proof in answer.proofs)}"


@named("superseded_standard")
def superseded_standard(context: CheckContext, check: Check) -> Iterator[Strike]:
    """No text names a standard of params (old=new) that another one has replaced."""
    replaced = [param.partition("=") for param in check.params]
    for place, text in _texts(context):
        plain = "".join(text.split()).upper()
        for old, _, new in replaced:
            if "".join(old.split()).upper() in plain:
                yield Strike(place, {"old": old, "new": new})


@named("certificate_run_out")
def certificate_run_out(context: CheckContext, check: Check) -> Iterator[Strike]:
    """No certificate ended before the application."""
    for number, row in enumerate(context.case.tables.get("systems", ()), start=1):
        given = row.get("valid_to")
        if given is not None and isinstance(given.value, date) and given.value < context.filed_on:
            kind = row.get("kind")
            values = {
                "kind": str(kind.value) if kind else f"#{number}",
                "until": given.value,
                "filed": context.filed_on,
            }
            yield Strike(f"{check.place}[{number}]", values)
