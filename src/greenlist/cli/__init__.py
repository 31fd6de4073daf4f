"""The `greenlist` command.

Exit codes: 0 done (also when units are not eligible), 2 an input cannot be read or the law is invalid,
1 an error of the program.
"""

from __future__ import annotations

import sys
import traceback

import typer

from greenlist.cli import (
    agencies,
    bundle,
    demo,
    dynamic,
    evaluate,
    explain,
    form,
    journal,
    law,
    letter,
    lists,
    reading_back,
    report,
    screen,
    site,
    summary,
    verify,
)
from greenlist.cli.common import console_err
from greenlist.engine.messages import render, say

app = typer.Typer(
    name="greenlist",
    help="绿色制造名单：按规则文件评价、解释、汇总 / The green manufacturing list: evaluate, explain, summarise.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its tables cut Chinese text short
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate_command)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain_command)
app.command("report", epilog=report.EXAMPLES)(report.report_command)
app.command("summary", epilog=summary.EXAMPLES)(summary.summary_command)
app.command("letter", epilog=letter.EXAMPLES)(letter.letter_command)
app.command("screen", epilog=screen.EXAMPLES)(screen.screen_command)
app.command("form", epilog=form.EXAMPLES)(form.form_command)
app.command("verify", epilog=verify.EXAMPLES)(verify.verify_command)
app.command("demo", epilog=demo.EXAMPLES)(demo.demo_command)
app.command("serve", epilog=site.SERVE_EXAMPLES)(site.serve_command)
app.command("migrate")(site.migrate_command)
app.command("worker")(site.worker_command)
app.command("createadmin", epilog=site.ADMIN_EXAMPLES)(site.createadmin_command)
app.add_typer(law.app, name="law")
app.add_typer(lists.app, name="lists")
app.add_typer(reading_back.app, name="import")
app.add_typer(journal.app, name="journal")
app.add_typer(agencies.app, name="agencies")
app.add_typer(bundle.app, name="bundle")
app.add_typer(dynamic.app, name="dynamic")


def main() -> None:
    """Run the command; an error of the program is told as one, with the trace for whoever mends it."""
    try:
        app()
    except Exception as error:  # noqa: BLE001 - the last resort of the command line
        console_err.print(render(say("input.internal_error", error=f"{type(error).__name__}: {error}")), style="red")
        traceback.print_exc(file=sys.stderr)
        sys.exit(1)
