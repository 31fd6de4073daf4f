"""Write one application of a bundle: unit, application, files, what is stated, the sealed versions, its step."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.data import Data, application_data
from greenlist.applications.models import (
    Application,
    Passage,
    ReturnedItem,
    Submission,
)
from greenlist.applications.queries.adding import add_version, move
from greenlist.applications.receipts import canonical, plain, sha256
from greenlist.bundles.comparing import Line
from greenlist.bundles.offered import Bundle, Version
from greenlist.bundles.unpacking import REGISTERED, Files
from greenlist.engine import clock
from greenlist.parties.domain import Refused
from greenlist.parties.domain.units import enter_unit
from greenlist.parties.models import Organisation, Person
from greenlist.parties.places import city_of

from .ground import Ground
from .keeping_files import keep_files
from .stating import give_way, state_version

SUBMITTED, ENTERED = "submitted", "import"  # the state reached; the step's name in the way so far


@dataclass(frozen=True, slots=True)
class Written:
    """One application written. `differs`: sections that are not, word for word, what was frozen."""

    application: Application
    differs: list[str]


def write(line: Line, ground: Ground, state: str = SUBMITTED) -> Written:
    """Write what is new of one line of the comparison: versions, or of a version that is here its letter alone.

    Raises Refused: a file or text does not fit its receipt.
    """
    if not line.versions and line.application is not None:
        _move(line.application, state, ground)
        return Written(line.application, [])
    newest = line.versions[-1]
    people = {one.digest: _person(one) for one in line.versions}
    documents = [(one, _checked(ground.bundle, one)) for one in line.versions]
    data, files = documents[-1][1]["values"], documents[-1][1]["evidence"]
    application = line.application or _application(line, ground, data, newest)
    kept = keep_files(application, newest, files, people[newest.digest], ground)
    if line.application is not None:
        give_way(application, kept, ground)
        application.route = str(data.get("route") or application.route)
        application.save(update_fields=["route"])
    state_version(application, data, newest, people[newest.digest], Files(kept), ground)
    for version, found in documents:
        made = _version(application, version, found, people[version.digest])
    _step(application, state, made, ground)
    return Written(application, _differing(application, data))


def _checked(bundle: Bundle, version: Version) -> dict[str, Any]:
    """Data, result and list of evidence of a version, each as its receipt says. Raises Refused."""
    found = {}
    for part in ("values", "result", "evidence"):
        found[part] = bundle.document(version, part)
        if sha256(canonical(found[part])) != version.receipt["digests"][part]:
            raise Refused(_("%(number)s 的内容与回执不符；请对方重新导出。") % {"number": version.receipt["number"]})
    return found


def _person(version: Version) -> Person:
    """Who handed it in, as a name that nobody can sign in with: the account is on the sender's server."""
    by = version.receipt["by"]
    name, hat = str(by["name"])[:60], str(by["hat"])
    login = f"bundle-{hashlib.sha256(f'{version.signed_by} {name} {hat}'.encode()).hexdigest()[:24]}"
    person, made = Person.objects.get_or_create(
        login=login, defaults={"name": name, "is_active": False, "created_at": clock.now()}
    )
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def _application(line: Line, ground: Ground, data: Data, newest: Version) -> Application:
    unit = line.unit or _unit(line, ground, data)
    law = newest.receipt["digests"]["law"]
    return Application.objects.create(
        round=ground.round, unit=unit, city=city_of(unit.jurisdiction), kind=line.offered.kind,
        route=str(data.get("route") or ""), evaluation_year=ground.round.evaluation_year, pack_id=law["pack"]["id"],
        pack_hash=law["pack"]["hash"], pack_reason=ground.source, state="draft", state_since=ground.now,
        created_by=ground.by.person, created_at=ground.now,
    )  # fmt: skip


def _unit(line: Line, ground: Ground, data: Data) -> Organisation:
    """The unit entered; the sender vouches for it. Raises Refused: somebody registered the code meanwhile."""
    if line.place is None:
        raise RuntimeError("a new unit without a place")
    told, most = data.get("unit") or {}, {"industry4": 4, "address": 200, "legal_rep": 60}
    more = {name: str(told[name])[:length] for name, length in most.items() if isinstance(told.get(name), str)}
    kind = Organisation.Kind.PARK if line.offered.kind == "park" else Organisation.Kind.ENTERPRISE
    return enter_unit(
        kind=kind, name=line.offered.name, uscc=line.offered.uscc, place=line.place, by=ground.by, more=more
    )


def _version(application: Application, version: Version, found: dict[str, Any], by: Person) -> Submission:
    """The version as it was frozen, its receipt untouched."""
    made = Submission(
        application=application, number=version.number, data=found["values"], evidence=found["evidence"],
        result=found["result"], receipt_number=version.column, receipt=version.receipt, digest=version.digest, by=by,
        at=version.at,
    )  # fmt: skip
    texts = {
        "data": found["values"],
        "evidence": found["evidence"],
        "result": found["result"],
        "receipt": version.receipt,
    }
    add_version(made, {name: canonical(value).decode() for name, value in texts.items()})
    return made


def _step(application: Application, state: str, newest: Submission, ground: Ground) -> None:
    """The application stands where the receiving office takes it up; what was asked for is answered."""
    _move(application, state, ground)
    if application.returned:
        ReturnedItem.objects.filter(application=application, resolved_in=None).update(resolved_in=newest)
        application.returned = False
        application.save(update_fields=["returned"])


def _move(application: Application, state: str, ground: Ground) -> None:
    before = application.state
    application.state, application.state_since, application.version = state, ground.now, application.version + 1
    move(application, Passage(
        application=application, transition=ENTERED, from_state=before, to_state=state, by=ground.by.person,
        hat=ground.by.label, reason=ground.source, at=clock.now(),
    ))  # fmt: skip


def _differing(application: Application, data: Data) -> list[str]:
    """The sections of what is stated here now that do not say what was frozen; what the registers know is left out."""
    fresh = Application.objects.select_related("unit__jurisdiction", "city", "round__law").get(pk=application.pk)
    ours, theirs = _comparable(plain(application_data(fresh))), _comparable(data)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def _comparable(data: Data) -> Data:
    unit = {name: value for name, value in (data.get("unit") or {}).items() if name not in REGISTERED}
    return {name: value for name, value in data.items() if name not in {"unit", "applied_on"}} | {"unit": unit}
