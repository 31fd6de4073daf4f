"""What in a filing a person must look at: somebody filed twice or elsewhere, what has expired. None is a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from greenlist.engine.lawbook.schema.policy import AgencyConditions

from .answers import Known, every
from .facts import ElsewhereFiled, Filed, Remark, Staff
from .people import Asking, Someone, persons
from .proofs import Proofs


def remarks(
    filed: Filed, *, on: date, elsewhere: Sequence[ElsewhereFiled] = (), rule: AgencyConditions | None = None
) -> tuple[Remark, ...]:
    """By sort, then in the order of the list. With `rule`, a head count that only double counting reaches is said.

    Codes: two_agencies, counted_twice, expired_certificate, expired_paper, no_identity.
    """
    asking = Asking(filed, on, elsewhere, rule.senior_fields.value if rule else None)
    return (
        *_two_agencies(asking),
        *_counted_twice(asking, rule),
        *_expired_certificates(filed, on),
        *_expired_papers(filed, on),
        *_no_identity(filed),
    )


def _two_agencies(asking: Asking) -> Iterator[Remark]:
    for rows in persons(asking.filed.staff):
        others = asking.filed_elsewhere(rows)
        if others and any(one.full_time for one in rows):
            message = f"{rows[0].name}同时被{'、'.join(others)}报为专职人员，请核实实际任职单位。"
            yield Remark("two_agencies", message, _ids(rows))


def _counted_twice(asking: Asking, rule: AgencyConditions | None) -> Iterator[Remark]:
    twice = [rows for rows in persons(asking.filed.staff) if len(rows) > 1]
    for rows in twice:
        names = "、".join(dict.fromkeys(one.name for one in rows))
        why = "证件号码相同" if _same([one.identity for one in rows]) else "姓名和证书编号相同"
        yield Remark("counted_twice", f"{names}在名单中出现{len(rows)}次（{why}），只按一人计。", _ids(rows))
    if rule is not None and twice:
        yield from _only_so(asking, rule, _ids([one for rows in twice for one in rows]))


def _only_so(asking: Asking, rule: AgencyConditions, staff: tuple[int, ...]) -> Iterator[Remark]:
    """Head counts that the rows reach and the people do not."""
    people = asking.people()
    rows = [asking.someone((one,)) for one in asking.filed.staff]
    tests: tuple[tuple[str, int | None, Callable[[Someone], Known]], ...] = (
        ("中级职称以上专职人员", rule.min_mid_title.value, lambda one: one.counts),
        ("高级职称人员", rule.min_senior_count.value, lambda one: every(one.counts, one.senior)),
    )
    for name, needed, test in tests:
        by_rows, by_people = (sum(1 for one in those if test(one)) for those in (rows, people))
        if needed is not None and by_rows >= needed > by_people:
            message = f"{name}按名单有{by_rows}行，重复的只计一次后能确认{by_people}人，要求{needed}人。"
            yield Remark("counted_twice", message, staff)


def _expired_certificates(filed: Filed, on: date) -> Iterator[Remark]:
    for one in filed.staff:
        if one.certificate_until is not None and one.certificate_until < on:
            yield Remark(
                "expired_certificate", f"{one.name}的职称证书有效期至{one.certificate_until}，已过期。", (one.id,)
            )


def _expired_papers(filed: Filed, on: date) -> Iterator[Remark]:
    proofs = Proofs(filed, on)
    for one in filed.papers:
        if proofs.expired(one):
            staff = () if one.staff is None else (one.staff,)
            yield Remark("expired_paper", f"“{one.name}”有效期至{one.until}，已过期，不作证明。", staff, (one.id,))


def _no_identity(filed: Filed) -> Iterator[Remark]:
    rows = [one for one in filed.staff if not one.identity.strip()]
    if rows:
        yield Remark("no_identity", f"{len(rows)}人未填证件号码，无法核对是否重复报送。", _ids(rows))


def _same(identities: Sequence[str]) -> bool:
    filled = [one.strip() for one in identities if one.strip()]
    return len(filled) > len(set(filled))


def _ids(rows: Sequence[Staff]) -> tuple[int, ...]:
    return tuple(one.id for one in rows)
