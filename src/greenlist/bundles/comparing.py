"""A bundle beside what is here: application by application what would be taken, what stays, what must be settled first.

Work of this server is never overwritten: only what is not here, or what follows the very version that is here while
nobody has worked on it since, is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.applications.domain.starting import KINDS_OF
from greenlist.applications.models import Application
from greenlist.applications.receipts import digest_of
from greenlist.applications.rules import WORKING
from greenlist.engine.lawbook import LawBook
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .queries import Held, Standing, standing
from .reading import Bundle, Offered, Version

TAKE, KEEP, STOP = "take", "keep", "stop"
CODES: dict[str, tuple[str, str | Promise]] = {
    "new_unit": (TAKE, gettext_lazy("新单位，登记后收下")),
    "new": (TAKE, gettext_lazy("本单位新的申报")),
    "newer": (TAKE, gettext_lazy("比此处新的版本")),
    "same": (KEEP, gettext_lazy("相同，已在此处")),
    "older": (KEEP, gettext_lazy("此处的版本更新，保留此处的")),
    "worked": (KEEP, gettext_lazy("此处已经办理，保留此处的；要收下新版本，请先退回补正")),
    "draft": (KEEP, gettext_lazy("单位已在此处填报，保留此处的；请与单位商定用哪一份")),
    "different": (KEEP, gettext_lazy("与此处的同一版本不同，保留此处的；请与对方核对回执")),
    "gap": (STOP, gettext_lazy("与此处的版本接不上，中间缺版本；请对方用新版本的程序重新导出")),
    "back": (STOP, gettext_lazy("对方已退回单位补正；等单位再次提交后请对方重新导出")),
    "ended": (STOP, gettext_lazy("对方已经办结或中止，不再移交")),
    "law": (STOP, gettext_lazy("提交时所依据的规则与本轮次不同；请在规则相同的轮次里重新提交")),
    "place": (STOP, gettext_lazy("单位所在地不在制作单位的范围内；请对方核对单位的所在地")),
    "elsewhere": (STOP, gettext_lazy("这家单位在此处登记在别的地方；请先核对它的所在地")),
    "pending": (STOP, gettext_lazy("这家单位在此处还没有确认；请先在“单位确认”处理")),
    "kind": (STOP, gettext_lazy("这家单位在此处登记的类别不能申报这一类；请先核对单位")),
    "unclear": (STOP, gettext_lazy("没有统一社会信用代码，此处有同名单位不止一家；请先给单位补上代码")),
}
ENDED = frozenset({"rejected", "not_listed", "listed", "blocked"})


@dataclass(frozen=True, slots=True)
class Line:
    """One application of the bundle beside what is here."""

    offered: Offered
    code: str
    unit: Organisation | None
    place: Jurisdiction | None  # where a new unit would be entered
    application: Application | None
    versions: tuple[Version, ...]  # those that would be written
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
    trusted: frozenset[str] = field(default_factory=frozenset)  # keys whose receipts need no remark


def compare(bundle: Bundle, round_: Round, sender: Jurisdiction, trusted: Iterable[str] = ()) -> Comparison:
    """Compare a bundle with what is here. Six queries whatever the number of applications."""
    here = standing(round_, bundle.offered, sender)
    book = book_of(round_)
    named = {one.receipt["digests"]["law"]["pack"]["id"] for offered in bundle.offered for one in offered.versions}
    packs = {pack: _hash_of(book, pack) for pack in named & set(book.ids("pack"))}
    ground = _Ground(round_, sender, here, packs, frozenset({bundle.fingerprint, *trusted}))
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
        *((known.pk, known.version) if known else ()),
    ]


def _line(offered: Offered, ground: _Ground) -> Line:
    place = ground.here.places.get(offered.place) if offered.place else ground.sender
    units = ground.here.units_like(offered)
    unit = units[0] if len(units) == 1 else None
    held = ground.here.held.get((unit.pk, offered.kind)) if unit is not None else None
    code = _stopped(offered, ground, units, place) or _code(offered, unit, held)
    taken = _taken(offered, held) if CODES[code][0] == TAKE else ()
    return Line(
        offered, code, unit, place, held.application if held else None, taken, tuple(_notes(offered, unit, ground))
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


def _code(offered: Offered, unit: Organisation | None, held: Held | None) -> str:
    """What becomes of an application that nothing stops."""
    if unit is None:
        return "new_unit"
    if held is None:
        return "new"
    if not held.versions:
        return "draft"
    newest, digests = offered.newest, [one.digest for one in held.versions]
    if newest.digest == digests[-1]:
        return "same"
    if newest.digest in {*digests, *(one.previous for one in held.versions)}:
        return "older"
    if digests[-1] in offered.known:
        return "worked" if held.worked else "newer"
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
