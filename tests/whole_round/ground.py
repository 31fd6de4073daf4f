"""The sixty units of `cast.yaml` with everybody who works on their round, and their applications handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from door import uscc
from greenlist.applications.domain.starting import start_application
from greenlist.applications.models import Application, Statement, TableRow, Tenant
from greenlist.engine import clock
from greenlist.engine.application.schema import TABLES
from greenlist.engine.yamlfile import load_yaml
from greenlist.parties.models import FormerName, Role
from greenlist.rounds.models import Round
from stages import handed_in, plain
from world import K, World, build_world, organisation, person, place, round_of

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples" / "jilin-2024"
MODELS = {"factory": "factory-03-food.yaml", "park": "park-01-good.yaml", "supply_chain": "chain-01-textile.yaml"}
TIE_BREAK = {"park": "values.green_factories_province", "supply_chain": "values.supplier_gf_province"}
REGISTERED = {"name", "uscc", "industry4", "address", "legal_rep", "recommender", "region", "agency"}
CITIES = {"changchun": "长春市", "jilin": "吉林市", "siping": "四平市", "changbaishan": "长白山管委会"}
FORMER, FORMER_UNTIL = "示例地板厂", date(2023, 5, 1)  # what the ministry's list calls a unit that was renamed
FIELDS = {"ecology": "生态环境", "safety": "应急管理", "market": "市场监管"}


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the cast."""

    no: int
    name: str
    kind: str
    city: str
    story: str = ""
    score: Decimal | None = None
    green_factories: int | None = None


@dataclass
class Played:
    """The round as it is played: who is there, and which application is whose."""

    world: World
    round: Round
    applications: dict[int, Application] = field(default_factory=dict)

    def of(self, story: str) -> list[Application]:
        """The applications of a story, as they stand now."""
        return [self.now(one.no) for one in cast() if one.story == story]

    def now(self, no: int) -> Application:
        """One application as it stands now."""
        return Application.objects.select_related("unit", "city", "round").get(pk=self.applications[no].pk)

    def where(self, city: str, state: str) -> list[Application]:
        """The applications of a city in a state, in the order of the cast."""
        rows = Application.objects.select_related("unit", "city", "round").filter(round=self.round, state=state)
        return list(rows.filter(city=self.world.places[city]).order_by("pk"))


@cache
def cast() -> tuple[Member, ...]:
    """The lines of `cast.yaml`."""
    data: dict[str, Any] = load_yaml((HERE / "cast.yaml").read_text(encoding="utf-8"))[0]
    return tuple(_member(one) for one in data["units"])


def stories() -> dict[str, str]:
    """What each story says."""
    data: dict[str, Any] = load_yaml((HERE / "cast.yaml").read_text(encoding="utf-8"))[0]
    return dict(data["stories"])


def _member(one: Mapping[str, Any]) -> Member:
    score = Decimal(one["score"]) if "score" in one else None
    return Member(**{**one, "score": score})


def everybody() -> World:
    """The small world, two cities more, and in each city its three departments."""
    world = build_world()
    for key, name in CITIES.items():
        if key not in world.places:
            place(world, key, name, "city", "220000")
            organisation(world, key, K.AUTHORITY, f"{name}工信局", key)
            person(world, f"{key}.handler", f"{name}经办", key, Role.CITY_HANDLER)
            person(world, f"{key}.approver", f"{name}审批", key, Role.CITY_APPROVER)
        for field_key, field_name in FIELDS.items():
            if (key, field_key) != ("changchun", "ecology"):
                organisation(world, f"{key}.{field_key}", K.DEPARTMENT, f"{name}{field_name}局", key, field=field_name)
                person(world, f"{key}.{field_key}", f"{name}{field_name}答复人", f"{key}.{field_key}", Role.DEPARTMENT)
    _known_names(world)
    return world


def _known_names(world: World) -> None:
    """The people the small world has already, under the names of their city; a second approver where one is missing."""
    person(world, "jilin.approver", "吉林市审批", "othercity", Role.CITY_APPROVER)
    world.hats |= {
        "changchun.handler": world.hats["city"], "changchun.approver": world.hats["cityapprover"],
        "jilin.handler": world.hats["othercity"], "changchun.ecology": world.hats["department"],
    }  # fmt: skip


