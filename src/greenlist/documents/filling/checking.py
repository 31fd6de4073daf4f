"""What a template says, held against the fields there are: a small grammar, and every other word of Jinja refused."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from greenlist.engine.messages import say

from .fields import FIELDS, LOOP, Field
from .kinds import TemplateKind
from .problems import Problem
from .reading import Part, shortened
from .sandbox import FILTERS, TESTS, Budget, Sandbox

DEEPEST = 4  # loops inside loops: a table's cells are the third
LONGEST_CONST = 200  # characters of a text written inside a placeholder
MOST_PROBLEMS = 30
_PLAIN = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
Scope = Mapping[str, Field]


@dataclass(slots=True)
class _Checker:
    """One part of a template; `used` are the names it uses, by their full path."""

    part: Part
    found: list[Problem]
    used: set[str]
    depth: int = 0

    def fault(self, node: nodes.Node, code: str, **params: object) -> None:
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Problem(say(f"filling.{code}", **params), self.part.place(node.lineno or 1)))

    # -- what may stand among the text --------------------------------------------------------------------------

    def body(self, inside: list[nodes.Node], scope: Scope) -> None:
        for node in inside:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                if not isinstance(one, nodes.TemplateData):
                    self.shown(one, scope)
        elif isinstance(node, nodes.If):
            self.test(node.test, scope)
            self.body(node.body, scope)
            for other in node.elif_:
                self.statement(other, scope)
            self.body(node.else_, scope)
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        else:
            self.fault(node, "statement", word=type(node).__name__.lower())

    def loop(self, node: nodes.For, scope: Scope) -> None:
        target = node.target
        if node.recursive or node.test is not None or not isinstance(target, nodes.Name):
            self.fault(node, "loop_form")
            return
        if target.name in {"loop", "self"} or target.name.startswith("_"):
            self.fault(node, "forbidden", word=target.name)
            return
        rows = self.resolve(node.iter, scope)
        if rows is None:
            return
        if rows.sort != "list":
            self.fault(node, "not_list", name=_written(node.iter))
            return
        self.depth += 1
        if self.depth > DEEPEST:
            self.fault(node, "too_deep", most=DEEPEST)
        else:
            row = Field(target.name, rows.label, "group", rows.inside)
            self.body(node.body, {**scope, target.name: row, "loop": LOOP})
        self.depth -= 1
        self.body(node.else_, scope)

    # -- what may be shown or asked -----------------------------------------------------------------------------

    def shown(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Name | nodes.Getattr):
            field = self.resolve(node, scope)
            if field is not None and field.sort in {"list", "group"}:
                self.fault(node, "not_text", name=_written(node))
            elif field is not None and field.sort == "block":
                self._block(node)
            return
        self.value(node, scope)

    def _block(self, node: nodes.Node) -> None:
        """A block is paragraphs: it takes the place of one, in the body."""
        if not self.part.body:
            self.fault(node, "block_outside", name=_written(node))
        elif _inside_run(self.part.source, node.lineno, _written(node)):
            self.fault(node, "block_inline", name=_written(node))

    def value(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Name | nodes.Getattr):
            field = self.resolve(node, scope)
            if field is not None and field.sort in {"list", "group", "block"}:
                self.fault(node, "not_text", name=_written(node))
        elif isinstance(node, nodes.Const):
            if isinstance(node.value, str) and len(node.value) > LONGEST_CONST:
                self.fault(node, "const", most=LONGEST_CONST)
        elif isinstance(node, nodes.CondExpr):
            self.test(node.test, scope)
            self.value(node.expr1, scope)
            if node.expr2 is not None:
                self.value(node.expr2, scope)
        elif isinstance(node, nodes.Filter):
            self._filter(node, scope)
        else:
            self.test(node, scope)

    def test(self, node: nodes.Node, scope: Scope) -> None:
        """Something that is true or not: a field that is there, a comparison of plain values."""
        if isinstance(node, nodes.Name | nodes.Getattr):
            self.resolve(node, scope)
        elif isinstance(node, nodes.Const | nodes.CondExpr | nodes.Filter):
            self.value(node, scope)
        elif isinstance(node, _PLAIN):
            for child in node.iter_child_nodes():
                self.test(child, scope)
        elif isinstance(node, nodes.Test) and node.name in TESTS and not node.args:
            self.test(node.node, scope)
        else:
            self.fault(node, "expression", word=_word(node))

    def _filter(self, node: nodes.Filter, scope: Scope) -> None:
        if node.name not in FILTERS or node.node is None:
            self.fault(node, "filter", name=node.name, known="、".join(sorted(FILTERS)))
            return
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not all(isinstance(a, nodes.Const) for a in node.args):
            self.fault(node, "expression", word=node.name)
            return
        if node.name == "length":
            self.test(node.node, scope)
        else:
            self.value(node.node, scope)

    def resolve(self, node: nodes.Node, scope: Scope) -> Field | None:
        """The field a dotted name leads to; None after a fault."""
        path = _path(node)
        if path is None:
            self.fault(node, "expression", word=_word(node))
            return None
        hidden = next((name for name in path if name.startswith("_")), None)
        if hidden is not None:
            self.fault(node, "forbidden", word=hidden)
            return None
        field, known, last = scope.get(path[0]), list(scope), path[0]
        for name in path[1:]:
            if field is None or field.sort != "group":
                break
            known, last = [one.name for one in field.inside], name
            field = field.get(name)
        else:
            if field is not None:
                self.used.add(".".join(path))
                return field
        if field is not None and field.sort == "list":
            self.fault(node, "list_inside", name=".".join(path))
        elif field is not None:  # a text has nothing inside
            self.fault(node, "unknown", name=shortened(".".join(path)))
        else:
            self._unknown(node, ".".join(path), last, known)
        return None

    def _unknown(self, node: nodes.Node, name: str, last: str, known: list[str]) -> None:
        near = difflib.get_close_matches(last, known, 1)
        if near:
            self.fault(node, "unknown_near", name=shortened(name), near=near[0])
        else:
            self.fault(node, "unknown", name=shortened(name))


def check_part(part: Part, kind: TemplateKind, used: set[str]) -> list[Problem]:
    """Everything in a part that is not of the grammar or names no field. `used` is filled with the names it uses."""
    checker = _Checker(part, [], used)
    try:
        tree = Sandbox(Budget()).parse(part.source)
        scope = {one.name: one for one in FIELDS[kind.shape].inside}
        checker.body(tree.body, scope)
    except TemplateSyntaxError as fault:
        place = part.place(fault.lineno or 1)
        return [*checker.found, Problem(say("filling.syntax", reason=shortened(str(fault.message), 120)), place)]
    except (RecursionError, ValueError, OverflowError):  # nested without end; a number of a million digits
        return [*checker.found, Problem(say("filling.tangled"), part.label)]
    return checker.found


def _path(node: nodes.Node) -> list[str] | None:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        return None
    return [node.name, *reversed(names)]


def _written(node: nodes.Node) -> str:
    return ".".join(_path(node) or [_word(node)])


def _word(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        return f"{_written(node.node)}()" if _path(node.node) else "()"
    if isinstance(node, nodes.Getattr):
        return f"….{node.attr}"
    return {"Getitem": "[…]", "Mul": "*", "Pow": "**", "Add": "+", "Concat": "~"}.get(
        type(node).__name__, type(node).__name__.lower()
    )


def _inside_run(source: str, line: int, name: str) -> bool:
    """Whether a block stands inside a run: written `{{ body }}` and not `{{p body }}` in a paragraph of its own."""
    text = source.split("\n")[line - 1] if 0 < line <= source.count("\n") + 1 else ""
    found = re.search(rf"\{{\{{\s*{re.escape(name)}\b", text)
    before = text[: found.start()] if found else ""
    return before.rfind("<w:t") > before.rfind("</w:t>")
