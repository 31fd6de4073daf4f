"""The organisations of the demo: the units of the sample round, and who deals with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from greenlist.engine import clock
from greenlist.engine.yamlfile import load_yaml
from greenlist.ops.places import PROVINCE
from greenlist.parties.models import Jurisdiction, Organisation

from . import cast

Kind = Organisation.Kind
ROUND = "jilin-2024"


@dataclass(frozen=True, slots=True)
class Sample:
    """One application file of the sample round. `data` is what it holds (docs/application.md)."""

    login: str  # `cement` for factory-02-cement.yaml
    data: dict[str, Any]

    @property
    def unit(self) -> dict[str, Any]:
        """Its unit."""
        unit: dict[str, Any] = self.data["unit"]
        return unit

    @property
    def name(self) -> str:
        """The name of its unit."""
        return str(self.unit["name"])


def samples_folder() -> Path:
    """Where the sample round is: inside the installed package, or beside the sources."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "samples" / ROUND
    return inside if inside.is_dir() else package.parents[1] / "samples" / ROUND


@cache
def samples() -> tuple[Sample, ...]:
    """The application files of the sample round, in the order of their names."""
    files = sorted(samples_folder().glob("*.yaml"))
    return tuple(Sample(_login(path), load_yaml(path.read_text(encoding="utf-8"))[0]) for path in files)


def _login(path: Path) -> str:
    kind, _number, *words = path.stem.split("-")
    return "-".join(words if kind == "factory" else [kind, *words])


def ensure_organisations() -> None:
    """Put in every organisation of the demo but the authorities, which come with the places."""
    changchun = Jurisdiction.objects.get(code="changchun")
    province = Jurisdiction.objects.get(code=PROVINCE)
    for sample in samples():
        _unit(sample)
    _add(
        Kind.ENTERPRISE, cast.NEW_UNIT, changchun, uscc="91220104600000039B", industry4="2652", legal_rep="许芒种",
        status=Organisation.Status.PENDING,
    )  # fmt: skip
    for name, field in ((cast.ECOLOGY, "生态环境"), (cast.SAFETY, "应急管理"), (cast.MARKET, "市场监管")):
        _add(Kind.DEPARTMENT, name, changchun, field=field)
    _add(Kind.AGENCY, cast.AGENCY, changchun, uscc="91220104600000012K", legal_rep="卫立冬")
    _add(Kind.AGENCY, cast.OTHER_AGENCY, changchun, uscc="91220104600000020E", legal_rep="何处暑")
    _add(Kind.EXPERTS, cast.EXPERTS, province)
    _add(Kind.OPERATOR, cast.OPERATOR, province)


def _unit(sample: Sample) -> None:
    unit = sample.unit
    authority = Organisation.objects.select_related("jurisdiction").get(kind="authority", name=unit["recommender"])
    _add(
        Kind.PARK if sample.data["kind"] == "park" else Kind.ENTERPRISE,
        sample.name,
        _county(authority.jurisdiction, str(unit["region"])),
        uscc=str(unit["uscc"]),
        industry4=str(unit.get("industry4", "")),
        address=str(unit.get("address", "")),
    )


def _county(city: Jurisdiction, region: str) -> Jurisdiction:
    """The county a region text ends with, the city itself where it names none of its counties."""
    return next((one for one in city.children.all() if region.endswith(one.name)), city)


def _add(kind: str, name: str, where: Jurisdiction, **more: str) -> None:
    Organisation.objects.create(kind=kind, name=name, jurisdiction=where, created_at=clock.now(), **more)
