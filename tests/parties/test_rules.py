"""What may be seen and what `may(..., "see")` says agree, for every hat and row."""

from typing import Any

import pytest

from greenlist.parties.domain.invitations import invite
from greenlist.parties.models import Invitation, Membership, Organisation, Person
from greenlist.parties.rules import invitations, memberships, organisations, people
from world import World

PAIRS: tuple[tuple[Any, Any], ...] = (
    (organisations, Organisation),
    (memberships, Membership),
    (invitations, Invitation),
    (people, Person),
)


@pytest.mark.parametrize(("access", "model"), PAIRS, ids=["organisations", "memberships", "invitations", "people"])
def test_seeing_and_being_allowed_to_see_agree(world: World, access: Any, model: Any) -> None:
    for where, role in (("unit", "applicant_editor"), ("city", "city_handler"), ("elsewhere", "applicant_editor")):
        invite(organisation=world.organisations[where], role=role, name="某", by=world.hat("security"))
    rows = list(model.objects.all())
    for hat in [*world.hats.values(), None]:
        seen = set(access.visible(hat).values_list("pk", flat=True))
        assert seen == {row.pk for row in rows if access.may(hat, "see", row)}
        assert not [row for row in rows if access.may(hat, "no such act", row)]


def test_every_no_has_a_reason(world: World) -> None:
    for access, model in PAIRS:
        row = model.objects.first()
        if row is not None:
            assert str(access.may(None, "see", row).reason)
