"""A small world for tests of pages: places, organisations, people and the hats they wear.

`small_world()` makes it in the database of the test; the fixture `world` (conftest) is the usual way to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from door import uscc
from greenlist.applications.domain.starting import start_application
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction, Membership, Organisation, Person, Role
from greenlist.parties.roles import duty_of
from greenlist.rounds.domain import open_round
from greenlist.rounds.models import Round
from kept import kept

K = Organisation.Kind
PASSWORD = "correct horse battery staple"  # noqa: S105 - of made-up people


class Browser(Client):
    """Sends a key of its own with every POST, as every form of ours does; put another in the form to choose it."""

    def post(self, path: str, data: Any = None, *args: Any, headers: Any = None, **more: Any) -> Any:
        if not (isinstance(data, dict) and "idempotency_key" in data):
            headers = {"Idempotency-Key": str(uuid.uuid4())} | (headers or {})
        return super().post(path, data, *args, headers=headers, **more)


@dataclass
class World:
    """Hats by a short name; `client(name)` is a browser in which that person is signed in under that hat."""

    hats: dict[str, Hat] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    places: dict[str, Jurisdiction] = field(default_factory=dict)

    def hat(self, name: str) -> Hat:
        return self.hats[name]

    def client(self, name: str | None) -> Client:
        """A signed-in browser; None: nobody signed in."""
        client = Browser()
        if name is not None:
            client.force_login(self.hats[name].person, "allauth.account.auth_backends.AuthenticationBackend")
        return client


def place(world: World, key: str, name: str, level: str, parent: str | None) -> Jurisdiction:
    above = world.places[parent] if parent else None
    path = f"{above.path if above else '/'}{key}/"
    world.places[key] = Jurisdiction.objects.create(code=key, name=name, level=level, parent=above, path=path)
    return world.places[key]


def organisation(world: World, key: str, kind: str, name: str, where: str, **more: str) -> Organisation:
    world.organisations[key] = Organisation.objects.create(
        kind=kind, name=name, jurisdiction=world.places[where], created_at=clock.now(), **more
    )
    return world.organisations[key]


def person(world: World, key: str, name: str, where: str | None, role: str | None) -> Hat:
    """Somebody with one hat; the login is the key. Without `where`: signed in, but with no role."""
    duty = duty_of(role) if role else "business"
    someone = Person(login=key, name=name, duty=duty, created_at=clock.now(), password_changed_at=clock.now())
    someone.set_password(PASSWORD)
    someone.save()
    membership = None
    if where and role:
        membership = Membership.objects.create(
            person=someone, organisation=world.organisations[where], role=role, duty=duty, since=clock.now()
        )
    world.hats[key] = Hat(someone, membership)
    return world.hats[key]


def build_world() -> World:
    """Jilin with two cities, two units of the first and one of the second, and everyone who works on a round."""
    world = World()
    place(world, "cn", "全国", "ministry", None)
    place(world, "220000", "吉林省", "province", "cn")
    place(world, "changchun", "长春市", "city", "220000")
    place(world, "jilin", "吉林市", "city", "220000")
    organisation(world, "province", K.AUTHORITY, "吉林省工业和信息化厅", "220000")
    organisation(world, "city", K.AUTHORITY, "长春市工信局", "changchun")
    organisation(world, "othercity", K.AUTHORITY, "吉林市工信局", "jilin")
    organisation(world, "department", K.DEPARTMENT, "长春市生态环境局", "changchun", field="生态环境")
    organisation(world, "unit", K.ENTERPRISE, "示例食品有限公司", "changchun", uscc=uscc(1), industry4="1391")
    organisation(world, "neighbour", K.ENTERPRISE, "邻居机械有限公司", "changchun", uscc=uscc(2), industry4="3484")
    organisation(world, "elsewhere", K.ENTERPRISE, "远方食品有限公司", "jilin", uscc=uscc(3), industry4="1391")
    organisation(world, "park", K.PARK, "示例经济开发区", "changchun", uscc=uscc(4))
    organisation(world, "agency", K.AGENCY, "示例绿色评价有限公司", "changchun", uscc=uscc(5))
    organisation(world, "otheragency", K.AGENCY, "另一评价有限公司", "changchun", uscc=uscc(6))
    organisation(world, "experts", K.EXPERTS, "吉林省绿色制造专家库", "220000")
    organisation(world, "operator", K.OPERATOR, "系统运行中心", "220000")
    for key, name, where, role in (
        ("owner", "王填报", "unit", Role.APPLICANT_EDITOR),
        ("colleague", "李同事", "unit", Role.APPLICANT_EDITOR),
        ("signatory", "赵厂长", "unit", Role.APPLICANT_SIGNATORY),
        ("outsider", "钱旁人", "neighbour", Role.APPLICANT_EDITOR),
        ("farther", "孙远方", "elsewhere", Role.APPLICANT_EDITOR),
        ("parkeditor", "周园区", "park", Role.APPLICANT_EDITOR),
        ("parksignatory", "吴主任", "park", Role.APPLICANT_SIGNATORY),
        ("evaluator", "郑评价", "agency", Role.AGENCY_EVALUATOR),
        ("agencyreviewer", "吕复核", "agency", Role.AGENCY_REVIEWER),
        ("agencyhead", "何机构", "agency", Role.AGENCY_HEAD),
        ("otherevaluator", "冯评价", "otheragency", Role.AGENCY_EVALUATOR),
        ("city", "陈经办", "city", Role.CITY_HANDLER),
        ("cityapprover", "褚审批", "city", Role.CITY_APPROVER),
        ("othercity", "卫经办", "othercity", Role.CITY_HANDLER),
        ("department", "蒋环境", "department", Role.DEPARTMENT),
        ("province", "沈经办", "province", Role.PROVINCE_HANDLER),
        ("provinceapprover", "韩审批", "province", Role.PROVINCE_APPROVER),
        ("expert", "杨专家", "experts", Role.EXPERT),
        ("system", "朱系统", "operator", Role.SYSTEM_ADMIN),
        ("security", "秦安全", "operator", Role.SECURITY_ADMIN),
        ("audit", "尤审计", "operator", Role.AUDIT_ADMIN),
        ("newcomer", "许新人", None, None),
    ):
        person(world, key, name, where, role)
    return world


def small_world() -> World:
    """The world of `build_world`, in a database that has nothing in it yet."""
    return kept("world", build_world, _dated)


def _dated(world: World) -> Iterator[Any]:
    yield from world.organisations.values()
    for hat in world.hats.values():
        yield hat.person
        if hat.membership:
            yield hat.membership


def round_of(world: World, policy: str = "jilin-2024") -> Round:
    """An open round in the province."""
    return open_round(
        policy_id=policy, jurisdiction=world.places["220000"], title=f"吉林省 {policy}", by=world.hat("province")
    )


def application_of(
    world: World, round_: Round, unit: str = "unit", kind: str = "factory", by: str = "owner"
) -> Application:
    """A fresh draft."""
    return start_application(round=round_, unit=world.organisations[unit], kind=kind, by=world.hat(by))
