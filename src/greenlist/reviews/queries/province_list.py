"""Whether a unit is on the province's list: what the deciding result says, and what the ledger knows now (REQ-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from greenlist.applications.guards import ON_PROVINCE_LIST
from greenlist.applications.ledger import LEVELS
from greenlist.applications.models import Application
from greenlist.listings.models import Entry, GreenList

from .results import deciding_results

STANDS = frozenset({Entry.Status.PUBLISHED, Entry.Status.RENAMED})


@dataclass(frozen=True, slots=True)
class Standing:
    """`answer` of the deciding result, '' where the policy asks for nothing; the ledger's newest word by the code.

    `ledger`: a status of `listings.Entry`, '' where no list of the province has this code for this kind.
    """

    answer: str
    said: str  # the reason in the result
    ledger: str = ""
    listed_in: str = ""  # the list, as people cite it

    @property
    def passes(self) -> bool:
        """The ledger decides where it knows: a unit removed since is none, one that was listed since is one."""
        if not self.answer or self.ledger in STANDS:
            return True
        return self.answer == "met" and self.ledger != Entry.Status.REMOVED

    @property
    def certain(self) -> bool:
        """Whether nobody need look: not asked for, or the ledger itself knows."""
        return not self.answer or self.ledger in STANDS

    @property
    def known(self) -> str:
        """What the ledger knows now, in words."""
        if not self.ledger:
            return _("名单台账中没有按信用代码查到，请人工核对认定文件。")
        words = _("名单台账：%(list)s，%(status)s。")
        return words % {"list": self.listed_in, "status": Entry.Status(self.ledger).label}

    @property
    def reason(self) -> str:
        """Both, for whoever is stopped by it."""
        return _("省级绿色制造单位：%(said)s；%(known)s") % {"said": self.said, "known": self.known}


def standing_of(application: Application, conditions: list[dict[str, Any]] | None = None) -> Standing:
    """What is known of one application. Three queries, one where the conditions of the result are at hand."""
    if conditions is None:
        decided = deciding_results([application], only=("conditions",)).get(application.pk) or {}
        conditions = decided.get("conditions") or []
    asked = next((one for one in conditions if one["id"] == ON_PROVINCE_LIST), None)
    if asked is None:
        return Standing("", "")
    entry = _entry(application)
    if entry is None:
        return Standing(asked["answer"], asked["reason"])
    status, label, document = entry
    listed_in = f"{LEVELS['province']}{label} {document}".strip()
    return Standing(asked["answer"], asked["reason"], status, listed_in)


def _entry(application: Application) -> tuple[str, str, str] | None:
    """The newest line of a final list of the province with this very code, for this kind. One query."""
    if not application.unit.uscc:
        return None
    path = application.city.path
    above = [path[: end + 1] for end, sign in enumerate(path) if sign == "/"]
    rows = Entry.objects.filter(
        uscc=application.unit.uscc, kind=application.kind, green_list__level=GreenList.Level.PROVINCE,
        green_list__stage="final", green_list__withdrawn_at=None, green_list__authority__path__in=above,
    )  # fmt: skip
    newest = rows.order_by(F("green_list__announced_on").desc(nulls_last=True), "-green_list_id")
    return newest.values_list("status", "green_list__label", "green_list__document").first()
