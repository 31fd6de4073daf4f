"""What of a unit is compared with a list: its codes, and the keys of its names with what each of them means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .names import read_name
from .outcomes import How
from .subjects import Subject

# Strongest first: where a record meets a unit in several ways, the first one is said. Only the first two decide alone.
ORDER: tuple[How, ...] = ("uscc", "org_code", "name", "former_name", "head_office", "fuzzy")
BY_CODE: frozenset[How] = frozenset({"uscc", "org_code"})
_BRANCH = re.compile(r"(.*公司)\(?.*分公司\)?$")


@dataclass(frozen=True, slots=True)
class Keys:
    """The codes of a unit ('' without one) and its name keys, each as `name`, `former_name` or `head_office`."""

    uscc: str
    org_code: str
    names: dict[str, How] = field(default_factory=dict)


def keys_of(subject: Subject) -> Keys:
    """Everything an exact match asks of a unit."""
    name = read_name(subject.name)
    names: dict[str, How] = {name.key: "name"}
    for former in (name.former_key, *(read_name(one).key for one in subject.former_names)):
        names.setdefault(former, "former_name")
    names.setdefault(head_office(name.key), "head_office")
    names.pop("", None)
    return Keys(subject.uscc, subject.uscc[8:17], names)


def head_office(key: str) -> str:
    """The legal person of a branch (…公司…分公司), as a name key; '' for a name that is not a branch's."""
    found = _BRANCH.fullmatch(key)
    if found is None:
        return ""
    return head_office(found.group(1)) or found.group(1)  # a branch of a branch


def contradicts(uscc: str, how: How, record_uscc: str, record_org_code: str) -> bool:
    """Whether the codes say that unit and record are two firms, whatever their names.

    A head office has another code than its branch: there a code contradicts nothing.
    """
    if how == "head_office" or not uscc:
        return False
    if record_uscc:
        return record_uscc != uscc
    return bool(record_org_code) and record_org_code != uscc[8:17]
