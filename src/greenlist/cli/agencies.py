"""`greenlist agencies`: the yearly work reports of the evaluation agencies as workbooks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from greenlist.cli.common import Lang, LangOption, console, fail, write_faults
from greenlist.cli.opening import site
from greenlist.engine.messages import Language, render, say

app = typer.Typer(
    help="第三方评价机构：年度工作情况 / Evaluation agencies: their yearly work reports.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
EXAMPLES = """\b
例 Examples:
  greenlist agencies report 2024 --out out/agencies
  greenlist agencies report 2024 --agency 示例绿色评价有限公司
"""


@app.callback()
def _group() -> None:
    """A group, though it holds one command."""


@app.command("report", epilog=EXAMPLES)
def report_command(
    year: Annotated[int, typer.Argument(metavar="YEAR", min=2000, max=2099, help="哪个年度 / which year")],
    agency: Annotated[
        str, typer.Option("--agency", help="只写一家，名称或统一社会信用代码 / one agency, by name or code")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", help="写到哪个文件夹（默认 out-agencies）/ folder")] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """写出评价机构年度工作情况（XLSX）；栏目待核 / Write the yearly work reports (XLSX); columns unverified."""
    language = lang.language
    folder = out or Path("out-agencies")
    with site(lang):
        from greenlist.agencies.queries.yearly import agencies_of, stands  # noqa: PLC0415 - models once it is open
        from greenlist.agencies.yearly_file import file_name, year_file  # noqa: PLC0415

        every = agencies_of(year)
        chosen = [one for one in every if not agency or agency in {one.name, one.uscc}]
        if not chosen:
            _nobody(year, agency, [one.name for one in every], language)
        reports = [stands(one, year) for one in chosen]
        files = {folder / file_name(one): year_file(one) for one in reports}
        rows = [
            {"agency": one.agency.name, "uscc": one.agency.uscc, "confirmed": one.confirmed,
             "projects": len(one.report.rows), "file": str(path)}
            for one, path in zip(reports, files, strict=True)
        ]  # fmt: skip
    _write(files, language, force=force)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        code = "commands.agency_year_confirmed" if row["confirmed"] else "commands.agency_year_open"
        console.print(render(say(code, agency=row["agency"], count=row["projects"], file=row["file"]), language))
    console.print(render(say("commands.agency_year_unverified"), language), style="yellow")


def _nobody(year: int, agency: str, known: list[str], language: Language) -> None:
    """Tell why nothing is written, and leave with 2."""
    if agency and known:
        fail(say("commands.agency_unknown", name=agency, year=str(year), known=known), language)
    fail(say("commands.agency_year_nobody", year=str(year)), language)


def _write(files: dict[Path, bytes], language: Language, *, force: bool) -> None:
    """All or none of the files: what is there already is told before anything is written."""
    for path in files:
        if path.exists() and not force:
            fail(say("input.file_exists", file=str(path)), language)
    with write_faults(language):
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
