"""A letter beside what is here: whether it is new, and what it says that the one before did not.

A city may recommend the very version that the province returned: its units are handed in once, and travel with two
letters. The letter is then what is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from greenlist.documents.summary import columns_for
from greenlist.engine.case import Kind
from greenlist.recommendations.queries.rows import policy_of
from greenlist.recommendations.received.compare import UNCOMPARED, equal
from greenlist.rounds.models import Round

from .letters import LetterOf, UnitOf
from .queries import RECOMMENDED, Held, KnownLetter

WITH_PROVINCE = frozenset(
    {RECOMMENDED, "province_reviewed", "province_noticed", "sent_to_ministry", "national_noticed"}
)


def is_here(letter: LetterOf, held: Held) -> bool:
    """Whether an application came with this very letter before."""
    return any((one.digest, one.number) == (letter.digest, letter.number) for one in held.letters)


def letter_code(letter: LetterOf, held: Held) -> str:
    """What becomes of a version that is here, whose city sent it up with this letter: a code of the comparison."""
    if is_here(letter, held):
        return "same"
    if held.letters and letter.sent_at < held.letters[-1].sent_at.replace(microsecond=0):
        return "older_letter"
    if held.sent_back:
        return "again"
    if held.application.state in WITH_PROVINCE:
        return "twice"
    return "worked" if held.worked or held.application.state != "submitted" else "recommended"


def letter_notes(letter: LetterOf, unit: UnitOf, held: Held | None, round_: Round, kind: str) -> Iterator[str]:
    """The letter in words; beside the one before, and which cells of the unit's line differ."""
    yield _("推荐文：%(letter)s，%(day)s 报出") % {"letter": named(letter.number, letter.on), "day": _day(letter)}
    if held is None or not held.letters or is_here(letter, held):
        return
    before = held.letters[-1]
    yield _("此处原来的推荐文：%(letter)s") % {"letter": named(before.number, before.on)}
    if columns := _differing(before, unit, round_, kind):
        yield _("汇总表中与原来不同的栏：%(columns)s") % {"columns": "、".join(columns)}
    else:
        yield _("汇总表这一行与原来相同")


def named(number: str, on: object) -> str:
    """Number and date of a letter, or what there is of it."""
    return f"{number or _('没有文号')}（{on}）" if on else number or _("没有文号")


def _day(letter: LetterOf) -> str:
    return letter.sent_at.date().isoformat()


def _differing(before: KnownLetter, unit: UnitOf, round_: Round, kind: str) -> list[str]:
    """Titles of the columns whose cells say something else, in the order of the table."""
    columns = (one for one in columns_for(policy_of(round_), Kind(kind)) if one.value not in UNCOMPARED)
    return [
        one.title for one in columns
        if not equal(_text(before.row.get(one.value)), _text(unit.row.get(one.value)))
    ]  # fmt: skip


def _text(cell: object) -> str:
    if isinstance(cell, list):
        return "、".join(str(one) for one in cell)
    return "" if cell is None else str(cell)
