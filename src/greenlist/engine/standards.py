"""Which rule pack evaluates a unit: the industry's own standard first, else the policy's default.

196号 二（一）, 二（三） (REQ-20, 21, 25, 36, 37); 办法 第十四条. An industry whose standard is published but
whose table is not loaded is told so and never gets the general table in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from greenlist.engine.case import Case
from greenlist.engine.lawbook import LawBook, Row
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog

GENERAL_SYSTEM = "通用"


@dataclass(frozen=True, slots=True)
class Standard:
    """The pack chosen by the policy, why, and the industry's own standard where one is published.

    `doubt` says what a person must look at before the general standard may stand: an industry that shares the
    unit's class has a standard of its own, or the unit did not say which industry it is.
    """

    pack_id: str
    reason: Message
    industry_standard: str = ""
    doubt: Message | None = None


def choose_standard(case: Case, policy: Policy, book: LawBook, log: FactLog) -> Standard | None:
    """The policy's choice for a unit, None where the policy has no rule for its kind (a kind not in the round)."""
    rule = policy.standards.get(case.kind)
    default = rule.default.value if rule else None
    if rule is None or default is None:
        return None
    first = log.use(rule.industry_first)
    table = log.use(rule.industry_table) if first else None
    if table:
        log.add([policy.identity.issue_date if policy.identity.issue_date.value else policy.identity.year])
    row = _industry_row(case, policy, book, table) if first and table else None
    if row is None:
        log.add([rule.default])
        doubt = _doubt(case, policy, book, table) if first and table else None
        return Standard(default, say("scoring.standard_general", pack=book.pack(default).title), doubt=doubt)
    log.add([row.cite()])
    pack_id = row.text("pack") or log.use(rule.industry_pack) or ""
    name = _name(row)
    if not pack_id:  # the policy has no pack for industries: the general one stands in, and is doubted
        log.add([rule.default])
        doubt = say("scoring.standard_possible", standards=[name])
        reason = say("scoring.standard_stands_in", standard=name, pack=book.pack(default).title)
        return Standard(default, reason, name, doubt)
    loaded = book.pack(pack_id).status == "loaded"
    code = "scoring.standard_industry" if loaded else "scoring.standard_industry_not_loaded"
    return Standard(pack_id, say(code, standard=name), name)


def _name(row: Row) -> str:
    """What an official calls the row of a standard, of a key industry, or of an indicator system."""
    if row.text("sub_industry"):
        return f"{row.text('sub_industry')}（重点行业评价要求）"
    if row.text("name"):
        return f"{row.text('name')}行业指标体系"
    return " ".join(part for part in (row.text("code"), row.text("title")) if part) or row.id


def _doubt(case: Case, policy: Policy, book: LawBook, table: str) -> Message | None:
    """Why the general standard may be wrong: a standard for a part of the unit's class, or no industry stated."""
    code = _class_of(case)
    rows = _standing_rows(policy, book, table)
    if not any(row["industry_codes"] for row in rows):
        stated = any(case.deciding(field) for field in ("sub_industry", "other_sub_industry", "indicator_system"))
        return None if stated else say("scoring.industry_not_stated", count=len(rows))
    if not code and _general_by_name(case):
        return None
    if not code:
        return say("scoring.class_not_stated", count=len(rows))
    part = [row for row in rows if row.text("mapping_extent") == "part"]
    names = [_name(row) for row in part if any(code.startswith(prefix) for prefix in row["industry_codes"] or ())]
    return say("scoring.standard_possible", standards=names) if names else None


def _general_by_name(case: Case) -> bool:
    """The applicant says itself that no industry's own indicator system applies."""
    given = case.deciding("indicator_system")
    return given is not None and given.value == GENERAL_SYSTEM


def _class_of(case: Case) -> str:
    return str(case.unit.get("industry4") or "").strip().lstrip("ABCDEFGHIJKLMNOPQRST")


def _industry_row(case: Case, policy: Policy, book: LawBook, table: str) -> Row | None:
    """The row of the industry table that a unit falls under, the most specific code first."""
    rows = _standing_rows(policy, book, table)
    named = _named_row(case, rows)
    if named is not None:
        return named
    code = _class_of(case)
    best: tuple[int, Row] | None = None
    for row in rows if code else []:
        if row.text("mapping_extent") == "part":
            continue  # the class holds other industries too: `_doubt` names it, nothing decides
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
            if given.value in {row.text(column), row.text("title"), row.text("name"), row.text("industry")}:
                return row
    return None


_STANDING: WeakKeyDictionary[LawBook, dict[tuple[str, str], list[Row]]] = WeakKeyDictionary()


def _standing_rows(policy: Policy, book: LawBook, table: str) -> list[Row]:
    """The rows that were published when the policy was issued and that its round may use; told once."""
    kept = _STANDING.setdefault(book, {})
    key = (f"{policy.id} {policy.identity.issue_date.value} {policy.identity.year.value}", table)
    if key not in kept:
        kept[key] = [row for row in book.table(table).rows if _published(row, policy) and row["applies"] is not False]
    return kept[key]


def _published(row: Row, policy: Policy) -> bool:
    issued = row["issued"] or row["in_force"]
    year = policy.identity.year.value
    reference = policy.identity.issue_date.value
    if issued is None or not hasattr(issued, "year"):
        return True
    if reference is not None:
        return bool(issued <= reference)
    return year is None or bool(issued.year <= year)
