"""A round whose applications were sent to the ministry, and lists that the ministry published about it; made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from greenlist.applications.models import Application
from greenlist.listings.files import take_file
from greenlist.notices.domain.results import Announced, keep_result
from greenlist.notices.models import ResultImport
from greenlist.notices.queries.results import digest_of
from greenlist.rounds.models import Round
from later import several
from world import World

HEAD = ("序号", "地区", "工厂名称", "统一社会信用代码")
NUMBER = "工信厅节函示例〔2025〕1号"
Row = tuple[str, ...]


def sent(
    world: World, count: int = 4, *, policy: str = "jilin-2024", state: str = "sent_to_ministry"
) -> list[Application]:
    """`count` factories of Changchun in a state, named 示例工厂100有限公司 and on; the round goes on under `policy`."""
    made = several(world, count=count, state=state)
    Round.objects.filter(pk=made[0].round_id).update(policy_id=policy)
    made[0].round.refresh_from_db(fields=["policy_id"])
    return made


def table(*rows: Row, head: Row = HEAD, title: str = "绿色工厂") -> bytes:
    return "\n".join(",".join(one) for one in ((title, "", "", ""), head, *rows)).encode()


def rows_of(applications: Sequence[Application], *, region: str = "吉林", uscc: bool = False) -> list[Row]:
    return [(str(seq), region, one.unit.name, one.unit.uscc if uscc else "") for seq, one in enumerate(applications, 1)]


def kept(
    world: World, round_: Round, *rows: Row, stage: str = "final", number: str = NUMBER, content: bytes | None = None,
    **more: Any,
) -> ResultImport:  # fmt: skip
    """A list read and matched, not applied."""
    taken = take_file(SimpleUploadedFile("名单.csv", content or table(*rows), "text/csv"))
    told: dict[str, Any] = {"title": "2024年度绿色制造名单", "label": "2024年度", "batch": 9} | more
    return keep_result(
        round=round_, stage=stage, announced=Announced(number, date(2025, 1, 22), **told), reading=taken.reading,
        name=taken.name, sha256=taken.sha256, by=world.hat("province"),
    )  # fmt: skip


def seen(result: ResultImport) -> str:
    return digest_of(result)
