"""`greenlist form`: a data-collection workbook made from a rule pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from greenlist.cli.common import Lang, LangOption, LawOption, console, fail, law_faults, open_book, write_faults
from greenlist.documents.form import write_form
from greenlist.engine.case import Kind
from greenlist.engine.messages import Message, render, say

EXAMPLES = """\b
例 Examples:
  greenlist form factory --pack factory-2025 --out 采集表.xlsx
  greenlist form park --pack park-2023 --policy jilin-2024 --out 园区采集表.xlsx
"""


def form_command(
    kind: Annotated[Kind, typer.Argument(help="factory | park | supply_chain")],
    pack: Annotated[str, typer.Option("--pack", help="规则包编号；见 greenlist law list / id of a rule pack")],
    out: Annotated[Path, typer.Option("--out", help="写到哪里（.xlsx）/ where to write")],
    policy: Annotated[
        str | None, typer.Option("--policy", help="连同该政策的条件 / with this policy's conditions")
    ] = None,
    law: LawOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """生成数据采集表（Excel）/ Make the data-collection workbook."""
    language = lang.language
    if out.exists() and not force:
        fail(say("input.file_exists", file=str(out)), language)
    with law_faults(language), write_faults(language):
        book = open_book(law)
        chosen = book.pack(pack)
        if chosen.kind is not kind:
            fail(say("input.pack_other_kind", pack=pack, kind=_kind(chosen.kind), asked=_kind(kind)), language)
        out.parent.mkdir(parents=True, exist_ok=True)
        write_form(chosen, book.policy(policy) if policy else None, book, out)
    console.print(render(say("documents.form_written", file=str(out)), language))


def _kind(kind: Kind) -> Message:
    return say(f"documents.kind_{kind.value}")
