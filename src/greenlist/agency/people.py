"""The staff list as people: one person filed twice is one, and of each it is known, or not, whether he counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .answers import Known, agreed, every
from .contacts import person_key
from .facts import ElsewhereFiled, Filed, Staff
from .proofs import Proofs
from .unions import Unions

_MIDDLE = frozenset({"middle", "senior"})


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with the rows filed of him.

    `counts`: full-time, with a middle title or above, title and insurance proven. `senior`: with a senior title in one
    of the fields of the law. `doubts`: Chinese phrases, why `counts` is not known.
    """

    rows: tuple[Staff, ...]
    counts: Known
    senior: Known
    doubts: tuple[str, ...]

    @property
    def name(self) -> str:
        """As filed first."""
        return self.rows[0].name


@dataclass(frozen=True, slots=True)
class Asking:
    """What the count of people rests on besides the list. `fields` None: the law's fields are not known."""

    filed: Filed
    on: date
    elsewhere: Sequence[ElsewhereFiled] = ()
    fields: Collection[str] | None = None

    def people(self) -> list[Someone]:
        """Everybody on the list once."""
        return [self.someone(rows) for rows in persons(self.filed.staff)]

    def someone(self, rows: Sequence[Staff]) -> Someone:
        """One person by the rows filed of him."""
        titled = agreed(one.title in _MIDDLE for one in rows)
        parts = {
            "full_time": self._full_time(rows),
            "titled": titled,
            "title": _any(self._title_proven(one) for one in rows),
            "insured": _any(self._insured(one) for one in rows),
        }
        counts = every(*parts.values())
        doubts = tuple(self._doubts(rows, parts)) if counts is None else ()
        return Someone(tuple(rows), counts, agreed(self._senior(one) for one in rows), doubts)

    def filed_elsewhere(self, rows: Sequence[Staff]) -> list[str]:
        """Names of other agencies that file the person as full-time."""
        own = {key for one in rows for key in identities(one.identity, one.name, one.certificate)}
        return sorted(
            {
                one.agency
                for one in self.elsewhere
                if one.full_time and not own.isdisjoint(identities(one.identity, one.name, one.certificate))
            }
        )

    def _full_time(self, rows: Sequence[Staff]) -> Known:
        stated = agreed(one.full_time for one in rows)
        return None if stated and self.filed_elsewhere(rows) else stated

    def _proofs(self) -> Proofs:
        return Proofs(self.filed, self.on)

    def _title_proven(self, row: Staff) -> Known:
        over = row.certificate_until is not None and row.certificate_until < self.on
        return True if not over and self._proofs().of_staff("title", row) else None

    def _insured(self, row: Staff) -> Known:
        since = row.insured_since
        return True if since is not None and since <= self.on and self._proofs().of_staff("insurance", row) else None

    def _senior(self, row: Staff) -> Known:
        if row.title != "senior":
            return False
        if self.fields is None or not row.field:
            return None
        return row.field in self.fields

    def _doubts(self, rows: Sequence[Staff], parts: dict[str, Known]) -> Iterable[str]:
        elsewhere = self.filed_elsewhere(rows)
        if parts["full_time"] is None:
            yield (
                f"{'、'.join(elsewhere)}也报为专职"
                if elsewhere
                else _unsaid([one.full_time for one in rows], "是否专职")
            )
        if parts["titled"] is None:
            yield "几处所填职称级别不一致"
        if parts["title"] is None:
            over = [one.certificate_until for one in rows if one.certificate_until and one.certificate_until < self.on]
            yield f"职称证书有效期至{max(over)}" if over else "职称证书" + self._lacking("title", rows)
        if parts["insured"] is None:
            yield self._uninsured(rows)

    def _uninsured(self, rows: Sequence[Staff]) -> str:
        since = [one.insured_since for one in rows if one.insured_since]
        if not since:
            return "社保缴纳起始日期未填"
        if min(since) > self.on:
            return f"社保自{min(since)}起缴纳，尚未开始"
        return "社保缴纳证明" + self._lacking("insurance", rows)

    def _lacking(self, purpose: str, rows: Sequence[Staff]) -> str:
        ids = {one.id for one in rows}
        theirs = [one for one in self.filed.papers if one.purpose == purpose and one.staff in {None, *ids}]
        return "已过期" if theirs else "未提供"


def persons(staff: Iterable[Staff]) -> list[tuple[Staff, ...]]:
    """The rows of each person, in the order of the list: one identity, or one name with one certificate, is one."""
    rows = list(staff)
    unions = Unions(range(len(rows)))
    first: dict[tuple[str, ...], int] = {}
    for place, one in enumerate(rows):
        for key in identities(one.identity, one.name, one.certificate):
            unions.join(first.setdefault(key, place), place)
    return [tuple(rows[place] for place in sorted(places)) for places in unions.sets()]


def identities(identity: str, name: str, certificate: str) -> set[tuple[str, ...]]:
    """The keys under which somebody meets himself; none for a mere name."""
    found: set[tuple[str, ...]] = set()
    if identity.strip():
        found.add((identity.strip(),))
    number = person_key(certificate)
    if number and person_key(name):
        found.add((person_key(name), number))
    return found


def _any(parts: Iterable[Known]) -> Known:
    return True if True in set(parts) else None


def _unsaid(values: Sequence[Known], what: str) -> str:
    return f"{what}未填" if all(one is None for one in values) else f"几处所填{what}不一致"
