"""An uploaded template tried on a sample, in a process of its own that is stopped when it takes too much.

`python -m greenlist.documents.filling.trial KIND` reads the file from its standard input and writes JSON.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from greenlist.engine.messages import Message, say

from .checking import check_part
from .fill import fill
from .kinds import KINDS, Content, TemplateKind
from .problems import Problem, Unfit, unfit
from .reading import fetching, look_over, opened, parts_of, unfilled
from .samples import sample
from .writers import own_docx

SECONDS = 30  # of the processor; a template of ours takes one, most of it the start of the process
LONGEST = 60.0  # seconds by the clock: the machine may be busy
MEMORY = 1024 * 1024 * 1024  # bytes
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial found: names used, texts of the sample that the template leaves out, what it says, how long."""

    used: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    seconds: float


def tried(content: bytes, kind: TemplateKind) -> Tried:
    """Look a template over and fill it with a sample, with a limit on time and memory.

    Raises Unfit: it may not be used; every problem with its place.
    """
    look_over(content)
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, kind.id], input=content, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise unfit("filling.too_much") from late
    if done.returncode != 0:
        raise unfit("filling.too_much")
    found: dict[str, Any] = json.loads(done.stdout)
    if found["problems"]:
        raise Unfit(tuple(Problem(Message(one["code"], one["params"]), one["place"]) for one in found["problems"]))
    return Tried(
        tuple(found["used"]), tuple((where, text) for where, text in found["missing"]), tuple(found["says"]),
        found["seconds"],
    )  # fmt: skip


def examined(content: bytes, kind: TemplateKind) -> dict[str, Any]:
    """The same in this process, as plain data; `look_over` has been asked before."""
    started = time.monotonic()
    used: set[str] = set()
    problems = _problems(content, kind, used)
    if problems:
        return {"problems": [_plain(one) for one in problems]}
    told = sample(kind)
    try:
        filled = fill(content, told)
        says = texts_in(filled)
    except Unfit as fault:
        return {"problems": [_plain(one) for one in fault.problems]}
    except (LxmlError, ValueError, KeyError) as fault:
        return {"problems": [_plain(Problem(say("filling.failed", reason=type(fault).__name__)))]}
    missing = left_out(told, says)
    seconds = round(time.monotonic() - started, 3)
    return {"problems": [], "used": sorted(used), "missing": missing, "says": says, "seconds": seconds}


def _problems(content: bytes, kind: TemplateKind, used: set[str]) -> list[Problem]:
    if code := fetching(content):
        return [Problem(say("filling.fetching", word=code))]
    if stray := next(unfilled(content), ""):
        return [Problem(say("filling.unfilled", part=stray))]
    try:
        parts = list(parts_of(opened(content)))
    except Unfit as fault:
        return list(fault.problems)
    found = [problem for part in parts for problem in check_part(part, kind, used)]
    if not found and not used:
        found.append(Problem(say("filling.no_placeholder")))
    return found


def _plain(one: Problem) -> dict[str, Any]:
    return {"code": one.message.code, "params": one.message.params, "place": one.place}


def texts_in(content: bytes) -> list[str]:
    """The paragraphs of a DOCX with their text, the tables' and those of headers and footers too."""
    document = python_docx.Document(io.BytesIO(content))
    roots = [document.element.body]
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer", "/footnotes", "/chart")):
            part = relation.target_part
            roots.append(part.element if hasattr(part, "element") else parse_xml(part.blob))
    return [text for root in roots for one in _paragraphs(root) if (text := one.strip())]


def _paragraphs(root: Any) -> list[str]:
    found = [_text(one) for one in root.iter(qn("w:p"))]
    return found + [one.text or "" for one in root.iter(f"{_DRAWN}chart}}v", f"{_DRAWN}main}}t")]


def _text(paragraph: Any) -> str:
    breaks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(breaks.get(one.tag, one.text or "") for one in paragraph.iter(qn("w:t"), *breaks))


def left_out(content: Content, says: list[str]) -> list[tuple[str, str]]:
    """The texts of a content that our own layout prints and a document does not say, each with its place."""
    ours, whole = _bare("".join(texts_in(own_docx(content)))), _bare("".join(says))
    texts = [(where, text, _bare(text)) for where, text in content.texts()]
    missing = [(where, text) for where, text, bare in texts if bare and bare in ours and bare not in whole]
    return list(dict.fromkeys(missing))


def _bare(text: str) -> str:
    return "".join(text.split())


def main() -> None:
    """The process of its own."""
    kind, content = KINDS[sys.argv[1]], sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(examined(content, kind), ensure_ascii=True))


if __name__ == "__main__":
    main()
