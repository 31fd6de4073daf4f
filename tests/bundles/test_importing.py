"""A bundle comes in: what is not here is written as it was sealed, nothing here is overwritten, twice is once."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlist.applications.data import application_data
from greenlist.applications.domain.stating import state
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Application, Evidence, Passage, ReturnedItem, Submission
from greenlist.applications.receipts import digest_of, plain, verify
from greenlist.bundles.domain import keeping_files
from greenlist.bundles.domain.importing import ChangedSince, Outcome, import_bundle
from greenlist.bundles.domain.receiving import NotGenuine
from greenlist.bundles.exporting import export_round
from greenlist.bundles.models import Imported, Received
from greenlist.journal.context import PROGRAM
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.domain.units import rename_unit
from greenlist.parties.models import Notification, Organisation, Person
from greenlist.recommendations.domain.intake import check_intake
from greenlist.recommendations.models import Recommendation
from greenlist.reviews.domain import Fault, return_application
from greenlist.reviews.models import FormalCheck
from greenlist.rounds.models import Round
from later import put
from recommendations.ground import NUMBER, due, let_pass, sent
from stages import handed_in
from world import World, application_of, round_of

from .ground import emptied, exported, handed, imported, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def sealed(world: World, round_: Round) -> Submission:
    return handed(world, round_)


@pytest.fixture
def path(world: World, round_: Round, sealed: Submission, tmp_path: Path) -> Path:
    """A bundle of the city; the server has nothing of it any more, not even the unit."""
    out = exported(world, round_, tmp_path / "长春.zip")
    emptied(units=[world.organisations["unit"]])
    return out


def test_an_application_is_here_as_it_was_sealed(world: World, sealed: Submission, path: Path) -> None:
    outcome = imported(world, path)
    assert [one.code for one in outcome.written] == ["new_unit"]
    here = Submission.objects.select_related("application__unit", "by").get()
    assert (here.data, here.result, here.evidence, here.receipt) == (
        sealed.data, sealed.result, sealed.evidence, sealed.receipt)  # fmt: skip
    told = verify(here.receipt)
    assert (told.digest, told.signature) == (True, True)
    assert here.receipt["digests"]["values"] == digest_of(here.data)
    assert here.receipt_number == f"{sealed.receipt_number}@{told.fingerprint[:8]}"
    assert here.at == sealed.at.replace(microsecond=0)
    unit = here.application.unit
    assert (unit.name, unit.uscc, unit.jurisdiction.code, unit.status) == (
        "示例食品有限公司", world.organisations["unit"].uscc, "changchun", "confirmed")  # fmt: skip
    assert here.application.state == "submitted"
    assert (here.by.name, here.by.is_active, here.by.has_usable_password()) == ("赵厂长", False, False)


def test_what_is_stated_says_what_was_frozen(world: World, sealed: Submission, path: Path) -> None:
    imported(world, path)
    one = Imported.objects.select_related("application__round__law", "application__unit", "application__city").get()
    assert one.differs == []
    data = plain(application_data(one.application))
    assert {k: v for k, v in data.items() if k not in {"applied_on", "unit"}} == {
        k: v for k, v in sealed.data.items() if k not in {"applied_on", "unit"}}  # fmt: skip
    file = Evidence.objects.get(application=one.application)
    assert (file.name, file.uses.get().place) == ("营业执照.pdf", "unit")


def test_the_way_here_is_told(world: World, path: Path) -> None:
    imported(world, path)
    one, row = Application.objects.get(), Received.objects.get()
    step = Passage.objects.get(application=one)
    assert (step.to_state, step.reason, step.by) == (
        "submitted",
        "由长春市工信局的数据包导入",
        world.hat("city").person,
    )
    entry = Entry.objects.get(act="bundle.imported")
    assert entry.after is not None
    assert (entry.after["digest"], entry.after["applications"]) == (row.digest, [one.pk])
    assert Entry.objects.get(act="application.imported").object_id == str(one.pk)
    assert row.journal is not None  # the sender's segment, kept beside ours
    assert row.journal.media_type == "application/x-ndjson"
    assert Notification.objects.filter(person=world.hat("city").person, code="bundle_imported").count() == 1


def test_twice_is_once(world: World, path: Path) -> None:
    imported(world, path)
    models = (Application, Submission, Evidence, Passage, Imported, Received, Entry, Organisation, Person)
    before = [model.objects.count() for model in models]
    again = imported(world, path)
    assert again.written == ()
    assert [one.code for one in again.comparison.lines] == ["same"]
    assert [model.objects.count() for model in models] == before


def test_on_the_server_it_was_made_at_nothing_is_taken(
    world: World, round_: Round, sealed: Submission, tmp_path: Path
) -> None:
    outcome = imported(world, exported(world, round_, tmp_path / "x.zip"))
    assert [one.code for one in outcome.comparison.lines] == ["same"]
    assert not Imported.objects.exists()


def test_a_unit_that_is_known_keeps_its_name(world: World, round_: Round, sealed: Submission, tmp_path: Path) -> None:
    out = exported(world, round_, tmp_path / "x.zip")
    emptied()
    unit = world.organisations["unit"]
    rename_unit(unit=unit, name="示例食品股份有限公司", reason="改制", by=world.hat("city"))
    outcome = imported(world, out)
    assert [one.code for one in outcome.written] == ["new"]
    assert "示例食品股份有限公司" in outcome.written[0].notes[0]
    assert Application.objects.get().unit.name == "示例食品股份有限公司"
    assert Submission.objects.get().data["unit"]["name"] == "示例食品有限公司"


PLACE = "conditions.B1"


def said(words: str) -> dict[str, str]:
    return {"answer": "met", "reason": words}


def again(world: World, one: Application, words: str) -> Submission:
    """Returned by the city, one answer changed, handed in once more."""
    returned(world, one)
    tell(world, one, words)
    return handed_in(one, world.hat("signatory"))


def returned(world: World, one: Application) -> None:
    one.refresh_from_db()
    items = [Fault(PLACE, "B1", "请补充")]
    return_application(application=one, items=items, by=world.hat("city"), version=one.version)
    one.refresh_from_db()


def tell(world: World, one: Application, words: str) -> None:
    before = one.statements.filter(place=PLACE, current=True).first()
    by = world.hat("owner")
    state(application=one, place=PLACE, content=said(words), by=by, base=before.pk if before else None)


@pytest.fixture
def versions(world: World, round_: Round, sealed: Submission, tmp_path: Path) -> list[Path]:
    """Bundles of the first version, the second, the third; the server has none of it any more."""
    made = [exported(world, round_, tmp_path / "1.zip")]
    for number in (2, 3):
        again(world, sealed.application, str(number))
        made.append(exported(world, round_, tmp_path / f"{number}.zip"))
    emptied()
    return made


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.comparison.lines]


def test_a_newer_version_follows_the_one_that_is_here(world: World, versions: list[Path]) -> None:
    assert codes(imported(world, versions[0])) == ["new"]
    one = Application.objects.get()
    assert codes(imported(world, versions[2])) == ["newer"]  # the second one's receipt came with the third
    assert list(one.submissions.values_list("number", flat=True)) == [1, 3]
    assert one.statements.filter(current=True, content=said("3")).count() == 1
    assert not Imported.objects.exclude(differs=[]).exists()
    assert {row.key[:2] for row in one.table_rows.filter(removed_at=None)} == {"v3"}
    assert one.evidence.count() == 1  # the same file in both
    assert codes(imported(world, versions[1])) == ["older"]
    assert codes(imported(world, versions[2])) == ["same"]


def test_what_was_worked_on_here_is_kept(world: World, versions: list[Path]) -> None:
    imported(world, versions[0])
    one = Application.objects.get()
    put(one, "formally_checked")
    before = list(one.statements.values_list("pk", "current"))
    assert codes(imported(world, versions[1])) == ["worked"]
    assert list(one.statements.values_list("pk", "current")) == before
    put(one, "submitted")
    FormalCheck.objects.create(application=one, submission=one.submissions.get())
    assert codes(imported(world, versions[1])) == ["worked"]  # somebody is looking at it


def test_returned_here_and_handed_in_there(world: World, versions: list[Path]) -> None:
    imported(world, versions[0])
    one = Application.objects.get()
    returned(world, one)
    assert codes(imported(world, versions[1])) == ["newer"]
    one.refresh_from_db()
    assert (one.state, one.returned) == ("submitted", False)
    assert ReturnedItem.objects.get().resolved_in == one.submissions.get(number=2)


def test_a_draft_that_was_changed_here_is_kept(world: World, versions: list[Path]) -> None:
    imported(world, versions[0])
    one = Application.objects.get()
    returned(world, one)
    tell(world, one, "99")
    assert codes(imported(world, versions[1])) == ["worked"]
    assert one.statements.get(current=True, place=PLACE, witness="claimed").content == said("99")


def test_a_draft_of_the_unit_is_kept(world: World, round_: Round, versions: list[Path]) -> None:
    application_of(world, round_)
    assert codes(imported(world, versions[0])) == ["draft"]


def test_another_version_of_the_same_number_is_kept(world: World, round_: Round, versions: list[Path]) -> None:
    own = handed(world, round_, "另一份.pdf")
    assert codes(imported(world, versions[0])) == ["different"]
    assert Submission.objects.get().digest == own.digest
    assert codes(imported(world, versions[1])) == ["gap"]


@pytest.mark.parametrize(
    ("state_", "code"), [("draft", "back"), ("rejected", "ended"), ("consulted", "new"), ("blocked", "ended")]
)
def test_what_stands_elsewhere_with_the_sender(
    world: World, round_: Round, sealed: Submission, tmp_path: Path, state_: str, code: str
) -> None:
    put(sealed.application, state_)
    out = exported(world, round_, tmp_path / "x.zip")
    emptied()
    assert codes(imported(world, out)) == [code]
    assert list(Application.objects.values_list("state", flat=True)) == (["submitted"] if code == "new" else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [({"status": "pending"}, "pending"), ({"kind": "park"}, "kind"), ({"place": "jilin"}, "elsewhere")],
)
def test_a_unit_that_must_be_settled_first(
    world: World, round_: Round, sealed: Submission, tmp_path: Path, change: dict[str, str], code: str
) -> None:
    out = exported(world, round_, tmp_path / "x.zip")
    emptied()
    fields = {"jurisdiction": world.places["jilin"]} if "place" in change else change
    Organisation.objects.filter(pk=world.organisations["unit"].pk).update(**fields)
    assert codes(imported(world, out)) == [code]
    assert not Application.objects.exists()


def test_a_round_that_is_not_here_says_what_to_do(world: World, round_: Round, path: Path) -> None:
    Round.objects.update(state="closed")
    with pytest.raises(Refused, match="不在进行中"):
        received(world, path)
    Round.objects.update(state="open", policy_id="another")
    with pytest.raises(Refused, match="请先在“轮次”用同一政策开启"):
        received(world, path)
    Round.objects.update(policy_id=round_.policy_id, process_hash="0" * 64)
    with pytest.raises(Refused, match="请双方安装同一版本"):
        received(world, path)
    assert not Received.objects.exists()


def test_an_archive_is_not_imported(world: World, round_: Round, sealed: Submission, tmp_path: Path) -> None:
    Round.objects.update(state="closed")
    round_.refresh_from_db()
    out = tmp_path / "x.zip"
    export_round(round_=round_, office=world.organisations["city"], out=out, purpose="archive", by=PROGRAM)
    with pytest.raises(Refused, match="这是归档包"):
        received(world, out)


def test_a_round_closed_since_it_was_received(world: World, path: Path) -> None:
    row = received(world, path)
    Round.objects.update(state="closed")
    with pytest.raises(Refused, match="不在进行中"):
        import_bundle(received=row, by=world.hat("city"))


def test_something_else_than_was_seen_is_not_written(world: World, path: Path) -> None:
    row = received(world, path)
    with pytest.raises(ChangedSince):
        import_bundle(received=row, by=world.hat("city"), seen="0" * 64)
    assert not Application.objects.exists()


def test_the_province_takes_in_for_its_city(world: World, path: Path) -> None:
    imported(world, path, by="province")
    one = Application.objects.get()
    assert (one.city, one.state) == (world.places["changchun"], "submitted")


def test_who_may_not(world: World, path: Path) -> None:
    for who in ("cityapprover", "owner", "system"):
        with pytest.raises(NotAllowed):
            received(world, path, by=who)
    with pytest.raises(Refused, match="管辖范围"):
        received(world, path, by="othercity")


def test_one_bad_file_and_nothing_is_written(world: World, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise FileRefused("有宏")

    monkeypatch.setattr(keeping_files, "inspect", refuse)
    with pytest.raises(Refused, match="营业执照"):
        imported(world, path)
    assert not Organisation.objects.filter(name="示例食品有限公司").exists()
    assert not Application.objects.exists()


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_flipped_byte_is_refused(world: World, path: Path, place: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)
    with pytest.raises(NotGenuine) as told:
        received(world, path)
    assert told.value.faults
    assert not Received.objects.exists()


def test_the_province_takes_in_what_its_city_recommended(
    world: World, round_: Round, sealed: Submission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_pass(monkeypatch)
    due(round_, None)
    put(sealed.application, "selected")
    sent(world, round_)
    out = exported(world, round_, tmp_path / "x.zip")
    emptied()
    imported(world, out, by="province")
    one = Application.objects.get()
    assert one.state == "recommended"
    letter = Recommendation.objects.get()
    assert (letter.letter_no, letter.state, letter.place) == (NUMBER, "sent", world.places["changchun"])
    client = world.client("province")
    assert NUMBER in client.get("/intake/").content.decode()
    assert check_intake(recommendation=letter, by=world.hat("province")) == 1
    assert "示例食品有限公司" in client.get(f"/intake/{letter.pk}/").content.decode()
    assert codes(imported(world, out, by="province")) == ["same"]
