"""What the tests of screening stand on: list files of made-up firms, and applications handed in by the dozen."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from door import uscc
from greenlist.applications.models import Application, Submission, Tenant
from greenlist.engine import clock
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round
from greenlist.screening.outcomes import Outcome
from greenlist.screenings import domain
from greenlist.screenings.models import Finding, ListFile, Run, UnitResult
from world import World, organisation

AS_OF = date(2024, 7, 20)  # of lists and runs: the round of 2024
UNIT = "示例食品有限公司"  # the unit of the world
# A row of each source about a firm that nobody asks about: the list was read, and holds nothing on our units.
NOBODY = {"单位名称": "无关甲厂", "统一社会信用代码": uscc(9001)}
OTHERS: dict[str, dict[str, str]] = {
    "credit_china_penalties": {"行政处罚决定书文号": "示罚〔2024〕1号", "处罚决定日期": "2024-01-05"},
    "gsxt_status": {"登记状态": "存续"},
    "gsxt_abnormal": {"列入日期": "2024-01-05"},
    "gsxt_serious": {"列入日期": "2024-01-05", "类别": "示例"},
    "dishonest_debtors": {"案号": "（2024）示执1号", "发布日期": "2024-01-05"},
    "energy_supervision": {"列入日期": "2024-01-05", "年度": "2024", "整改情况": "已整改"},
    "green_list_removals": {"移出日期": "2024-01-05", "批次": "第一批", "类型": "绿色工厂"},
    "inspections": {"日期": "2024-01-05", "文号": "示督1号", "问题": "示例问题", "是否严重": "否"},
    "accidents": {"事故日期": "2024-01-05", "事故类型": "安全"},
    "province_list": {"日期": "2024-01-05", "原因": "示例"},
}


def penalty(name: str, code: str = "", *, on: str = "2024-03-01", number: int = 7) -> dict[str, str]:
    """A row of credit_china_penalties."""
    return {
        "单位名称": name, "统一社会信用代码": code, "处罚决定日期": on, "处罚机关": "示例市环保局",
        "行政处罚决定书文号": f"示罚〔2024〕{number}号",
    }  # fmt: skip


def write_list(folder: Path, source: str, rows: Iterable[Mapping[str, str]] = ()) -> Path:
    """A CSV as the source publishes it: the row about nobody, and `rows`."""
    path = folder / f"{source}-{len(list(folder.glob('*.csv')))}.csv"
    every = [NOBODY | OTHERS[source], *rows]
    header = list(dict.fromkeys(name for row in every for name in row))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=header, restval="")
        writer.writeheader()
        writer.writerows(every)
    return path


def taken(
    world: World, folder: Path, source: str, rows: Iterable[Mapping[str, str]] = (), *, as_of: date | None = AS_OF
) -> ListFile:
    """A list handed in by the province, not read yet."""
    path = write_list(folder, source, rows)
    place = world.places["220000"]
    return domain.take_list(
        authority=place, source=source, path=path, name=path.name, as_of=as_of, by=world.hat("province")
    )


def imported(
    world: World, folder: Path, source: str, rows: Iterable[Mapping[str, str]] = (), *, as_of: date | None = AS_OF
) -> ListFile:
    """The same, read."""
    return domain.read_list(list_file=taken(world, folder, source, rows, as_of=as_of))


def every_list(world: World, folder: Path, **rows: Iterable[Mapping[str, str]]) -> dict[str, ListFile]:
    """A list of every source; `rows` by source."""
    return {source: imported(world, folder, source, rows.get(source, ())) for source in OTHERS}


def handed_in(world: World, round_: Round, unit: str = "unit", kind: str = "factory") -> Application:
    """An application that counts as handed in, without anything in it."""
    return many_handed_in(world, round_, [world.organisations[unit]], kind)[0]


def many_handed_in(
    world: World, round_: Round, units: Iterable[Organisation], kind: str = "factory"
) -> list[Application]:
    """The same for several units. Three statements whatever their number."""
    now, person = clock.now(), world.hat("owner").person
    made = Application.objects.bulk_create(
        Application(
            round=round_, unit=one, city=one.jurisdiction, kind=kind, evaluation_year=2023, pack_id="test",
            pack_hash="0" * 64, state="submitted", state_since=now, created_by=person, created_at=now,
        )
        for one in units
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(application=one, number=1, data={}, evidence=[], result={}, receipt_number=f"T{one.pk}", receipt={},
                   digest="0" * 64, by=person, at=now)
        for one in made
    )  # fmt: skip
    return made


def made_up(world: World, count: int, *, where: str = "changchun", first: int = 1000) -> list[Organisation]:
    """Units with codes of their own, and names that are not alike."""
    return [
        organisation(world, f"made{n}", "enterprise", f"虚构{word(n)}机械有限公司", where, uscc=uscc(n))
        for n in range(first, first + count)
    ]


def word(number: int) -> str:
    """Letters of a made-up name: no two alike."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:8].upper()


def tenants(application: Application, count: int, *, first: int = 500_000) -> list[Tenant]:
    """A roster for a park."""
    return Tenant.objects.bulk_create(
        Tenant(application=application, position=n, name=f"园内{word(n)}公司", uscc=uscc(first + n))
        for n in range(count)
    )


def run_city(world: World, round_: Round, *, who: str = "city", place: str = "changchun") -> Run:
    """The city screens its round."""
    return domain.run(
        round=round_, authority=world.places[place], purpose=Run.Purpose.ON_DEMAND, as_of=AS_OF, by=world.hat(who)
    )


def conditions(unit: UnitResult) -> dict[str, str]:
    """Outcome by condition."""
    return {one["id"]: one["outcome"] for one in unit.answer["conditions"]}


def grave(unit: UnitResult) -> list[Finding]:
    """What counts or may count."""
    return [one for one in unit.findings.all() if one.outcome in {Outcome.HIT, Outcome.CANDIDATE} and not one.history]
