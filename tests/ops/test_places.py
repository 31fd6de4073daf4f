"""Places and authorities come from the tables of the law; the database is brought up to date again and again."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

from door import greenlist
from greenlist.engine.lawbook import LawBook
from greenlist.journal.grants import ROLE
from greenlist.journal.models import Entry
from greenlist.ops import migrating
from greenlist.ops.migrating import migrate
from greenlist.ops.places import ensure_places
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.parties.places import city_of

pytestmark = pytest.mark.django_db


def test_every_recommending_unit_is_a_city_with_its_authority(book: LawBook) -> None:
    ensure_places()
    names = {row.text("name") for row in book.table("recommending_units_jilin").rows}
    authorities = Organisation.objects.filter(kind="authority", jurisdiction__level="city")
    assert set(authorities.values_list("name", flat=True)) == names
    assert Jurisdiction.objects.get(code="changchun").name == "长春市"
    assert Jurisdiction.objects.get(code="changbaishan").name == "长白山管委会"


def test_a_county_belongs_to_its_city_and_lies_below_it() -> None:
    ensure_places()
    county = Jurisdiction.objects.get(code="220105")
    assert (county.name, city_of(county).code, county.path) == ("二道区", "changchun", "/cn/220000/changchun/220105/")
    assert not Jurisdiction.objects.filter(code="220581").exists()  # 梅河口市 recommends by itself


def test_again_changes_nothing_and_enters_nothing() -> None:
    ensure_places()
    count, entries = Jurisdiction.objects.count(), Entry.objects.count()
    ensure_places()
    assert (Jurisdiction.objects.count(), Entry.objects.count()) == (count, entries)


def test_migrate_makes_tables_role_and_places() -> None:
    migrate(ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'journal_entry', 'UPDATE')", [ROLE])
        assert cursor.fetchone() == (False,)
    assert Jurisdiction.objects.filter(level="city").count() == 11


def test_the_command_migrates_and_says_under_which_role_the_site_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_DB_ROLE", "")
    said = greenlist("migrate")
    assert said.code == 0, said.err
    assert ROLE in said.out


def test_a_user_who_may_not_make_roles_gets_the_statements_to_hand_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_DB_ROLE", "")
    monkeypatch.setattr(migrating, "ensure_role", refused)
    said = greenlist("migrate", "--lang", "en")
    assert said.code == 2
    assert "permission denied" in said.err
    assert "CREATE ROLE" in said.out
    assert 'GRANT "greenlist_app" TO CURRENT_USER;' in said.out


def refused(*_: object) -> None:
    raise ProgrammingError("permission denied to create role")
