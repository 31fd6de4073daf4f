"""Which rule pack evaluates a unit: the industry's own standard first, else the policy's default.

196号 二（一）, 二（三） (REQ-20, 21, 25, 36, 37); 办法 第十四条. An industry whose standard is published but
whose table is not loaded is told so and never gets the general table in silence.
"""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.case import Case, Kind
from greenlist.engine.lawbook import LawBook, Row
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog

GENERAL_SYSTEM = "通用"


@dataclass(frozen=True, slots=True)
class Standard:
    """The pack chosen by the policy, why, and the industry's own standard where one is published."""

    pack_id: str
    reason: Message
    industry_standard: str = ""


def choose_standard(case: Case, policy: Policy, book: LawBook, log: FactLog) -> Standard | None:
    """The policy's choice for a unit, None where the policy has no rule for its kind (a kind not in the round)."""
    rule = policy.standards.get(case.kind)
    default = log.use(rule.default) if rule else None
    if rule is None or default is None:
        return None
    first, table = log.use(rule.industry_first), rule.industry_table.value
    row = _industry_row(case, policy, book, table) if first and table else None
    if row is None:
        return Standard(default, say("scoring.standard_general", pack=book.pack(default).title))
    log.add([row.cite()])
    pack_id = row.text("pack") or log.use(rule.industry_pack) or ""
    if not pack_id:
        return Standard(default, say("scoring.standard_general", pack=book.pack(default).title))
    name = " ".join(part for part in (row.text("code"), row.text("title")) if part) or row.id
    loaded = book.pack(pack_id).status == "loaded"
    code = "scoring.standard_industry" if loaded else "scoring.standard_industry_not_loaded"
    return Standard(pack_id, say(code, standard=name), name)


def _industry_row(case: Case, policy: Policy, book: LawBook, table: str) -> Row | None:
    """The row of the industry table that a unit falls under, the most specific code first."""
    rows = [row for row in book.table(table).rows if _published(row, policy) and _loadable(row)]
    named = _named_row(case, rows)
    if named is not None or case.deciding("indicator_system") is not None:
        return named
    code = str(case.unit.get("industry4") or "").strip().lstrip("ABCDEFGHIJKLMNOPQRST")
    best: tuple[int, Row] | None = None
    for row in rows if code else []:
        lengths = [len(prefix) for prefix in row["industry_codes"] or () if code.startswith(prefix)]
        if lengths and (best is None or max(lengths) > best[0]):
            best = (max(lengths), row)
    return best[1] if best else None


def _named_row(case: Case, rows: list[Row]) -> Row | None:
    """The row that the applicant names itself by: sub-industry of a factory, indicator system of a chain."""
    for field_id, column in (("sub_industry", "sub_industry"), ("indicator_system", "id")):
        given = case.deciding(field_id)
        if given is None or given.value == GENERAL_SYSTEM:
            continue
        for row in rows:
            if given.value in {row.text(column), row.text("title"), row.text("name")}:
                return row
    return None


def _published(row: Row, policy: Policy) -> bool:
    issued = row["issued"] or row["in_force"]
    year = policy.identity.year.value
    reference = policy.identity.issue_date.value
    if issued is None or not hasattr(issued, "year"):
        return True
    if reference is not None:
        return bool(issued <= reference)
    return year is None or bool(issued.year <= year)


def _loadable(row: Row) -> bool:
    """Rows that are national-list material; group and park standards of the table are only for reference."""
    scope = row.text("scope")
    return scope in {"", "national", str(Kind.FACTORY)}
