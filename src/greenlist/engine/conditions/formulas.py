"""A test written as a formula, answered for one case in three values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from greenlist.engine.case import Case
from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.formula import Formula, FormulaError, Ref, Scope, Undetermined, compile_formula
from greenlist.engine.lawbook import LawBook, LawInvalid, UnknownLaw
from greenlist.engine.messages import Message, say
from greenlist.engine.scope import case_scope

from .verdict import MET, NOT_MET, UNDETERMINED, Verdict

_ASSUMED = "?"  # stands for a file that could still be handed in


class Checker:
    """Formulas over one case; its values are laid out once, labels looked up when a sentence needs them."""

    def __init__(self, case: Case, book: LawBook) -> None:
        self.case = case
        self.book = book
        self._said: dict[str, Message] = {}  # one sentence per input, shared by the tests that use it

    @cached_property
    def scope(self) -> Scope:
        """The case as formulas see it."""
        return case_scope(self.case)

    @cached_property
    def fields(self) -> Fields | None:
        """The data dictionary, None in a law folder without one."""
        try:
            return fields_of(self.book)
        except (UnknownLaw, LawInvalid):
            return None

    def check(self, text: str) -> Verdict:
        """Met or not_met by the formula; undetermined where it has no answer or is no test.

        A formula that is false only because a file is not handed in is undetermined: what is not on file may
        exist all the same.
        """
        try:
            formula = compile_formula(text)
            value = formula.value(self.scope)
        except FormulaError as error:
            return Verdict(UNDETERMINED, error.message)
        except Undetermined as unknown:
            return Verdict(UNDETERMINED, self._missing(unknown), trace={"formula": text})
        trace = {"formula": text, "value": value if isinstance(value, bool) else str(value)}
        if isinstance(value, Decimal):
            return Verdict(UNDETERMINED, say("conditions.formula_no_test", formula=text), trace=trace)
        inputs = self._inputs(formula)
        if value:  # a text, a day or a list is true when it is handed in
            return Verdict(MET, say("conditions.formula_met", formula=text, inputs=inputs), trace=trace)
        absent = [ref for ref in formula.refs if not _given(ref, self.scope)]
        if absent and self._could_hold(formula, absent):
            labels = self._labels(tuple(ref.key for ref in absent))
            return Verdict(UNDETERMINED, say("conditions.inputs_missing", inputs=labels), trace=trace)
        return Verdict(NOT_MET, say("conditions.formula_not_met", formula=text, inputs=inputs), trace=trace)

    def _could_hold(self, formula: Formula, absent: list[Ref]) -> bool:
        """Whether handing in what is absent could still make the test true."""
        values = {ref.name: _ASSUMED for ref in absent if not ref.offset}
        previous = {ref.key: _ASSUMED for ref in absent if ref.offset}
        now = self.scope
        filled = Scope(now.values | values, now.tables, now.previous | previous, now.row)
        try:
            return bool(formula.value(filled))
        except Undetermined:
            return True

    def _missing(self, unknown: Undetermined) -> Message:
        if not unknown.missing:
            return unknown.message
        return say("conditions.inputs_missing", inputs=self._labels(unknown.missing))

    def _labels(self, keys: tuple[str, ...]) -> list[str]:
        return [self._label(key) for key in keys]

    def _label(self, key: str) -> str:
        return self.fields.label(key) if self.fields else key

    def _inputs(self, formula: Formula) -> list[Message] | Message:
        """The inputs of the formula's own year and the years before, with their values."""
        shown: list[Message] = []
        for ref in formula.refs:
            if ref.table:
                continue
            source, key = (self.scope.previous, ref.key) if ref.offset else (self.scope.values, ref.name)
            if key in source:
                shown.append(self._input(key, source[key]))
        return shown or say("conditions.no_inputs")

    def _input(self, key: str, value: Any) -> Message:
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = say("conditions.input", label=self._label(key), value=_shown(value))
        return said


def _given(ref: Ref, scope: Scope) -> bool:
    if ref.table:
        return True  # rows are counted, not assumed
    if ref.offset:
        return ref.key in scope.previous
    return ref.name in scope.values or ref.name in scope.tables


def _shown(value: Any) -> Decimal | date | str | Message | tuple[str, ...]:
    if isinstance(value, bool):
        return say("conditions.yes") if value else say("conditions.no")
    shown: Decimal | date | str | tuple[str, ...] = value
    return shown
