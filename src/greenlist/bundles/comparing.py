"""A bundle beside what is here: application by application what would be taken, what stays, what must be settled first.

Work of this server is never overwritten: only what is not here, or what follows the very version that is here while
nobody has worked on it since, is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from greenlist.applications.domain.starting import KINDS_OF
from greenlist.applications.models import Application
from greenlist.applications.receipts import digest_of
from greenlist.applications.rules import WORKING
from greenlist.engine.lawbook import LawBook
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .again import WITH_PROVINCE, letter_code, letter_notes
from .codes import CODES, ENDED, TAKE
from .letters import LetterOf, UnitOf, letter_for
from .offered import Bundle, Offered, Version
from .queries import Held, Standing, standing


@dataclass(frozen=True, slots=True)
class Line:
    """One application of the bundle beside what is here."""

    offered: Offered
    code: str
    unit: Organisation | None
    place: Jurisdiction | None  # where a new unit would be entered
    application: Application | None
    versions: tuple[Version, ...]  # those that would be written
    letter: LetterOf | None  # the city's letter it went up with, where the office takes letters in
    notes: tuple[str, ...]

    @property
    def group(self) -> str:
        """take, keep or stop."""
        return CODES[self.code][0]

    @property
    def words(self) -> str | Promise:
        """What would be done, in words."""
        return CODES[self.code][1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole bundle beside what is here. `digest`: of all of it; the same digest, the same effect."""

    lines: tuple[Line, ...]
    digest: str

    def of(self, group: str) -> list[Line]:
        """The lines of a group."""
        return [one for one in self.lines if one.group == group]

    @property
    def takes(self) -> list[Line]:
        """What applying would write."""
        return self.of(TAKE)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every line is compared with, read once."""

    round: Round
    sender: Jurisdiction
    here: Standing
    packs: Mapping[str, str]
    letters: Sequence[LetterOf]
    trusted: frozenset[str] = field(default_factory=frozenset)  # keys whose receipts need no remark

    def letter_of(self, offered: Offered) -> tuple[LetterOf, UnitOf] | None:
        """The letter with which the newest version lies before the province, None for none."""
        return letter_for(self.letters, offered.newest.digest) if offered.state in WITH_PROVINCE else None


def compare(
    bundle: Bundle, round_: Round, sender: Jurisdiction, trusted: Iterable[str] = (), letters: Sequence[LetterOf] = ()
) -> Comparison:
    """Compare a bundle with what is here; `letters`: those of the bundle, where the office takes letters in.

    Seven queries whatever the number of applications.
    """
    here = standing(round_, bundle.offered, sender)
    book = book_of(round_)
    named = {one.receipt["digests"]["law"]["pack"]["id"] for offered in bundle.offered for one in offered.versions}
    packs = {pack: _hash_of(book, pack) for pack in named & set(book.ids("pack"))}
    ground = _Ground(round_, sender, here, packs, letters, frozenset({bundle.fingerprint, *trusted}))
    lines = tuple(_line(one, ground) for one in bundle.offered)
    return Comparison(lines, digest_of([bundle.digest, [_seal(one) for one in lines]]))


def _hash_of(book: LawBook, pack: str) -> str:
    book.pack(pack)  # a document has a hash once it was read
    return book.hash_of(pack)


def _seal(line: Line) -> list[object]:
    known = line.application
    return [
        line.code,
        line.offered.known,
        line.unit.pk if line.unit else None,
        line.letter.digest if line.letter else "",
        *((known.pk, known.version) if known else ()),
    ]


def _line(offered: Offered, ground: _Ground) -> Line:
    place = ground.here.places.get(offered.place) if offered.place else ground.sender
    units = ground.here.units_like(offered)
    unit = units[0] if len(units) == 1 else None
    held = ground.here.held.get((unit.pk, offered.kind)) if unit is not None else None
    letter = ground.letter_of(offered)
    code = _stopped(offered, ground, units, place) or _code(offered, unit, held, letter[0] if letter else None)
    taken = _taken(offered, held) if CODES[code][0] == TAKE else ()
    notes = [
        *_notes(offered, unit, ground),
        *(letter_notes(*letter, held, ground.round, offered.kind) if letter else ()),
    ]
    return Line(
        offered,
        code,
        unit,
        place,
        held.application if held else None,
        taken,
        letter[0] if letter else None,
        tuple(notes),
    )


def _stopped(offered: Offered, ground: _Ground, units: list[Organisation], place: Jurisdiction | None) -> str:
    if offered.state in WORKING:
        return "back"
    if offered.state in ENDED:
        return "ended"
    if any(not _same_law(one, ground) for one in offered.versions):
        return "law"
    if place is None or not place.path.startswith(ground.sender.path):
        return "place"
    if len(units) > 1:
        return "unclear"
    for unit in units:
        if not unit.jurisdiction.path.startswith(ground.sender.path):
            return "elsewhere"
        if unit.status != Organisation.Status.CONFIRMED:
            return "pending"
        if offered.kind not in KINDS_OF.get(unit.kind, ()):
            return "kind"
    return ""


def _same_law(version: Version, ground: _Ground) -> bool:
    law = version.receipt["digests"]["law"]
    return bool(
        law["edition"] == ground.round.law.sha256 and ground.packs.get(law["pack"]["id"]) == law["pack"]["hash"]
    )


def _code(offered: Offered, unit: Organisation | None, held: Held | None, letter: LetterOf | None) -> str:
    """What becomes of an application that nothing stops."""
    if unit is None:
        return "new_unit"
    if held is None:
        return "new"
    if not held.versions:
        return "draft"
    newest, digests = offered.newest, [one.digest for one in held.versions]
    if newest.digest == digests[-1]:
        return letter_code(letter, held) if letter else "same"
    if newest.digest in {*digests, *(one.previous for one in held.versions)}:
        return "older"
    if digests[-1] in offered.known:
        return "worked" if held.worked and not (letter and held.sent_back) else "newer"
    return "different" if newest.number <= held.versions[-1].number else "gap"


def _taken(offered: Offered, held: Held | None) -> tuple[Version, ...]:
    """The versions of the bundle that are not here, the oldest first."""
    if held is None:
        return offered.versions
    return tuple(one for one in offered.versions if one.number > held.versions[-1].number)


def _notes(offered: Offered, unit: Organisation | None, ground: _Ground) -> Iterable[str]:
    if unit is not None and unit.name != offered.name:
        yield _("此处登记的名称是“%(name)s”；名称不随数据包改动，更名请在单位页办理。") % {"name": unit.name}
    others = {one.signed_by for one in offered.versions} - ground.trusted
    for key in sorted(others):
        yield _("提交回执由另一台服务器签名，指纹 %(key)s…") % {"key": key[:16]}
