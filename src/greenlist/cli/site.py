"""`greenlist serve`, `migrate`, `worker`, `createadmin`: the site in use."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from greenlist.cli.common import EXIT_INPUT, Lang, LangOption, console, console_err, fail
from greenlist.cli.opening import settings_faults, site
from greenlist.engine.messages import Language, render, say

SERVE_EXAMPLES = """\b
例 Examples:
  greenlist serve
  greenlist serve --bind 0.0.0.0:8000 --processes 4 --threads 4
"""
ADMIN_EXAMPLES = """\b
例 Examples:
  greenlist createadmin --login anquan --name 张三 --organisation 省工信厅信息中心
  GREENLIST_ADMIN_PASSWORD_FILE=/run/secrets/admin greenlist createadmin --login anquan --name 张三
"""


def serve_command(
    bind: Annotated[str, typer.Option("--bind", help="监听地址 / address to listen on")] = "127.0.0.1:8000",
    processes: Annotated[int, typer.Option("--processes", min=1, help="进程数 / processes")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, help="每个进程的线程数 / threads in each")] = 4,
    lang: LangOption = Lang.ZH,
) -> None:
    """启动网站；设置不安全时拒绝 / Serve the site; refuses unsafe settings."""
    os.environ.setdefault("GREENLIST_STATIC", "collected")
    under_role(lang)
    with site(lang):
        from django.core.management import call_command  # noqa: PLC0415 - it needs the site
        from django.db import connections  # noqa: PLC0415

        refuse_dangers(lang.language)
        call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()  # each process opens its own
    from greenlist.ops.serving import serve  # noqa: PLC0415

    serve(bind=bind, processes=processes, threads=threads)


def under_role(lang: Lang) -> None:
    """Work under the role that may only add to the journal."""
    from greenlist.ops.database import role_for_serving, work_as  # noqa: PLC0415 - before the settings load

    with settings_faults(lang):
        work_as(role_for_serving())


def refuse_dangers(language: Language) -> None:
    """Tell everything that is unsafe and leave with 2, or go on."""
    from greenlist.ops.safety import dangers  # noqa: PLC0415 - it needs the site

    found = dangers()
    if found:
        console_err.print(render(say("site.not_served", count=len(found)), language), style="red")
        for one in found:
            console_err.print(f"- {render(one, language)}", style="red")
        raise typer.Exit(EXIT_INPUT)


def migrate_command(lang: LangOption = Lang.ZH) -> None:
    """更新数据库：表、工作角色、地区 / Bring the database up to date: tables, role, places."""
    from greenlist.ops.database import role_for_serving, work_as  # noqa: PLC0415 - before the settings load

    with settings_faults(lang):
        role = role_for_serving()
    work_as("")
    with site(lang):
        from django.db import ProgrammingError  # noqa: PLC0415 - it needs the site

        from greenlist.journal.grants import statements  # noqa: PLC0415
        from greenlist.ops.migrating import migrate  # noqa: PLC0415

        try:
            migrate(role, verbosity=1)
        except ProgrammingError as error:
            console_err.print(render(say("site.may_not_grant", reason=str(error).strip()), lang.language), style="red")
            for one in statements(role):
                console.print(f"{one.as_string().strip()};")
            raise typer.Exit(EXIT_INPUT) from None
    console.print(render(say("site.migrated", role=role), lang.language))


def worker_command(
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="同时做几件 / jobs at once")] = 1,
    lang: LangOption = Lang.ZH,
) -> None:
    """做后台任务：邮件、查毒、夜间核对 / Do the jobs: mail, scans, nightly checks."""
    under_role(lang)
    with site(lang):
        from greenlist.ops.jobs import work  # noqa: PLC0415 - it needs the site

        work(concurrency=concurrency)


def createadmin_command(
    login: Annotated[str, typer.Option("--login", help="登录名 / login")],
    name: Annotated[str, typer.Option("--name", help="姓名 / name")],
    organisation: Annotated[
        str, typer.Option("--organisation", help="系统运行单位，没有则新建 / who runs the server, made if missing")
    ] = "系统运行单位",
    lang: LangOption = Lang.ZH,
) -> None:
    """建立第一个安全管理员 / Make the first security administrator."""
    language = lang.language
    under_role(lang)
    with site(lang):
        from django.core.exceptions import ValidationError  # noqa: PLC0415 - it needs the site

        from greenlist.ops import admin  # noqa: PLC0415
        from greenlist.parties.domain import Refused  # noqa: PLC0415

        if admin.exists():
            fail(say("site.administrator_exists"), language)
        password = ask_password(language)
        try:
            admin.create_first_administrator(login=login, name=name, organisation=organisation, password=password)
        except ValidationError as error:
            fail("\n".join(error.messages), language)
        except Refused as refused:
            fail(str(refused), language)
    console.print(render(say("site.administrator_made", login=login), language))


def ask_password(language: Language) -> str:
    """The password from GREENLIST_ADMIN_PASSWORD or GREENLIST_ADMIN_PASSWORD_FILE, else typed twice."""
    from greenlist.ops import env  # noqa: PLC0415 - it needs Django

    given = env.text("GREENLIST_ADMIN_PASSWORD", "")
    if given:
        return given
    first: str = typer.prompt(render(say("site.password"), language), hide_input=True)
    again: str = typer.prompt(render(say("site.password_again"), language), hide_input=True)
    if first != again:
        fail(say("site.password_differs"), language)
    return first
