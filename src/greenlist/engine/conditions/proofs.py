"""What the proofs of a clear answer lack: a query date, a source, freshness (196号 一.2, REQ-14)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from greenlist.engine.case import Answer, Proof
from greenlist.engine.facts import AnyFact
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog

# One source, several names in use (domain glossary; measures 1.2 for the court's page).
SOURCE_NAMES = (
    ("国家企业信用信息公示系统", "企业信用信息公示系统", "gsxt", "www.gsxt.gov.cn"),
    ("信用中国", "credit_china", "www.creditchina.gov.cn"),
    ("中国执行信息公开网", "zxgk.court.gov.cn"),
)
_CANONICAL = {alias: names[0] for names in SOURCE_NAMES for alias in names}
_BETWEEN_SOURCES = re.compile(r"[、，,；;]")
_DECORATION = re.compile(r"[\s\"“”'‘’《》]|^https?://|/+$")


def source_key(name: str) -> str:
    """A source's name for comparison: one spelling for all its aliases."""
    plain = _DECORATION.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return _CANONICAL.get(plain, plain)


def proof_gap(
    answer: Answer,
    wanted: AnyFact | None,
    max_age: AnyFact,
    applied_on: date | None,
    log: FactLog,
) -> Message | None:
    """What is missing before a clear answer counts, None where nothing is.

    `wanted`: the sources the condition names; each needs a dated proof of its own. `max_age` (days before the
    application) null: captures do not age.
    """
    newest = _newest_by_source(answer)
    if not newest:
        return say("conditions.no_proof")
    names = (log.use(wanted) or ()) if wanted is not None else ()
    missing = [name for name in names if source_key(name) not in newest]
    if missing:
        return say("conditions.source_missing", sources=missing)
    if max_age.value is None:
        return None
    limit = int(log.use(max_age))
    if applied_on is None:
        return say("conditions.age_unknown", days=limit)
    relied_on = [newest[source_key(name)] for name in names] or [max(newest.values())]
    oldest = min(relied_on)
    if (applied_on - oldest).days > limit:
        return say("conditions.capture_old", on=oldest, applied=applied_on, days=limit)
    return None


def _newest_by_source(answer: Answer) -> dict[str, date]:
    newest: dict[str, date] = {}
    for proof in answer.proofs:
        if proof.queried_on is None or not (proof.file or proof.source or proof.sha256):
            continue
        for source in _sources(proof):
            newest[source] = max(proof.queried_on, newest.get(source, date.min))
    return newest


def _sources(proof: Proof) -> list[str]:
    return [source_key(part) for part in _BETWEEN_SOURCES.split(proof.source) if part.strip()] or [""]
