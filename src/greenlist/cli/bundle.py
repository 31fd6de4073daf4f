"""`greenlist bundle`: a round as one sealed file, and whether such a file is genuine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from greenlist.bundle import verify_bundle as script
from greenlist.cli.common import EXIT_INPUT, Lang, LangOption, console, console_err, fail
from greenlist.cli.opening import site
from greenlist.engine.messages import Language, render, say

if TYPE_CHECKING:
    from greenlist.parties.models import Organisation
    from greenlist.rounds.models import Round

app = typer.Typer(
    help="数据包：导出、核对，不联网也能在县、市、省之间传递 / Bundles between offices, without a network.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
EXPORT_EXAMPLE = "例 Example:  greenlist bundle export jilin-2024 --office 长春市工信局 --out 长春市2024.zip"
VERIFY_EXAMPLE = "例 Example:  greenlist bundle verify 长春市2024.zip --key receipt-key.pem"
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="数据包 / a bundle")]


@app.command("export", epilog=EXPORT_EXAMPLE)
def export_command(
    round_: Annotated[
        str, typer.Argument(metavar="ROUND", help="轮次的编号或政策编号 / number of a round or its policy")
    ],
    office: Annotated[str, typer.Option("--office", help="主管部门全称 / the authority whose applications are taken")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件 / the file to write")],
    archive: Annotated[
        bool, typer.Option("--archive", help="归档：轮次结束后的全部版本 / every version of a closed round")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """把一个部门在一轮次收到的申报写成签名的数据包 / Write what an office has of a round as a signed bundle."""
    language = lang.language
    if out.exists() and not force:
        fail(say("input.file_exists", file=str(out)), language)
    with site(lang):
        from greenlist.bundles.exporting import NothingToExport, Purpose, export_round  # noqa: PLC0415 - it needs the site
        from greenlist.journal.context import PROGRAM  # noqa: PLC0415

        chosen, authority = _round(round_, language), _office(office, language)
        purpose: Purpose = "archive" if archive else "handover"
        try:
            made = export_round(round_=chosen, office=authority, out=out, purpose=purpose, by=PROGRAM)
        except NothingToExport as nothing:
            fail(str(nothing), language)
        except OSError as error:
            fail(say("bundle.cannot_write", file=str(out), reason=error.strerror or str(error)), language)
    told = {"applications": len(made["applications"]), "files": len(made["files"])}
    key = made["signature"]["fingerprint"]
    console.print(render(say("bundle.exported", file=str(out), fingerprint=key, **told), language))


def _round(name: str, language: Language) -> Round:
    from greenlist.rounds.models import Round  # noqa: PLC0415 - models exist once the site is open

    every = list(Round.objects.select_related("law", "jurisdiction"))
    found = [one for one in every if name in {str(one.pk), one.policy_id}]
    if len(found) != 1:
        known = "、".join(f"{one.pk} {one.policy_id} {one.title}" for one in every)
        fail(say("bundle.no_round", round=name, known=known), language)
    return found[0]


def _office(name: str, language: Language) -> Organisation:
    from greenlist.parties.models import Organisation  # noqa: PLC0415

    every = Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY).select_related("jurisdiction")
    found = every.filter(name=name).first()
    if found is None:
        fail(say("bundle.no_office", office=name, known="、".join(one.name for one in every)), language)
    return found


@app.command("verify", epilog=VERIFY_EXAMPLE)
def verify_command(
    file: FileArgument,
    key: Annotated[
        str, typer.Option("--key", help="制作单位的公钥：PEM 文件、文本或指纹 / the office's public key")
    ] = "",
    lang: LangOption = Lang.ZH,
) -> None:
    """核对数据包，不需要联网；完整且签名有效时退出码为 0，否则为 2 / Verify a bundle, offline; 0 genuine, 2 not."""
    language = lang.language
    try:
        if key:
            script.wanted(key)
    except (OSError, ValueError):
        fail(say("bundle.key_unread", key=key), language)
    verdict = script.verify_bundle(file, key)
    _tell_head(verdict, language)
    for fault in verdict.faults:
        console.print(f"✗ {fault.text(language)}", style="red", markup=False)
    if verdict.faults:
        console_err.print(render(say("bundle.refused", count=len(verdict.faults)), language), style="red")
        raise typer.Exit(EXIT_INPUT)
    console.print(render(say("bundle.verified", fingerprint=verdict.fingerprint), language), style="green")
    if not key:
        console.print(render(say("bundle.key_not_given"), language))


def _tell_head(verdict: script.Verdict, language: Language) -> None:
    told = verdict.manifest
    try:
        heading = say(
            "bundle.heading", office=told["office"]["name"], round=told["round"]["title"], made_at=told["made_at"],
            applications=len(told["applications"]), files=len(told["files"]),
        )  # fmt: skip
    except (KeyError, TypeError):
        return  # nothing in a bundle is to be trusted before it is verified, not even its shape
    console.print(render(heading, language), markup=False)


@app.command("verifier", epilog="例 Example:  greenlist bundle verifier --out verify_bundle.py")
def verifier_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件 / the file to write")] = Path("verify_bundle.py"),
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """写出不依赖 greenlist 的核对脚本 / Write the script that verifies bundles without greenlist."""
    if out.exists() and not force:
        fail(say("input.file_exists", file=str(out)), lang.language)
    out.write_bytes(Path(str(script.__file__)).read_bytes())
    console.print(render(say("bundle.verifier_written", file=str(out)), lang.language), markup=False)
