"""Handing in, replacing, removing evidence; what it proves; limits and locks."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import papers
from greenlist.applications.data import application_data
from greenlist.applications.domain.evidence import (
    add_evidence,
    describe_evidence,
    link_evidence,
    remove_evidence,
    replace_evidence,
    unlink_evidence,
)
from greenlist.applications.domain.keeping import Details
from greenlist.applications.domain.stating import state
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.freezing import evidence_list
from greenlist.applications.limits import MAX_FILE_MB, Limits, limits_of
from greenlist.applications.models import Application, Blob, Evidence, ReturnedItem, Statement, Submission
from greenlist.applications.process import Matter
from greenlist.applications.queries.evidence import Places, draft_rows, in_force, missing_proofs
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import Hat, NotAllowed
from world import World, application_of, round_of

NEG = "conditions.NEG-1"
TINY = Limits(file=10_000, total=10_000, files=3, types=frozenset({"pdf", "png"}))


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def draft(world: World) -> Application:
    return application_of(world, round_of(world))


@pytest.fixture
def owner(world: World) -> Hat:
    return world.hat("owner")


def upload(name: str = "环评批复.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.pdf() if content is None else content)


def add(application: Application, by: Hat, *, text: str = "", name: str = "环评批复.pdf", **more: Any) -> Evidence:
    return add_evidence(
        application=application, upload=upload(name, papers.pdf(text=text)), by=by, **more
    ).evidence  # fmt: skip


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="evidence.").values_list("act", flat=True))


def returned(application: Application, place: str, by: Hat) -> None:
    """As after a return for one item."""
    handed_in = Submission.objects.create(
        application=application, number=1, data={}, evidence=evidence_list(Matter(application)), result={},
        receipt_number="JL2024-1", receipt={}, digest="0", by=by.person, at=clock.now(),
    )  # fmt: skip
    ReturnedItem.objects.create(
        application=application, submission=handed_in, place=place, label="x", reason="看不清", by=by.person,
        at=clock.now(),
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(returned=True)
    application.refresh_from_db()


def test_a_file_is_kept_with_its_hash_in_the_journal(draft: Application, owner: Hat) -> None:
    added = add_evidence(application=draft, upload=upload(), by=owner, places=[NEG])
    assert added.new
    assert added.evidence.blob.media_type == "application/pdf"
    entry = Entry.objects.get(act="evidence.added")
    assert entry.object_id == str(draft.pk)
    assert entry.after is not None
    assert entry.after["sha256"] == added.evidence.blob_id
    assert entry.after["proves"] == [NEG]


def test_the_same_bytes_again_are_the_file_that_is_there(draft: Application, owner: Hat) -> None:
    first = add(draft, owner)
    again = add_evidence(application=draft, upload=upload("另一个名字.pdf"), by=owner, places=[NEG])
    assert not again.new
    assert again.evidence == first
    assert [use.place for use in first.uses.all()] == [NEG]
    assert acts() == ["evidence.added"]


def test_two_units_with_the_same_file_know_nothing_of_each_other(world: World, draft: Application, owner: Hat) -> None:
    other = application_of(world, draft.round, unit="neighbour", by="outsider")
    first = add(draft, owner)
    second = add_evidence(application=other, upload=upload(), by=world.hat("outsider"))
    assert second.new
    assert second.evidence.blob == first.blob
    assert Blob.objects.count() == 1
    assert in_force(other).count() == 1


def test_a_new_version_keeps_the_old_one_and_what_it_proved(draft: Application, owner: Hat) -> None:
    old = add(draft, owner, places=[NEG])
    new = replace_evidence(evidence=old, upload=upload("环评批复-盖章.pdf", papers.pdf(text="2")), by=owner)
    assert (new.version, new.replaces) == (2, old)
    assert [use.place for use in new.uses.all()] == [NEG]
    assert [one.pk for one in in_force(draft)] == [new.pk]
    old.refresh_from_db()
    assert old.removed_at is None
    entry = Entry.objects.get(act="evidence.replaced")
    assert entry.before is not None
    assert entry.before["sha256"] == old.blob_id


def test_what_cites_the_old_version_cites_the_new_one(draft: Application, owner: Hat) -> None:
    old = add(draft, owner)
    state(application=draft, place="values.floor_area", content="5", by=owner, evidence=old, page="3")
    proof = {"answer": "met", "proof": [{"evidence": old.pk, "source": "信用中国", "queried_on": "2026-01-02"}]}
    state(application=draft, place=NEG, content=proof, by=owner)
    new = replace_evidence(evidence=old, upload=upload("新.pdf", papers.pdf(text="2")), by=owner)
    assert {(use.place, use.page) for use in new.uses.all()} == {("values.floor_area", "3"), (NEG, "")}
    value = draft.statements.get(place="values.floor_area", current=True)
    assert (value.evidence, value.page, value.content) == (new, "3", "5")
    assert {one["place"] for one in evidence_list(Matter(draft))[0]["proves"]} == {"values.floor_area", NEG}


def test_only_the_newest_version_is_replaced_and_only_by_other_bytes(draft: Application, owner: Hat) -> None:
    old = add(draft, owner)
    with pytest.raises(FileRefused, match="完全相同"):
        replace_evidence(evidence=old, upload=upload(), by=owner)
    replace_evidence(evidence=old, upload=upload(content=papers.pdf(text="2")), by=owner)
    with pytest.raises(FileRefused, match="已被替换"):
        replace_evidence(evidence=old, upload=upload(content=papers.pdf(text="3")), by=owner)


def test_removing_takes_nothing_from_a_version_handed_in_or_from_a_value(draft: Application, owner: Hat) -> None:
    one = add(draft, owner)
    Statement.objects.create(
        application=draft, place="values.floor_area", content="5", evidence=one, page="3", by=owner.person,
        at=clock.now(),
    )  # fmt: skip
    returned(draft, "evidence", owner)
    before = application_data(draft)
    remove_evidence(evidence=one, by=owner)
    assert not in_force(draft).exists()
    assert application_data(draft) == before
    assert draft.submissions.get().evidence[0]["id"] == one.pk
    assert Evidence.objects.filter(pk=one.pk).exists()
    remove_evidence(evidence=one, by=owner)
    assert acts() == ["evidence.added", "evidence.removed"]


def test_what_it_proves_is_noted_changed_and_taken_back(draft: Application, owner: Hat) -> None:
    one = add(draft, owner)
    link_evidence(evidence=one, place="values.floor_area", page="3", by=owner)
    use = link_evidence(evidence=one, place="values.floor_area", page="5-7", by=owner)
    assert [(use.place, use.page) for use in one.uses.all()] == [("values.floor_area", "5-7")]
    unlink_evidence(use=use, by=owner)
    unlink_evidence(use=use, by=owner)
    assert not one.uses.exists()
    assert acts() == ["evidence.added", "evidence.linked", "evidence.linked", "evidence.unlinked"]


@pytest.mark.parametrize("place", ["", "values.no_such", "../x", "conditions.", "x" * 5000])
def test_no_such_place_is_refused(draft: Application, owner: Hat, place: str) -> None:
    one = add(draft, owner)
    with pytest.raises(FileRefused, match="没有这一项"):
        link_evidence(evidence=one, place=place, by=owner)


def test_dates_and_note_are_said_once(draft: Application, owner: Hat) -> None:
    one = add(draft, owner)
    details = Details(date(2024, 1, 2), date(2025, 1, 1), "有效期一年")
    describe_evidence(evidence=one, details=details, by=owner)
    describe_evidence(evidence=one, details=details, by=owner)
    one.refresh_from_db()
    assert (one.issued_on, one.expires_on, one.note) == (date(2024, 1, 2), date(2025, 1, 1), "有效期一年")
    assert acts() == ["evidence.added", "evidence.described"]


@pytest.mark.parametrize("who", ["outsider", "farther", "city", "province", "department", "evaluator", "newcomer"])
def test_nobody_else_changes_it(world: World, draft: Application, owner: Hat, who: str) -> None:
    one = add(draft, owner)
    hat = world.hat(who)
    with pytest.raises(NotAllowed):
        add(draft, hat, text="2")
    with pytest.raises(NotAllowed):
        remove_evidence(evidence=one, by=hat)
    with pytest.raises(NotAllowed):
        link_evidence(evidence=one, place=NEG, by=hat)
    assert acts() == ["evidence.added"]


def test_nothing_changes_once_it_is_handed_in(draft: Application, owner: Hat) -> None:
    one = add(draft, owner)
    Application.objects.filter(pk=draft.pk).update(state="submitted")
    with pytest.raises(NotAllowed):
        remove_evidence(evidence=one, by=owner)
    with pytest.raises(NotAllowed):
        add(draft, owner, text="2")


def test_after_a_return_only_proofs_of_the_items_sent_back_are_open(draft: Application, owner: Hat) -> None:
    fault = add(draft, owner, places=[NEG])
    fine = add(draft, owner, text="2", places=["values.floor_area"])
    returned(draft, NEG, owner)
    add(draft, owner, text="3", places=[NEG])
    replace_evidence(evidence=fault, upload=upload(content=papers.pdf(text="4")), by=owner)
    for refused in (
        lambda: add(draft, owner, text="5"),
        lambda: add(draft, owner, text="5", places=["values.floor_area"]),
        lambda: remove_evidence(evidence=fine, by=owner),
        lambda: link_evidence(evidence=fine, place="values.floor_area", by=owner, page="2"),
    ):
        with pytest.raises(NotAllowed, match="没有退回这一项"):
            refused()


# -- limits -------------------------------------------------------------------------------------------------


@pytest.fixture
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.applications.domain.evidence.limits_of", lambda _round: TINY)


def test_limits_come_from_the_policy_below_the_ceilings(draft: Application) -> None:
    limits = limits_of(draft.round)
    assert (limits.file_mb, limits.total_mb, limits.files) == (50, 500, 200)
    assert limits.types == {"pdf", "png", "jpg", "docx", "xlsx", "ofd"}
    assert limits.file_mb <= MAX_FILE_MB


@pytest.mark.usefixtures("_tiny")
def test_one_file_too_many_is_refused(draft: Application, owner: Hat) -> None:
    kept = [add(draft, owner, text=str(n)) for n in range(3)]
    with pytest.raises(FileRefused, match="已有 3 个文件"):
        add(draft, owner, text="9")
    remove_evidence(evidence=kept[0], by=owner)
    add(draft, owner, text="9")
    assert in_force(draft).count() == 3


@pytest.mark.usefixtures("_tiny")
def test_too_much_in_one_file_or_together_is_refused(draft: Application, owner: Hat) -> None:
    with pytest.raises(FileRefused, match="超过 0 MB"):
        add(draft, owner, text="x" * 10_000)
    add(draft, owner, text="x" * 6_000)
    with pytest.raises(FileRefused, match="合计超过"):
        add(draft, owner, text="y" * 6_000)


@pytest.mark.usefixtures("_tiny")
def test_a_type_that_the_policy_does_not_name_is_refused(draft: Application, owner: Hat) -> None:
    with pytest.raises(FileRefused, match="可以上传：PDF、PNG。"):
        add_evidence(application=draft, upload=upload("a.docx", papers.docx()), by=owner)


@pytest.mark.usefixtures("_tiny")
def test_endless_replacing_comes_to_an_end(draft: Application, owner: Hat) -> None:
    one = add(draft, owner)
    for n in range(8):
        one = replace_evidence(evidence=one, upload=upload(content=papers.pdf(text=str(n))), by=owner)
    with pytest.raises(FileRefused, match="旧文件太多"):
        replace_evidence(evidence=one, upload=upload(content=papers.pdf(text="9")), by=owner)


@pytest.mark.parametrize("content", [b"", b"MZ", papers.docx({"word/vbaProject.bin": b"x"})])
def test_a_refused_file_leaves_nothing(draft: Application, owner: Hat, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileRefused):
        add_evidence(application=draft, upload=upload("a.docx", content), by=owner)
    assert not Blob.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert acts() == []


# -- what is read -------------------------------------------------------------------------------------------


def test_the_list_says_in_words_what_each_file_proves(draft: Application, owner: Hat) -> None:
    one = add(draft, owner, places=["values.floor_area", NEG])
    Statement.objects.create(
        application=draft, place="values.land_area_m2", content="5", evidence=one, page="9", by=owner.person,
        at=clock.now(),
    )  # fmt: skip
    (row,) = draft_rows(draft, Places(draft))
    labels = {use.place: use.label for use in row.uses}
    assert "总建筑面积" in labels["values.floor_area"]
    assert labels[NEG].startswith("否决条件自查")
    assert {use.place: use.page for use in row.uses}["values.land_area_m2"] == "9"


@pytest.mark.parametrize(("days", "word"), [(-1, "expired"), (0, "soon"), (60, "soon"), (61, "")])
def test_a_file_that_runs_out_is_marked(draft: Application, owner: Hat, days: int, word: str) -> None:
    on = date.fromordinal(clock.today().toordinal() + days)
    add(draft, owner, details=Details(expires_on=on))
    assert draft_rows(draft, Places(draft))[0].expiry == word


def test_missing_proofs_shrink_with_files_and_with_what_does_not_apply(draft: Application, owner: Hat) -> None:
    def asked() -> set[str]:
        places = Places(draft)
        found = missing_proofs(draft, places, draft_rows(draft, places))
        return {question.key for one in found for question in one.questions}

    before = asked()
    assert before
    key = min(before)
    one = add(draft, owner, places=[key])
    assert asked() == before - {key}
    remove_evidence(evidence=one, by=owner)
    assert asked() == before
