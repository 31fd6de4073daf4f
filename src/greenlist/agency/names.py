"""Names of agencies: which spellings are one legal person by rule, and cells that hold two names (lists.md 5.3).

By rule only what differs in width, brackets, blanks or script is one name, and a branch is its head office. Misprints,
short forms and former names are for a person: `listings.near` suggests them, nothing merges them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from greenlist.screening.keys import head_office
from greenlist.screening.names import read_name

_FORM = r"(?:有限责任公司|有限公司|集团公司)"
# A company's name, and right behind it another one: 中钢集团武汉安全环保研究院有限公司中钢集团金信咨询有限责任公司.
_TWO = re.compile(rf"(.{{2,}}?{_FORM})[、,;/]?([^、,;/()].+{_FORM})")


@lru_cache(maxsize=4096)  # asked of every agency for each one whose places are counted
def legal_person(printed: str) -> str:
    """The key under which the spellings of one legal person meet: of a branch its head office's.

    A former name printed behind stays in the key: that the two are one body is what a person must say.
    """
    name = read_name(printed)
    key = head_office(name.key) or name.key
    return f"{key}(原{name.former_key})" if name.former_key else key


def is_branch(printed: str) -> bool:
    """Whether a name is that of a branch (…公司…分公司), which is no legal person of its own."""
    return bool(head_office(read_name(printed).key))


def merged(names: Iterable[str]) -> dict[str, list[str]]:
    """The spellings of each legal person, by key; both in order of first sight."""
    found: dict[str, list[str]] = {}
    for printed in dict.fromkeys(names):
        found.setdefault(legal_person(printed), []).append(printed)
    return found


def agencies_of(cell: str) -> tuple[str, ...]:
    """The agencies that a cell of a list names: two where two company names stand in one, none where it is blank.

    What a project of two agencies counts for each is not written anywhere; whoever counts must say what he took.
    """
    printed = cell.strip()
    if not printed:
        return ()
    found = _TWO.fullmatch(printed)
    if found is None or is_branch(printed):
        return (printed,)
    return (found[1].strip(), *agencies_of(found[2]))
