"""The tree of places and their authorities, as the tables of the law name them."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from greenlist.engine import clock
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.tables import Row
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.parties.models import Jurisdiction, Organisation

Level = Jurisdiction.Level
MINISTRY, PROVINCE = "cn", "220000"


@transaction.atomic
def ensure_places() -> None:
    """Put in the ministry, the province, its recommending units with their authorities, and the counties below them.

    What is there already stays as it is. A recommending unit has the code of `recommending_units_jilin`, a county
    that of GB/T 2260. A county-level city that recommends by itself has no county below it.
    """
    book = LawBook(settings.LAW_OVERLAYS)
    divisions = book.table("divisions_jilin").by_id
    before = Jurisdiction.objects.count()
    country = _place(MINISTRY, "全国", Level.MINISTRY, None, authority="工业和信息化部")
    name = divisions[PROVINCE].text("name")
    province = _place(PROVINCE, name, Level.PROVINCE, country, authority=f"{name}工业和信息化厅")
    for row in book.table("recommending_units_jilin").rows:
        city = _place(row.id, place_name(row), Level.CITY, province, authority=row.text("name"))
        for code in () if row["kind"] == "县级市" else row["division_codes"] or ():
            _place(code, divisions[code].text("name"), Level.COUNTY, city)
    if added := Jurisdiction.objects.count() - before:
        record("places.prepared", province, by=PROGRAM, after={"added": added})


def place_name(row: Row) -> str:
    """长春市 for 长春市工信局."""
    return row.text("name").removesuffix("工信局").removesuffix("经发局")


def _place(code: str, name: str, level: str, above: Jurisdiction | None, *, authority: str = "") -> Jurisdiction:
    path = f"{above.path if above else '/'}{code}/"
    place, _ = Jurisdiction.objects.get_or_create(
        code=code, defaults={"name": name, "level": level, "parent": above, "path": path}
    )
    if authority:
        Organisation.objects.get_or_create(
            kind=Organisation.Kind.AUTHORITY, jurisdiction=place,
            defaults={"name": authority, "created_at": clock.now()},
        )  # fmt: skip
    return place
