"""`greenlist letter`: the recommendation letter of a city, from an evaluated round."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from greenlist.cli.common import Lang, LangOption, LawOption, console, fail, law_faults, open_book, write_faults
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.letters import Letter, recommendation
from greenlist.documents.letters.copies import copies_of
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.letters.printed import printed
from greenlist.documents.letters.recommending import number_fault
from greenlist.documents.letters.summary_file import read_round
from greenlist.documents.papers import FontSet, MissingGlyph, UnusableFont
from greenlist.documents.papers.glyphs import FAMILY
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Language, render, say

EXAMPLES = """\b
例 Examples:
  greenlist evaluate samples/jilin-2024 --policy jilin-2024 --out out/demo
  greenlist letter out/demo --policy jilin-2024 --recommender 长春市工信局 --office 长春市工业和信息化局 \\
    --number 长工信示例〔2024〕5号 --date 2024-07-26 --out out/letter
"""
NAME = "推荐文"


class LetterForm(StrEnum):
    """How a letter is laid out (GB/T 9704-2012): chapter 7, or 10.1."""

    OFFICIAL = "official"
    CORRESPONDENCE = "correspondence"


def letter_command(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="greenlist evaluate 的结果文件夹 / folder of an evaluated round")
    ],
    policy: Annotated[str, typer.Option("--policy", help="政策编号，如 jilin-2024；见 greenlist law list")],
    office: Annotated[str, typer.Option("--office", help="发文机关全称 / full name of the office that writes")],
    number: Annotated[str, typer.Option("--number", help="发文字号，如 长工信〔2024〕5号 / document number")],
    date: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="成文日期 / date of the letter")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹 / where to write")],
    recommender: Annotated[
        str | None, typer.Option("--recommender", help="只取这个推荐地区的单位 / only units of this recommender")
    ] = None,
    signer: Annotated[
        str, typer.Option("--signer", help="签发人，不给则留空 / who signs; left open if not given")
    ] = "",
    copy: Annotated[
        list[str] | None, typer.Option("--copy", help="抄送机关，可多次给出，或用逗号隔开 / sent for information to")
    ] = None,
    printed_by: Annotated[
        str, typer.Option("--printed-by", help="印发机关，不给则用发文机关 / who printed it; the office if not given")
    ] = "",
    printed_on: Annotated[
        datetime | None,
        typer.Option("--printed-on", formats=["%Y-%m-%d"], help="印发日期，不给则用成文日期 / when it was printed"),
    ] = None,
    form: Annotated[
        LetterForm, typer.Option("--form", help="公文（红头文件）或信函格式 / official document, or correspondence")
    ] = LetterForm.OFFICIAL,
    font: Annotated[list[Path] | None, typer.Option("--font", help="补充字体文件 / further font")] = None,
    law: LawOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """写出市（州）推荐文（DOCX 和 PDF，GB/T 9704 版式）/ Write the recommendation letter of a city."""
    language = lang.language
    targets = [out / f"{NAME}.docx", out / f"{NAME}.pdf"]
    for target in targets:
        if target.exists() and not force:
            fail(say("input.file_exists", file=str(target)), language)
    fault = number_fault(number)
    if fault is not None:
        fail(fault, language)
    with law_faults(language), write_faults(language):
        chosen = open_book(law).policy(policy)
        letter = _letter(folder, chosen, language, recommender, office=office, number=number, signer=signer, on=date)
        letter = printed(letter, printed_by, printed_on.date() if printed_on else None)
        letter = replace(letter, copies=copies_of("\n".join(copy or ())), form=form.value)
        contents = _contents(letter, FontSet.of_option(font), language)
        out.mkdir(parents=True, exist_ok=True)
        for target, content in zip(targets, contents, strict=True):
            target.write_bytes(content)
    if letter.trial:
        console.print(render(say("papers.trial_letter"), language), style="yellow")
    console.print(render(say("papers.letter_todo"), language))
    console.print(render(say("papers.written", folder=str(out), name=NAME, family=FAMILY), language))


def _letter(
    folder: Path, policy: Policy, language: Language, recommender: str | None, *, office: str, number: str,
    signer: str, on: datetime,
) -> Letter:  # fmt: skip
    try:
        units, found, trial = read_round(folder, recommender)
    except UnreadableFile as unreadable:
        fail(unreadable.message, language)
    if found != policy.id:
        fail(say("papers.other_policy", found=found, asked=policy.id), language)
    return recommendation(policy, units, office=office, number=number, signer=signer, on=on.date(), trial=trial)


def _contents(letter: Letter, fonts: FontSet, language: Language) -> tuple[bytes, bytes]:
    try:
        return letter_docx(letter, fonts), letter_pdf(letter, fonts)
    except (MissingGlyph, UnusableFont) as fault:
        fail(fault.message, language)
