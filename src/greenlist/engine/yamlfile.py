"""YAML read as we need it: exact decimals, dates, and the line of every key.

libyaml parses; we only build. A general constructor costs eight times as much per file and turns
1.10 into a float. Anchors and tags are refused: law and applications are plain data.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

Path = tuple[str | int, ...]
Lines = dict[Path, int]

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
MAX_DEPTH = 20


class YamlProblem(Exception):
    """The text is not plain YAML; `line` is where (1-based)."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def load_yaml(text: str) -> tuple[Any, Lines]:
    """Data and the line of each node by path. Numbers come as int or Decimal, dates as date.

    Raises:
        YamlProblem: broken YAML, a key twice, an anchor or tag, or nesting deeper than 20.
    """
    try:
        return _Builder(text).document()
    except YAMLError as error:
        raise YamlProblem(_line_of(error, text), str(getattr(error, "problem", None) or error)) from None


def _line_of(error: YAMLError, text: str) -> int:
    """The line at fault; for something left open to the end of the file, its last line with text."""
    mark = getattr(error, "problem_mark", None)
    last = len(text.rstrip().splitlines())
    return min(mark.line + 1, last) if mark is not None and last else 1


class _Builder:
    def __init__(self, text: str) -> None:
        self._next = CParser(text).get_event
        self.lines: Lines = {}

    def document(self) -> tuple[Any, Lines]:
        event = self._next()
        if not isinstance(event, StreamStartEvent):
            raise YamlProblem(1, "no stream")
        event = self._next()
        if isinstance(event, StreamEndEvent):
            return None, self.lines
        if not isinstance(event, DocumentStartEvent):
            raise YamlProblem(1, "no document")
        data = self._node(self._next(), ())
        self._next()  # end of document
        if not isinstance(self._next(), StreamEndEvent):
            raise YamlProblem(1, "more than one document in the file")
        return data, self.lines

    def _node(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        self.lines[path] = line
        kind = type(event)
        if kind is ScalarEvent and event.tag is None and event.anchor is None:
            return _scalar(event)
        if len(path) >= MAX_DEPTH:
            raise YamlProblem(line, f"nested deeper than {MAX_DEPTH} levels")
        if kind is MappingStartEvent and event.tag is None and event.anchor is None:
            return self._mapping(path)
        if kind is SequenceStartEvent and event.tag is None and event.anchor is None:
            return self._sequence(path)
        raise YamlProblem(line, "anchors, aliases and tags are not used in these files")

    def _mapping(self, path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while True:
            event = self._next()
            if type(event) is MappingEndEvent:
                return built
            line = event.start_mark.line + 1
            if type(event) is not ScalarEvent:
                raise YamlProblem(line, "a key must be a plain word")
            key = event.value
            if key in built:
                raise YamlProblem(line, f"the key {key!r} stands twice")
            value, here = self._next(), (*path, key)
            if type(value) is ScalarEvent and value.tag is None and value.anchor is None:
                self.lines[here] = value.start_mark.line + 1  # most nodes end here: spared the call
                built[key] = _scalar(value)
            else:
                built[key] = self._node(value, here)

    def _sequence(self, path: Path) -> list[Any]:
        built: list[Any] = []
        while True:
            event = self._next()
            if type(event) is SequenceEndEvent:
                return built
            built.append(self._node(event, (*path, len(built))))


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # quoted: text, whatever it looks like
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-+.0123456789":
        if _NUMBER.fullmatch(text):
            return int(text) if text.isdigit() and len(text) < MAX_DEPTH else Decimal(text)
        if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                return text
    return text
