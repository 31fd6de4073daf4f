"""The first security administrator comes from the command line, and only the first."""

from __future__ import annotations

import pytest

from door import Said, greenlist
from greenlist.journal.models import Entry
from greenlist.ops.places import ensure_places
from greenlist.parties.models import Membership, Person

pytestmark = pytest.mark.django_db
PASSWORD = "seven quiet birches 1987"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_DB_ROLE", "")
    monkeypatch.setenv("GREENLIST_ADMIN_PASSWORD", PASSWORD)
    ensure_places()


def create(*more: str) -> Said:
    return greenlist("createadmin", "--login", "anquan", "--name", "张三", *more)


def test_the_first_is_made_with_hat_and_entry() -> None:
    said = create("--organisation", "省工信厅信息中心")
    assert said.code == 0, said.err
    membership = Membership.objects.select_related("person", "organisation").get(role="security_admin")
    assert membership.organisation.name == "省工信厅信息中心"
    assert membership.person.check_password(PASSWORD)
    assert membership.person.duty == "security"
    acts = list(Entry.objects.order_by("-seq").values_list("act", flat=True)[:2])
    assert acts == ["membership.granted", "person.created"]
    assert PASSWORD not in str(list(Entry.objects.values()))


def test_a_second_is_refused() -> None:
    create()
    said = greenlist("createadmin", "--login", "second", "--name", "李四")
    assert said.code == 2
    assert "已有安全管理员" in said.err
    assert not Person.objects.filter(login="second").exists()


def test_a_password_that_the_profile_refuses_makes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_ADMIN_PASSWORD", "short")
    said = create()
    assert said.code == 2
    assert said.err.strip()
    assert not Person.objects.exists()
