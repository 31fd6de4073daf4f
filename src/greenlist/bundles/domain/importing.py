"""The verb that imports: what the comparison says is taken is written, all of it or nothing, never over work here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.applications.domain.keeping import keep_blob
from greenlist.applications.files import open_blob, receive
from greenlist.applications.filetypes import FileType
from greenlist.applications.models import Application, Blob
from greenlist.bundles.again import WITH_PROVINCE
from greenlist.bundles.comparing import Comparison, Line, compare
from greenlist.bundles.contents import JOURNAL
from greenlist.bundles.letters import LetterOf
from greenlist.bundles.matching import keys_for, letters_for, office_of, round_for
from greenlist.bundles.models import Imported, Received
from greenlist.bundles.offered import Bundle
from greenlist.bundles.queries import RECOMMENDED
from greenlist.bundles.reading import open_bundle
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused, notify
from greenlist.parties.queries import people_of
from greenlist.rounds.models import Round

from .ground import Ground
from .recommending import recommend
from .writing import SUBMITTED, Written, write

LINES = FileType("journal", "JSON Lines", "application/x-ndjson", ("jsonl",))
MB = 1024 * 1024


class ChangedSince(Refused):
    """What is here is not what the comparison was made with; nothing was written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did."""

    written: tuple[Line, ...]
    comparison: Comparison  # before


@transaction.atomic
def import_bundle(*, received: Received, by: Hat, seen: str = "", key: str = "") -> Outcome:
    """Write what the comparison takes: units, applications, versions with receipts as they were, files. All or nothing.

    `seen`: digest of the comparison that was looked at, '' to take it as it is now. `key`: fingerprint that the caller
    vouches for beside those the office trusts. A second time nothing is left to take, and nothing is written.

    Raises:
        ChangedSince: something happened here since `seen`.
        Refused: the key is not known as the sender's, the round is not open here any more, or a file does not fit.
        NotAllowed: not a handler of the office that received it.
    """
    office = office_of(by)
    held = Received.objects.select_for_update(of=("self",)).select_related("sender", "blob").get(
        pk=received.pk, office=office)  # fmt: skip
    with open_blob(held.blob_id) as stream:
        bundle = open_bundle(stream)
        keys = keys_for(office, held.sender)
        if bundle.fingerprint not in keys | {key}:
            raise Refused(_("还没有确认这把钥匙是“%(sender)s”的；请先确认，再导入。") % {"sender": held.sender.name})
        round_ = _one_at_a_time(round_for(bundle))
        letters = letters_for(bundle, by)
        found = compare(bundle, round_, held.sender, keys, letters)
        _lock(found)
        if seen and seen != found.digest:
            raise ChangedSince(_("查看以后，此处的申报有变动，没有写入；请重新核对下面的比较再导入。"))
        if found.takes:
            _write(found, held, Ground(bundle, round_, by, _source(bundle), clock.now()), letters)
    return Outcome(tuple(found.takes), found)


def _one_at_a_time(round_: Round) -> Round:
    """Two imports into a round take turns; units go on with their drafts meanwhile."""
    return (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("law", "jurisdiction")
        .get(pk=round_.pk)
    )


def _lock(found: Comparison) -> None:
    """The applications that get a new version, in the order of their keys, before the journal is written to."""
    held = [one.application.pk for one in found.takes if one.application is not None]
    list(Application.objects.filter(pk__in=held).order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def _source(bundle: Bundle) -> str:
    """The sentence that says where it came from."""
    with override("zh-hans"):  # what is kept is Chinese
        return _("由%(sender)s的数据包导入") % {"sender": bundle.manifest["office"]["name"]}


def _write(found: Comparison, held: Received, ground: Ground, letters: Sequence[LetterOf]) -> None:
    by = ground.by
    written = _applications(found, ground, letters)
    Imported.objects.bulk_create(
        Imported(received=held, application=one.application, code=line.code, differs=one.differs, at=ground.now,
                 versions=[version.number for version in line.versions])
        for line, one in written
    )  # fmt: skip
    held.applied_by, held.applied_at, held.taken = by.person, ground.now, held.taken + len(written)
    held.journal = held.journal or _journal(ground.bundle)
    held.save(update_fields=["applied_by", "applied_at", "taken", "journal"])
    params: dict[str, object] = {"sender": held.sender.name, "round": ground.round.title, "count": len(written)}
    notify(people=people_of(held.office, roles.CITY | roles.PROVINCE), code="bundle_imported", params=params,
           url=f"/bundles/{held.pk}/")  # fmt: skip
    _record(held, written, ground)


def _applications(found: Comparison, ground: Ground, letters: Sequence[LetterOf]) -> list[tuple[Line, Written]]:
    """All of them, or none. Raises Refused: something is here meanwhile, or is not of the shape of ours."""
    by = ground.by
    try:
        with transaction.atomic():
            written = [(line, write(line, ground, landing(line.offered.state, by))) for line in found.takes]
            for line, one in written:
                if one.application.state == RECOMMENDED:
                    recommend(one.application, line.offered.newest.digest, letters, ground)
    except IntegrityError:
        raise Refused(_("同时有人在此处登记了其中的单位或申报，没有写入；请重新比较后再导入。")) from None
    except Refused:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, DataError) as fault:  # sealed, but not of our shape
        raise Refused(_("数据包里有内容不是本程序认识的样子（%(why)s），没有写入；请对方用新版本重新导出。") % {
            "why": type(fault).__name__}) from None  # fmt: skip
    return written


def _record(held: Received, written: list[tuple[Line, Written]], ground: Ground) -> None:
    """An entry for each application, and one for the bundle."""
    for line, one in written:
        numbers = [version.receipt["number"] for version in line.versions]
        told = {"state": one.application.state, "receipts": numbers, "digest": line.offered.newest.digest,
                "bundle": held.digest, "as": line.code, "differs": one.differs}  # fmt: skip
        told |= {"letter_no": line.letter.number} if line.letter else {}
        record("application.imported", one.application, by=ground.by.actor, after=told, reason=ground.source)
    after = {
        "digest": held.digest, "fingerprint": held.fingerprint, "sender": held.sender.name,
        "applications": [one.application.pk for _line, one in written],
        "segment": held.journal.sha256 if held.journal else "",
    }  # fmt: skip
    record("bundle.imported", held, by=ground.by.actor, after=after)


def landing(state: str, by: Hat) -> str:
    """Where an application stands once it is here.

    What a city has recommended lies before its province as recommended. All else waits for the city's check, whatever
    the sender has done with it: that work does not come along.
    """
    return RECOMMENDED if by.among(roles.PROVINCE) and state in WITH_PROVINCE else SUBMITTED


def _journal(bundle: Bundle) -> Blob | None:
    """The sender's segment of the journal, kept as a file: it belongs to another chain than ours."""
    told = bundle.files.get(JOURNAL)
    if told is None or not told["size"]:
        return None
    with (
        bundle.archive.open(JOURNAL) as stream,
        receive(iter(lambda: stream.read(MB), b""), most=told["size"]) as incoming,
    ):
        return keep_blob(incoming, LINES)
