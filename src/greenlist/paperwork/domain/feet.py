"""What the verbs of letters share: the foot of a letter taken as it was typed, written into its row, told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from greenlist.documents.letters.copies import LONGEST, MOST, copies_of
from greenlist.paperwork.models import Copied, Footed
from greenlist.parties.domain import Refused


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot as a form says it. `copies` as typed; '' and None: nothing of its own."""

    copies: str = ""
    printed_by: str = ""
    printed_on: date | None = None


def checked_copies(typed: str) -> list[str]:
    """The names in what was typed. Raises Refused: far too many, or one that is no name."""
    found = copies_of(typed)
    if len(found) > MOST:
        raise Refused(_("抄送机关最多 %(most)d 个。") % {"most": MOST}, "copies")
    if long := next((one for one in found if len(one) > LONGEST), ""):
        raise Refused(_("“%(name)s……”太长，几个机关之间请用逗号、顿号或换行隔开。") % {"name": long[:20]}, "copies")
    return list(found)


def lay_foot(row: Footed, foot: Foot) -> tuple[str, ...]:
    """Write a foot into a row that is saved by its verb; the fields to be saved. Raises Refused."""
    row.copies = checked_copies(foot.copies)
    row.printed_by, row.printed_on = " ".join(foot.printed_by.split()), foot.printed_on
    if len(row.printed_by) > LONGEST:
        raise Refused(_("最多 %(most)d 字。") % {"most": LONGEST}, "printed_by")
    return ("copies", "printed_by", "printed_on")


def told_copies(row: Copied) -> dict[str, object]:
    """To whom else a letter goes, for the journal."""
    return {"copies": list(row.copies)}


def told_foot(row: Footed) -> dict[str, object]:
    """A foot for the journal."""
    on = row.printed_on.isoformat() if row.printed_on else None
    return told_copies(row) | {"printed_by": row.printed_by, "printed_on": on}
