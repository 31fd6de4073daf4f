"""The lists as screening uses them: listed units to be looked at again, removals as a list of their own (NEG-3)."""

from __future__ import annotations

from django.utils.translation import override

from greenlist.listings.facts import as_event, as_listed
from greenlist.listings.models import Change, Entry, GreenList, Kind
from greenlist.listings.regions import regions_of
from greenlist.listings.states import names_of, states_at
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import installed_law
from greenlist.screening.subjects import Subject


def listed_subjects(authority: Jurisdiction) -> list[Subject]:
    """Every unit on a published list that is not removed: of national lists those of the province's own region.

    One unit on two lists is one subject (by code, else by the key of its present name). Three queries.
    """
    home = regions_of(installed_law()[1]).of_code(authority.code)
    rows = Entry.objects.filter(
        green_list__authority=authority, green_list__withdrawn_at=None, green_list__stage=GreenList.Stage.FINAL
    )
    rows = rows.defer("original").prefetch_related("green_list")  # a few lists shared by thousands of lines
    entries = {one.pk: one for one in rows if one.green_list.level != "national" or (home and one.region == home.name)}
    changes = Change.objects.filter(authority=authority, withdrawn_at=None, entry__isnull=False)
    found: dict[str, Subject] = {}
    for state in states_at(map(as_listed, entries.values()), map(as_event, changes)).values():
        if state.status == "removed":
            continue
        entry = entries[state.listed.id]
        former = tuple(dict.fromkeys(name for name in state.names[:-1] if name != state.name))
        subject = Subject(f"entry:{entry.pk}", state.name, entry.uscc, former, entry.region, entry.kind)
        found.setdefault(subject.identity, subject)
    return list(found.values())


def removal_rows(authority: Jurisdiction) -> list[dict[str, str]]:
    """Removals in the columns of the source `green_list_removals`, under every name a removed unit is known by.

    Renamings are applied first, so that nobody escapes under a new name: such a row prints the new name with the one of
    the announcement in brackets, which matching reads as a former name. Two queries.
    """
    changes = list(Change.objects.filter(authority=authority, withdrawn_at=None).select_related("entry__green_list"))
    events = [as_event(one) for one in changes]
    rows = []
    with override("zh-hans"):
        for change, event in zip(changes, events, strict=True):
            if change.what != Change.What.REMOVED:
                continue
            same_level = [as_event(one) for one in changes if one.level == change.level]
            printed, *others = names_of(event, same_level)
            names = [f"{other}（原{printed}）" for other in others] or [printed]
            rows += [_row(change, name) for name in names]
    return rows


def _row(change: Change, name: str) -> dict[str, str]:
    return {
        "单位名称": name,
        "类型": str(Kind(change.kind).label) if change.kind else "",
        "批次": change.label,
        "移出日期": change.announced_on.isoformat() if change.announced_on else "",
        "文号": change.document,
        "统一社会信用代码": change.uscc or (change.entry.uscc if change.entry else ""),
    }
