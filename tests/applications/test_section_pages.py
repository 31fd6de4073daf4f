"""Every section of every kind is a page, and who may open it."""

import pytest

from applications.editing import KINDS, application_with, section_url
from greenlist.applications.sections import sections_of
from world import World


@pytest.mark.parametrize(("policy", "pack", "unit", "kind", "by"), KINDS, ids=[kind[1] for kind in KINDS])
def test_every_section_is_a_page(world: World, policy: str, pack: str, unit: str, kind: str, by: str) -> None:
    application = application_with(world, policy, pack, unit, kind, by)
    client = world.client(by)
    for section in sections_of(application):
        if section.kind != "link":
            page = client.get(section_url(application, section.id))
            assert page.status_code == 200, section.id
            assert str(section.title) in page.content.decode()
