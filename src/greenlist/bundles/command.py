"""What `greenlist bundle import` does: the same verbs as the pages, in the name of a handler."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from greenlist.bundle.verify_bundle import verify_bundle
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Membership

from .comparing import Comparison, compare
from .domain.importing import import_bundle
from .domain.receiving import FromFile, NotGenuine, receive_bundle
from .matching import keys_for, letters_for, office_of, round_for, sender_of
from .reading import open_bundle
from .rules import HANDLERS


class NoHandler(LookupError):
    """Nobody, or several hats, of that login; `known` are the handlers there are."""

    def __init__(self, known: list[str]) -> None:
        super().__init__()
        self.known = known


class UnknownKey(ValueError):
    """The key that signed is not known as the sender's."""

    def __init__(self, fingerprint: str, office: str) -> None:
        super().__init__(fingerprint)
        self.fingerprint, self.office = fingerprint, office


@dataclass(frozen=True, slots=True)
class Told:
    """What the command tells."""

    comparison: Comparison  # before anything was written
    applied: bool


def handler(login: str, office: str = "") -> Hat:
    """The hat of a handler. Raises NoHandler."""
    rows = Membership.objects.filter(role__in=HANDLERS, until=None, person__is_active=True)
    rows = rows.select_related("person", "organisation__jurisdiction")
    found = [one for one in rows if one.person.login.casefold() == login.casefold()]
    if office:
        found = [one for one in found if one.organisation.name == office]
    if len(found) != 1:
        raise NoHandler([f"{one.person.login}（{one}）" for one in rows])
    return Hat(found[0].person, found[0])


def import_file(path: Path, by: Hat, key: str, *, apply: bool) -> Told:
    """Verify a file, compare it with what is here, and with `apply` write it. `key`: fingerprint given by the caller.

    Raises:
        NotGenuine: a byte was changed, or the file is no bundle.
        UnknownKey: neither `key` nor one that the office trusts signed it.
        Refused: of a place or round that is not here, under another law, or a file does not fit.
    """
    verdict = verify_bundle(path)
    if verdict.faults:
        raise NotGenuine(verdict.faults)
    if key and verdict.fingerprint != key:
        raise Refused(_("签名的不是给出的公钥；签名公钥的指纹是 %(key)s。") % {"key": verdict.fingerprint})
    with path.open("rb") as stream:
        bundle = open_bundle(stream)
        sender, round_ = sender_of(bundle, by), round_for(bundle)
        keys = keys_for(office_of(by), sender)
        if bundle.fingerprint not in keys | {key}:
            raise UnknownKey(bundle.fingerprint, sender.name)
        found = compare(bundle, round_, sender, keys, letters_for(bundle, by))
    if not (apply and found.takes):
        return Told(found, applied=False)
    received = receive_bundle(upload=FromFile(path), by=by)
    return Told(import_bundle(received=received, by=by, seen=found.digest, key=key).comparison, applied=True)