def opened() -> Played:
    """The round opened, nothing handed in."""
    world = everybody()
    return Played(world, round_of(world))


def hand_in_all(played: Played) -> None:
    """Every unit fills in and hands in, one after the other."""
    for one in cast():
        played.applications[one.no] = hand_in(played, one)


def hand_in(played: Played, one: Member) -> Application:
    """One unit's application, from the sample of its kind with its own name, code and score."""
    world, key = played.world, f"u{one.no}"
    kind = K.PARK if one.kind == "park" else K.ENTERPRISE
    data = _data(one.kind)
    industry = {} if one.kind == "park" else {"industry4": data["unit"]["industry4"]}
    organisation(world, key, kind, one.name, one.city, uscc=uscc(200 + one.no), legal_rep=f"法人{one.no}", **industry)
    if one.story == "former_name":
        FormerName.objects.create(organisation=world.organisations[key], name=FORMER, until=FORMER_UNTIL)
    person(world, f"{key}.editor", f"填报{one.no}", key, Role.APPLICANT_EDITOR)
    person(world, f"{key}.signatory", f"负责人{one.no}", key, Role.APPLICANT_SIGNATORY)
    editor = world.hat(f"{key}.editor")
    application = start_application(round=played.round, unit=world.organisations[key], kind=one.kind, by=editor)
    _fill(application, data, one, editor.person)
    return handed_in(application, world.hat(f"{key}.signatory")).application


@cache
def _data(kind: str) -> dict[str, Any]:
    data: dict[str, Any] = load_yaml((SAMPLES / MODELS[kind]).read_text(encoding="utf-8"))[0]
    return data


def _fill(application: Application, data: Mapping[str, Any], one: Member, by: Any) -> None:
    now = clock.now()
    Statement.objects.bulk_create(
        Statement(application=application, place=where, content=plain(content), unit=unit, by=by, at=now)
        for where, content, unit in _places(data, one)
    )
    TableRow.objects.bulk_create(
        TableRow(application=application, table=table, key=f"r{number}", position=number)
        for table in TABLES for number, _cells in enumerate(data.get(table) or (), 1)
    )  # fmt: skip
    Tenant.objects.bulk_create(
        Tenant(
            application=application, position=number, name=tenant["name"], uscc=tenant.get("uscc", ""),
            conditions=plain(tenant.get("conditions") or {}),
        )
        for number, tenant in enumerate(data.get("tenants") or (), 1)
    )  # fmt: skip
    application.route = "self"
    application.save(update_fields=["route"])


def _places(data: Mapping[str, Any], one: Member) -> Iterator[tuple[str, Any, str]]:
    own: dict[str, Any] = {TIE_BREAK.get(one.kind, ""): one.green_factories}
    for section in ("values", "declared", "conditions", "judged", "not_applicable", "unit"):
        known = REGISTERED if section == "unit" else ()
        for name, content in (data.get(section) or {}).items():
            if name not in known and not (one.story == "not_on_province_list" and name.startswith("province_list")):
                where = f"{section}.{name}"
                yield (where, *_stated(own.get(where) or content))
    for year, values in (data.get("years") or {}).items():
        yield from ((f"years.{year}.{name}", *_stated(content)) for name, content in values.items())
    for table in TABLES:
        for number, cells in enumerate(data.get(table) or (), 1):
            yield from ((f"{table}.r{number}.{column}", *_stated(cell)) for column, cell in cells.items())
    yield from ((f"chosen.{name}", True, "") for name in data.get("chosen") or ())
    if one.story == "not_on_province_list":
        yield "conditions.on_province_list", {"answer": "not_met", "reason": "未申报省级绿色工厂", "by": one.name}, ""
    if one.score is not None:
        yield "claimed_score", dict(data["claimed_score"]) | {"total": one.score}, ""


def _stated(content: Any) -> tuple[Any, str]:
    """What the applicant stated, and in which unit: what other witnesses say is not theirs to state."""
    if isinstance(content, list) and content and isinstance(content[0], dict) and "value" in content[0]:
        content = content[0]
    if isinstance(content, dict) and "value" in content:
        return content["value"], content.get("unit", "")
    return content, ""
