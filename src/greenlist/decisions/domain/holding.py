"""What the verbs share: the list held, compared with what the user saw, told to its office."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.queries.preparing import held_batch, office_people
from greenlist.decisions.rules.batches import batches
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify

ADDRESS = {Stage.SELECTION: "/selections/{pk}/", Stage.MEETING: "/meetings/{pk}/"}


class Changed(Refused):
    """The list is not as the user saw it. `changes`: what is different, a sentence each."""

    def __init__(self, message: str, changes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.changes = changes


def hold(batch: Batch, act: str, by: Hat, version: int | None = None) -> Batch:
    """The list, locked, where the act is allowed now. Raises NotAllowed; Changed: other than at `version`."""
    held = held_batch(batch.pk)
    require(batches.may(by, act, held))
    if version is not None and held.version != version:
        raise Changed(_("这份名单刚被别人改过，请刷新后再办。"))
    return held


def save(held: Batch, batch: Batch, *changed: str) -> None:
    """Write what changed, as the next version; the caller's row says the same."""
    held.version += 1
    held.save(update_fields=["version", *changed])
    for name in ("version", *changed):
        setattr(batch, name, getattr(held, name))


def tell_office(held: Batch, group: Iterable[str], code: str, hat: Hat, **params: object) -> None:
    """A notice to the people of the office who wear one of these roles; not to whoever acts."""
    people = [one for one in office_people(held, group) if one.pk != hat.person.pk]
    notify(people=people, code=code, params={"title": held.title, **params}, url=address(held))


def address(batch: Batch) -> str:
    """Where the list is."""
    return ADDRESS[Stage(batch.stage)].format(pk=batch.pk)
