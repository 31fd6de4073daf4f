"""What the national platform would refuse, as far as it is known: cells and files, each rule with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from greenlist.engine.codes import uscc_problem
from greenlist.engine.facts import Mark
from greenlist.engine.yamlfile import load_yaml

RULES = Path(__file__).with_name("platform.yaml")
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is refused. `test` is one of the tests below."""

    id: str
    kinds: tuple[str, ...]
    test: str
    label: str
    mark: str
    source: str
    field: str = ""
    limit: int = 0
    choices: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell or file that would be refused: by which rule, which one, in figures what is wrong."""

    rule: Rule
    what: str  # the label of the cell, or the name of the file
    found: str  # '' where nothing is stated
    most: str = ""

    @property
    def certain(self) -> bool:
        """Whether the rule is more than a guess of ours."""
        return self.rule.mark != Mark.UNVERIFIED.value


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Of one file: types by suffix (empty: any), bytes (None: no limit known)."""

    types: tuple[str, ...]
    size: int | None


@lru_cache(maxsize=1)
def rules_of() -> tuple[Rule, ...]:
    """Every rule of the file beside this one."""
    data: dict[str, Any] = load_yaml(RULES.read_text(encoding="utf-8"))[0]
    titles = {name: one["title"] for name, one in data["sources"].items()}
    rules = []
    for one in data["rules"]:
        known = {name: value for name, value in one.items() if name not in {"kinds", "choices", "source"}}
        rules.append(
            Rule(
                **known, kinds=tuple(one["kinds"]), choices=tuple(one.get("choices", ())),
                source=titles[one.get("source", data["source"])],
            )
        )  # fmt: skip
    return tuple(rules)


def refusals(
    kind: str, data: Mapping[str, Any], files: Iterable[Mapping[str, Any]], limits: FileLimits
) -> list[Refusal]:
    """What would be refused of an application file (docs/application.md) with its list of files (name, size)."""
    rules = [one for one in rules_of() if kind in one.kinds]
    found = [refusal for one in rules if one.field for refusal in _cell(one, stated(data, one.field), kind)]
    return found + [refusal for file in files for one in rules if not one.field for refusal in _file(one, file, limits)]


def stated(data: Mapping[str, Any], field: str) -> str:
    """What an application file says to a field of the form, by its last witness, as text; '' for nothing."""
    for section in ("unit", "values", "narrative"):
        value = (data.get(section) or {}).get(field)
        if isinstance(value, Sequence) and not isinstance(value, str):
            value = value[-1] if value else None
        if isinstance(value, Mapping):
            value = value.get("value")
        if value not in (None, ""):
            return str(value).strip()
    return ""


def _cell(rule: Rule, text: str, kind: str) -> Iterator[Refusal]:
    if rule.test == "required" and not text:
        yield Refusal(rule, rule.label, "")
    elif rule.test == "length" and len(text) > rule.limit:
        yield Refusal(rule, rule.label, str(len(text)), str(rule.limit))
    elif rule.test in {"code", "uscc"} and not _coded(rule.test, text, kind):
        yield Refusal(rule, rule.label, text)
    elif rule.test == "choice" and text and text not in rule.choices:
        yield Refusal(rule, rule.label, text, "、".join(rule.choices))


def _coded(test: str, text: str, kind: str) -> bool:
    """Four digits of an industry; a credit code, which a park need not have."""
    if test == "code":
        return len(text) == 4 and text.isascii() and text.isdigit()
    return (not text and kind == "park") or uscc_problem(text) is None


def _file(rule: Rule, file: Mapping[str, Any], limits: FileLimits) -> Iterator[Refusal]:
    name, size = str(file["name"]), int(file["size"])
    suffix = PurePosixPath(name).suffix.lstrip(".").lower()
    if rule.test == "file_type" and limits.types and suffix.replace("jpeg", "jpg") not in limits.types:
        yield Refusal(rule, name, suffix, "、".join(limits.types))
    elif rule.test == "file_size" and limits.size is not None and size > limits.size:
        yield Refusal(rule, name, f"{size / MB:.1f} MB", f"{limits.size // MB} MB")
    elif rule.test == "file_name" and len(name) > rule.limit:
        yield Refusal(rule, name, str(len(name)), str(rule.limit))
