"""What is different between two versions of an application: place by place, rows known again by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from greenlist.parties.access import Text

from .data import Data
from .leaves import Leaf, Said, leaves
from .sections import Words
from .sheets import Layout, dated, year_of

Key = tuple[str, ...]  # place, or table and row and column


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs. `before` or `after` None: it is only in the other version."""

    section: Text | Words
    label: Text | Words
    row: str  # name of the row in tables, '' elsewhere
    before: Leaf | None
    after: Leaf | None

    @property
    def sign(self) -> str:
        """added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file that is new, gone, or has another content under its name."""

    name: str
    sign: str
    proves: tuple[Text | Words, ...] = ()


def differences(layout: Layout, before: Data, after: Data) -> list[Difference]:
    """What changed from one version's data to another's, in the order of the form."""
    old, new = _keyed(leaves(before)), _keyed(leaves(after))
    changed = [key for key in {**old, **new} if _content(old.get(key)) != _content(new.get(key))]
    found = [_difference(layout, old.get(key), new.get(key)) for key in changed]
    order = {section.id: number for number, section in enumerate(layout.sections)}
    return [one for _place, one in sorted(found, key=lambda pair: order.get(pair[0], len(order)))]


def _difference(layout: Layout, old: Leaf | None, new: Leaf | None) -> tuple[str, Difference]:
    leaf = new or old
    if leaf is None:
        raise ValueError("a difference of nothing")
    section, _place, label = layout.home(leaf)
    row = (leaf.row_name or _("第 %(row)d 行") % {"row": leaf.row}) if leaf.row else ""
    title = section.title if section else _("其他")
    return section.id if section else "", Difference(title, dated(label, year_of(leaf)), row, old, new)


def _content(leaf: Leaf | None) -> tuple[Said, ...] | None:
    return leaf.said if leaf else None


def _keyed(found: dict[str, Leaf]) -> dict[Key, Leaf]:
    """Leaves by place; those of tables by the name of their row where it is the only one so called, else by number."""
    tables = {(leaf.place.partition("[")[0], leaf.row, leaf.row_name) for leaf in found.values() if leaf.row}
    times = Counter((table, name) for table, _row, name in tables)
    return {_key(leaf, times): leaf for leaf in found.values()}


def _key(leaf: Leaf, times: Counter[tuple[str, str]]) -> Key:
    if not leaf.row:
        return (leaf.place,)
    table, _, rest = leaf.place.partition("[")
    once = leaf.row_name and times[table, leaf.row_name] == 1
    return table, leaf.row_name if once else f"[{leaf.row}]", rest.partition("]")[2]


def file_differences(layout: Layout, before: list[Data], after: list[Data]) -> list[FileDifference]:
    """What changed among the files of two versions."""
    old, new = _files(before), _files(after)
    return list(_file_differences(layout, old, new))


def _files(listed: list[Data]) -> dict[tuple[str, int], dict[str, Any]]:
    """By name; several of one name in the order they stand in."""
    seen: Counter[str] = Counter()
    found = {}
    for one in listed:
        seen[one["name"]] += 1
        found[one["name"], seen[one["name"]]] = one
    return found


def _file_differences(
    layout: Layout, old: dict[tuple[str, int], Data], new: dict[tuple[str, int], Data]
) -> Iterator[FileDifference]:
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was is not None and now is not None and was["sha256"] == now["sha256"]:
            continue
        sign = "added" if was is None else "removed" if now is None else "changed"
        places = [use["place"] for use in (now or was or {}).get("proves", [])]
        yield FileDifference(key[0], sign, tuple(layout.name(place) for place in places))
