"""`greenlist journal`: is the record of acts whole, and where does it end."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from greenlist.cli.common import EXIT_INPUT, Lang, LangOption, console, fail
from greenlist.cli.opening import site
from greenlist.engine.messages import render, say

app = typer.Typer(
    help="操作日志：核对链条、抄存链尾 / The journal: verify the chain, note its end.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command("verify", epilog="例 Example:  greenlist journal verify --head 1024:9f86d081884c7d65...")
def verify_command(
    since: Annotated[
        int, typer.Option("--since", min=1, help="从第几条开始，之前的视为可信 / first entry to read")
    ] = 1,
    head: Annotated[str, typer.Option("--head", help="另存的链尾 SEQ:HASH / an end noted elsewhere")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """逐条核对，完整时退出码为 0，否则为 2 / Read every entry; 0 where the chain is whole, 2 where not."""
    with site(lang):
        from greenlist.journal.checking import mark_of  # noqa: PLC0415 - models exist once the site is open
        from greenlist.journal.verify import verify  # noqa: PLC0415

        try:
            kept = mark_of(head) if head else None
        except ValueError:
            fail(say("commands.journal_head_form", text=head), lang.language)
        verdict = verify(since=since, kept=kept)
        faults = [{"seq": one.seq, "kind": one.kind, "text": one.text} for one in verdict.faults]
        if as_json:
            out = {"sound": verdict.sound, "count": verdict.count, "faults": faults, "more": verdict.more}
            print(json.dumps(out | {"seq": verdict.end.seq, "sha256": verdict.end.sha256}, ensure_ascii=False))
        else:
            _tell(faults, verdict.more, verdict.count, f"{verdict.end.seq}:{verdict.end.sha256}", lang)
    if not verdict.sound:
        raise typer.Exit(EXIT_INPUT)


def _tell(faults: list[dict[str, object]], more: int, count: int, end: str, lang: Lang) -> None:
    for fault in faults:
        console.print(str(fault["text"]), style="red")
    if faults:
        said = say("commands.journal_broken", count=len(faults) + more, read=count)
        console.print(render(said, lang.language), style="red")
    else:
        console.print(render(say("commands.journal_sound", read=count, end=end), lang.language))


@app.command("head", epilog="例 Example:  greenlist journal head >> 链尾抄存.txt")
def head_command(lang: LangOption = Lang.ZH) -> None:
    """写出链尾 SEQ:HASH，请抄存到系统之外 / The end of the chain; keep it outside of the system."""
    with site(lang):
        from greenlist.journal.verify import head  # noqa: PLC0415 - models exist once the site is open

        mark = head()
        if mark is not None:
            print(f"{mark.seq}:{mark.sha256}")
