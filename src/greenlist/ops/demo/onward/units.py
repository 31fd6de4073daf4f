"""The made-up units whose applications the demo carries on: like the sample food factory, with names of their own."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenlist.applications.models import Application
from greenlist.engine.codes import check_character, organisation_code_digit
from greenlist.ops.demo.applications import Scene
from greenlist.ops.demo.cast import Account
from greenlist.ops.demo.seeding import add_person, hat
from greenlist.ops.demo.units import Sample, samples
from greenlist.parties.domain import grant_role
from greenlist.parties.domain.units import enter_unit
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.models import Round

MODEL = "food"


@dataclass(frozen=True, slots=True)
class Unit:
    """One of them. `county` and `industry` by their codes."""

    login: str
    short: str
    county: str
    industry: str
    score: str

    @property
    def name(self) -> str:
        """Its name; all that is made up begins with 示例."""
        return f"示例{self.short}有限公司"

    @property
    def uscc(self) -> str:
        """Its code."""
        return code_of(self.county, UNITS.index(self) + 501)


UNITS = (
    Unit("dairy", "乳业", "220112", "1441", "84.20"),
    Unit("spices", "调味品", "220122", "1469", "86.10"),
    Unit("starch", "淀粉", "220182", "1391", "88.45"),
    Unit("soy", "豆制品", "220183", "1392", "82.70"),
    Unit("oil", "植物油", "220211", "1331", "87.30"),
    Unit("noodles", "面制品", "220283", "1431", "83.95"),
    Unit("rice", "米业", "220322", "1311", "90.15"),
    Unit("meat", "肉制品", "220303", "1353", "85.05"),
    Unit("maize", "玉米加工", "220323", "1313", "81.40"),
    Unit("ginseng", "参业食品", "222403", "1491", "89.60"),
    Unit("berries", "浆果食品", "222401", "1422", "86.80"),
    Unit("mushroom", "食用菌罐头", "222424", "1453", "84.75"),
)
IN_INBOX = "dairy"
ASKED = ("spices", "starch", "soy")  # 长春: about whom the departments are asked
CHOSEN = ("oil", "noodles")  # 吉林市: on the list that waits for its approver
NOTICED = ("rice", "meat")  # 四平: under public notice
RETURNED = "maize"  # 四平: returned by the province
REVIEWED = ("ginseng", "berries", "mushroom")  # 延边: before the experts


def code_of(county: str, number: int) -> str:
    """A unified social credit code that holds, of a series that is not given out."""
    organisation = f"A{number:07d}"
    first = f"91{county}{organisation}{organisation_code_digit(organisation)}"
    return first + check_character(first)


def unit_of(login: str) -> Unit:
    """The unit of a login."""
    return next(one for one in UNITS if one.login == login)


def application_of(login: str) -> Application:
    """The application of one of them."""
    rows = Application.objects.select_related("round__law", "unit", "city")
    return rows.get(unit__uscc=unit_of(login).uscc)


def hand_in(round_: Round, unit: Unit) -> Application:
    """The unit entered by its city, its people, its application filled in and handed in; accepted but in the inbox."""
    _enter(unit)
    scene, sample = Scene(round_, hat), Sample(unit.login, _data(unit))
    return scene.submit(sample, bound=True) if unit.login == IN_INBOX else scene.accept(sample, bound=True)


def _enter(unit: Unit) -> None:
    place = Jurisdiction.objects.select_related("parent").get(code=unit.county)
    assert place.parent is not None  # noqa: S101 - a county
    authority = place.parent.organisations.get(kind="authority")
    by = hat(authority.memberships.filter(role="city_handler").earliest("pk").person.login)
    number = UNITS.index(unit) + 1
    more = {
        "industry4": unit.industry,
        "address": f"{place.name}示例路{number}号",
        "legal_rep": f"示例法人{number}",  # one for several would tie their units together in conflicts of experts
    }
    made = enter_unit(kind=Organisation.Kind.ENTERPRISE, name=unit.name, uscc=unit.uscc, place=place, by=by, more=more)
    for login, duty, role in (
        (unit.login, "填报人", "applicant_editor"),
        (f"{unit.login}.signatory", "负责人", "applicant_signatory"),
    ):
        person = add_person(Account(login, f"{unit.short}{duty}", role, unit.name))
        grant_role(person=person, organisation=made, role=role, by=hat("security"))


def _data(unit: Unit) -> dict[str, Any]:
    data = copy.deepcopy(next(one.data for one in samples() if one.login == MODEL))
    data["unit"] |= {"name": unit.name, "uscc": unit.uscc, "industry4": unit.industry}
    data["claimed_score"]["total"] = Decimal(unit.score)
    return data
