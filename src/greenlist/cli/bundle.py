"""`greenlist bundle`: a round as one sealed file, and whether such a file is genuine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from greenlist.bundle import verify_bundle as script
from greenlist.bundle import verify_sm2
from greenlist.bundle.sm2 import new_key
from greenlist.bundle.verify_sm2 import countersigned
from greenlist.cli.common import EXIT_INPUT, Lang, LangOption, console, console_err, fail, write_faults
from greenlist.cli.opening import site
from greenlist.engine.messages import Language, render, say

if TYPE_CHECKING:
    from greenlist.bundles.comparing import Comparison
    from greenlist.parties.models import Organisation
    from greenlist.rounds.models import Round

app = typer.Typer(
    help="数据包：导出、核对、导入，不联网也能在县、市、省之间传递 / Bundles between offices, without a network.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
EXPORT_EXAMPLE = "例 Example:  greenlist bundle export jilin-2024 --office 长春市工信局 --out 长春市2024.zip"
VERIFY_EXAMPLE = "例 Example:  greenlist bundle verify 长春市2024.zip --key receipt-key.pem"
IMPORT_EXAMPLE = "例 Example:  greenlist bundle import 德惠市2024.zip --by chen --key 德惠公钥.pem --apply"
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
    beside = countersigned(verdict.manifest)
    if beside is False:
        fail(say("bundle.sm2_bad"), language)
    console.print(render(say("bundle.verified", fingerprint=verdict.fingerprint), language), style="green")
    if beside:
        console.print(render(say("bundle.sm2_ok", fingerprint=verdict.manifest["sm2"]["fingerprint"]), language))
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


@app.command("import", epilog=IMPORT_EXAMPLE)
def import_command(
    file: FileArgument,
    by: Annotated[str, typer.Option("--by", help="以哪位经办人的身份导入：登录名 / the handler's login")],
    office: Annotated[
        str, typer.Option("--office", help="经办人在几个部门任职时指明 / which office, where several")
    ] = "",
    key: Annotated[
        str,
        typer.Option(
            "--key", help="已向制作单位核对过的公钥：PEM 文件、文本或指纹 / their public key, checked with them"
        ),
    ] = "",
    apply: Annotated[bool, typer.Option("--apply", help="写入；不加只比较 / write; without it only compare")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """比较数据包与此处的申报，加 --apply 才写入 / Compare a bundle with what is here; --apply writes it."""
    language = lang.language
    with site(lang):
        from greenlist.bundles.command import NoHandler, UnknownKey, handler, import_file  # noqa: PLC0415 - it needs the site
        from greenlist.bundles.domain.receiving import NotGenuine  # noqa: PLC0415
        from greenlist.parties.domain import Refused  # noqa: PLC0415

        try:
            told = import_file(file, handler(by, office), script.wanted(key) if key else "", apply=apply)
        except NoHandler as one:
            fail(say("bundle.no_handler", login=by, known="、".join(one.known) or "—"), language)
        except UnknownKey as one:
            fail(say("bundle.unknown_key", fingerprint=one.fingerprint, office=one.office), language)
        except NotGenuine as refused:
            for line in refused.faults:
                console.print(f"✗ {line}", style="red", markup=False)
            fail(str(refused), language)
        except Refused as refused:
            fail(str(refused), language)
        except (OSError, ValueError):
            fail(say("bundle.key_unread", key=key), language)
        _tell_lines(told.comparison)
    counts = {name: len(told.comparison.of(name)) for name in ("take", "keep", "stop")}
    code = "bundle.taken" if told.applied else "bundle.would_take" if counts["take"] else "bundle.nothing_to_take"
    console.print(render(say(code, **counts), language), markup=False)


def _tell_lines(comparison: Comparison) -> None:
    signs = {"take": "+", "keep": "=", "stop": "!"}
    for one in comparison.lines:
        head = f"{signs[one.group]} {one.offered.name}  {one.offered.newest.receipt['number']}  {one.words}"
        console.print("\n    ".join([head, *one.notes]), markup=False)


@app.command("sm2-key", epilog="例 Example:  greenlist bundle sm2-key --out data/sm2-key.pem")
def sm2_key_command(
    out: Annotated[Path, typer.Option("--out", help="私钥写到哪个文件 / where the private key goes")],
    lang: LangOption = Lang.ZH,
) -> None:
    """生成国密 SM2 钥匙，给回执和数据包加副签；不覆盖已有文件 / Make an SM2 key for countersignatures."""
    public = out.with_suffix(".pub.pem")
    for path in (out, public):
        if path.exists():
            fail(say("bundle.key_exists", file=str(path)), lang.language)
    key = new_key()
    with write_faults(lang.language):
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(key.pem())
        public.write_text(key.public_pem(), encoding="ascii")
    made = say("bundle.sm2_made", file=str(out), public=str(public), fingerprint=key.fingerprint)
    console.print(render(made, lang.language), markup=False)


@app.command("verifier", epilog="例 Example:  greenlist bundle verifier --out verify_bundle.py")
def verifier_command(
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件 / the file to write")] = Path("verify_bundle.py"),
    sm2: Annotated[
        bool,
        typer.Option(
            "--countersignature", help="写出核对国密副签的脚本 verify_sm2.py / the script for SM2 countersignatures"
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """写出不依赖 greenlist 的核对脚本 / Write the script that verifies bundles without greenlist."""
    chosen = verify_sm2 if sm2 else script
    out = out.with_name("verify_sm2.py") if sm2 and out == Path("verify_bundle.py") else out
    if out.exists() and not force:
        fail(say("input.file_exists", file=str(out)), lang.language)
    with write_faults(lang.language):
        out.write_bytes(Path(str(chosen.__file__)).read_bytes())
    told = say("bundle.sm2_verifier_written" if sm2 else "bundle.verifier_written", file=str(out))
    console.print(render(told, lang.language), markup=False)
