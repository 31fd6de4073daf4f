"""The access objects: what is visible may be seen, and nothing else; three persons before each row."""

from __future__ import annotations

import pytest

from greenlist.notices.identity import card_holds, identity_holds
from greenlist.notices.models import Notice, Objection
from greenlist.notices.rules.notices import WHEN as NOTICE_ACTS
from greenlist.notices.rules.notices import notices
from greenlist.notices.rules.objections import WHEN, objection_files, objections
from greenlist.notices.slips import fits, hash_of, new_number, secret_of
from world import World

from .noticed import CARD, accepted, heard, line_of, posted, reviewed

pytestmark = pytest.mark.django_db
EVERYBODY = ("owner", "colleague", "outsider", "city", "province", "provinceapprover", "department", "expert",
             "agencyhead", "audit", "newcomer")  # fmt: skip


def test_visible_and_see_agree(world: World) -> None:
    rows = reviewed(world)
    notice = posted(world, rows)
    heard(world, notice, line_of(notice, rows[0]))
    accepted(world, notice, line_of(notice, rows[0]))
    for who in (*EVERYBODY, None):
        hat = world.hat(who) if who else None
        for row in Notice.objects.all():
            assert notices.visible(hat).filter(pk=row.pk).exists() == bool(notices.may(hat, "see", row)), who
        for case in Objection.objects.all():
            assert objections.visible(hat).filter(pk=case.pk).exists() == bool(objections.may(hat, "see", case)), who


def test_how_many_each_sees(world: World) -> None:
    rows = reviewed(world)
    notice = posted(world, rows)
    heard(world, notice, line_of(notice, rows[0]))
    accepted(world, notice, line_of(notice, rows[0]))
    seen = {who: (objections.visible(world.hat(who)).count(), objection_files.visible(world.hat(who)).count())
            for who in EVERYBODY}  # fmt: skip
    nothing = dict.fromkeys(EVERYBODY, (0, 0))
    assert seen == nothing | {"province": (2, 3), "provinceapprover": (2, 3), "owner": (1, 1), "colleague": (1, 1)}


def test_what_is_no_act_is_refused(world: World) -> None:
    notice = posted(world)
    case = accepted(world, notice)
    assert not notices.may(world.hat("province"), "burn", notice)
    assert not objections.may(world.hat("province"), "burn", case)
    for act in NOTICE_ACTS:
        assert not notices.may(world.hat("city"), act, notice)
    for act in WHEN:
        assert not objections.may(world.hat("city"), act, case)


@pytest.mark.parametrize(("number", "holds"), [
    (CARD, True), ("11010519491231002x".upper(), True), ("110105194912310021", False), ("11010519490231002X", False),
    ("11010529491231002X", False), ("", False), ("1101051949123100", False),
])  # fmt: skip
def test_numbers_of_identity_cards(number: str, holds: bool) -> None:
    assert card_holds(number) is holds


def test_a_unit_is_named_by_its_code(world: World) -> None:
    code = world.organisations["unit"].uscc
    assert identity_holds(code.lower())
    assert not identity_holds(code[:-1] + ("0" if code[-1] != "0" else "1"))


def test_a_secret_belongs_to_its_number() -> None:
    one, other = new_number(), new_number()
    assert one != other
    assert fits(secret_of(one).replace("-", "").lower(), hash_of(secret_of(one)))
    assert not fits(secret_of(other), hash_of(secret_of(one)))
