"""What sources of credit lists are held to: headers, units, statuses and the conditions they feed."""

from __future__ import annotations

from collections.abc import Iterator

from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.errors import LawInvalid, LawProblem
from greenlist.engine.lawbook.headers import header_key
from greenlist.engine.lawbook.schema import ListSource

from .inspect import Inspector
from .walk import Path


def check_lists(book: LawBook) -> list[LawProblem]:
    """Every problem of tables/sources.yaml, over all layers."""
    try:
        merged = book.merged_lists
        document, problems = book.read_lists()
    except LawInvalid as invalid:
        return invalid.problems
    if merged is None:
        return []
    inspector = Inspector(book, merged, None)
    inspector.files()
    if document is None:
        return problems + inspector.problems
    inspector.common(document)
    known = conditions(book)
    for position, source in enumerate(document.lists):
        check_source(inspector, source, ("lists", position), known)
    return inspector.problems


def conditions(book: LawBook) -> set[str]:
    """The ids of the exclusion conditions of every policy that can be read."""
    found: set[str] = set()
    for policy_id in book.ids("policy"):
        try:
            found |= {condition.id for condition in book.policy(policy_id).exclusion.conditions}
        except LawInvalid:
            continue  # told with the policy
    return found


def check_source(inspector: Inspector, source: ListSource, path: Path, known: set[str]) -> None:
    """Every problem of one source; `known` are the conditions it may feed."""
    _headers(inspector, source, path)
    _needed(inspector, source, path)
    _money(inspector, source, path)
    statuses = _statuses(source)
    for position, feed in enumerate(source.feeds):
        here = (*path, "feeds", position)
        if feed.condition not in known:
            inspector.report((*here, "condition"), "law.condition_unknown", id=feed.condition, known=sorted(known))
        for status in feed.effects:
            if status not in statuses:
                inspector.report((*here, "effects", status), "law.status_unknown", status=status, known=statuses)


def _statuses(source: ListSource) -> list[str]:
    named = [rule.status for rule in source.status_rules]
    ends = [source.ended_status] if source.ended_status else []
    return list(dict.fromkeys([source.open_status, *ends, *named]))


def _headers(inspector: Inspector, source: ListSource, path: Path) -> None:
    """A header means one column, and is not dropped at the same time."""
    meaning: dict[str, str] = {}
    for column, position, header in _places(source):
        other = meaning.setdefault(header_key(header), column)
        if other != column:
            where = (*path, "columns", column, position)
            inspector.report(where, "law.header_twice", header=header, first=other, second=column)
    for position, header in enumerate(source.drop):
        if header_key(header) in meaning:
            inspector.report((*path, "drop", position), "law.header_dropped", header=header)


def _places(source: ListSource) -> Iterator[tuple[str, int, str]]:
    for column, headers in source.columns.items():
        for position, header in enumerate(headers):
            yield column, position, header


def _needed(inspector: Inspector, source: ListSource, path: Path) -> None:
    """Columns that rules, identity and requirements speak of have headers; a unit can be told at all."""
    groups = [(("required", number), list(group)) for number, group in enumerate(source.required)]
    groups += [(("identity", number), [column]) for number, column in enumerate(source.identity) if column != "uscc"]
    groups += [(("status_rules", number), [rule.column]) for number, rule in enumerate(source.status_rules)]
    for place, columns in groups:
        for column in columns:
            if not source.columns.get(column):
                inspector.report((*path, *place), "law.column_without_header", column=column)
    if not {"name", "uscc", "org_code"} & source.columns.keys():
        inspector.report((*path, "columns"), "law.list_without_unit")
    if "uscc" not in source.identity:
        inspector.report((*path, "identity"), "law.identity_without_unit")
    if source.ended_status and not source.columns.get("ended_on"):
        inspector.report((*path, "ended_status"), "law.column_without_header", column="ended_on")


def _money(inspector: Inspector, source: ListSource, path: Path) -> None:
    """Each header of an amount says its unit: 0.2 may be 0.2 元 or 2 000 元."""
    amounts = {header_key(header) for header in source.columns.get("amount", ())}
    units = {header_key(header) for header in source.money}
    for position, header in enumerate(source.columns.get("amount", ())):
        if header_key(header) not in units:
            inspector.report((*path, "columns", "amount", position), "law.amount_without_unit", header=header)
    for header in source.money:
        if header_key(header) not in amounts:
            inspector.report((*path, "money", header), "law.unit_without_amount", header=header)
