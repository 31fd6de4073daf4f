"""List files: taken once, read once, whatever goes wrong written down, withdrawn without a trace lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from procrastinate.contrib.django.models import ProcrastinateJob

from door import uscc
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.domain import Refused
from greenlist.screenings import domain
from greenlist.screenings.domain import importing
from greenlist.screenings.files import parquet_of, refused_of, upload_of
from greenlist.screenings.models import ListFile
from greenlist.screenings.queries import in_use
from greenlist.screenings.snapshots import snapshots_of
from greenlist.screenings.sources import sources_of
from world import World

from .ground import AS_OF, NOBODY, OTHERS, imported, penalty, taken, write_list

PENALTIES = "credit_china_penalties"


@pytest.fixture(autouse=True)
def _lists_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Each test has a data folder of its own: what was read of a list is kept, and not read twice."""
    settings.DATA = tmp_path / "site"


def jobs() -> list[tuple[str, Any]]:
    """Those about a list that wait. Jobs of tests with transactions of their own are not rolled back, but done."""
    waiting = ProcrastinateJob.objects.filter(args__has_key="list_file", status="todo")
    return list(waiting.order_by("pk").values_list("task_name", "args"))


def acts() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("act", flat=True))


def test_a_file_is_kept_privately_and_waits(world: World, tmp_path: Path) -> None:
    row = taken(world, tmp_path, PENALTIES)
    kept = upload_of(row)
    assert kept == Path(site.DATA) / "lists" / "220000" / "incoming" / row.sha256
    assert kept.stat().st_mode & 0o777 == 0o600
    for folder in (kept.parent, kept.parent.parent):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert (row.state, row.size, row.by) == ("waiting", kept.stat().st_size, world.hat("province").person)
    assert jobs() == [("screenings.read_list", {"list_file": row.pk})]
    assert acts()[-1] == "list_file.taken"


def test_the_same_file_is_one(world: World, tmp_path: Path) -> None:
    path = write_list(tmp_path, PENALTIES)
    asked = {"authority": world.places["220000"], "source": PENALTIES, "path": path, "by": None}
    first = domain.take_list(**asked, name="甲.csv", as_of=AS_OF)
    assert domain.take_list(**asked, name="乙.csv", as_of=AS_OF) == first
    assert len(jobs()) == 1
    other_day = domain.take_list(**asked, name="甲.csv", as_of=None)
    assert other_day != first
    assert domain.take_list(**asked, name="甲.csv", as_of=None) == other_day


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"source": "nowhere"}, "source", "没有“nowhere”这个来源"),
        ({"as_of": clock.today() + timedelta(days=2)}, "as_of", "还没有到"),
    ],
)
def test_what_cannot_be_is_refused(
    world: World, tmp_path: Path, change: dict[str, Any], field: str, words: str
) -> None:
    path = write_list(tmp_path, PENALTIES)
    asked = {"authority": world.places["220000"], "source": PENALTIES, "path": path, "name": "甲", "as_of": AS_OF}
    with pytest.raises(Refused, match=words) as told:
        domain.take_list(**asked | change, by=world.hat("province"))
    assert told.value.field == field
    assert not ListFile.objects.exists()


def test_an_empty_and_a_too_large_file_are_refused_and_not_kept(world: World, tmp_path: Path, settings: Any) -> None:
    settings.DATA, settings.LIST_MAX_MB = tmp_path / "data", 1
    for content, words in ((b"", "空的"), (b"x" * (1024 * 1024 + 1), "1 MB 的上限")):
        (tmp_path / "file.csv").write_bytes(content)
        with pytest.raises(Refused, match=words):
            domain.take_list(
                authority=world.places["220000"], source=PENALTIES, path=tmp_path / "file.csv", name="甲", as_of=None,
                by=None,
            )  # fmt: skip
    assert [one for one in (tmp_path / "data").rglob("*") if one.is_file()] == []


def test_reading_makes_it_ready_and_queues_a_screening(world: World, tmp_path: Path) -> None:
    row = imported(world, tmp_path, PENALTIES, [penalty("虚构甲厂", uscc(31))])
    row.refresh_from_db()
    assert (row.state, row.rows, row.added, row.changed, row.refused, row.complete) == ("ready", 2, 2, 0, 0, True)
    assert row.ready_at is not None
    assert parquet_of(row).is_file()
    assert jobs()[-1] == ("screenings.rescreen", {"list_file": row.pk})
    assert acts()[-1] == "list_file.read"


def test_it_is_read_once(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = imported(world, tmp_path, PENALTIES)
    monkeypatch.setattr(importing, "import_list", never)
    assert domain.read_list(list_file=row).state == "ready"
    assert len(jobs()) == 2


def never(*_args: Any, **_more: Any) -> None:
    raise AssertionError("read again")


def test_a_later_file_says_what_is_new(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, PENALTIES, [penalty("虚构甲厂", uscc(31)), penalty("虚构乙厂", uscc(32))])
    changed = penalty("虚构甲厂", uscc(31)) | {"违法事实": "后来补写"}
    later = imported(
        world, tmp_path, PENALTIES, [changed, penalty("虚构丙厂", uscc(33))], as_of=AS_OF + timedelta(days=1)
    )
    assert (later.rows, later.added, later.changed) == (3, 1, 1)


def test_rows_refused_are_told_with_line_and_reason(world: World, tmp_path: Path) -> None:
    unnumbered = penalty("虚构甲厂", uscc(31), on="") | {"行政处罚决定书文号": ""}
    row = imported(world, tmp_path, PENALTIES, [unnumbered])
    assert (row.rows, row.refused, row.complete) == (1, 1, False)
    (refusal,) = row.refusals
    assert refusal["line"] == 3
    assert refusal["reason"]
    assert row.trouble
    assert refused_of(row).read_text(encoding="utf-8-sig").count("虚构甲厂") == 1


def test_a_file_nothing_can_be_taken_of_fails_in_words(world: World, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("单位名称\n".encode() + b"\xff\xfe\x81\x00" * 50)
    row = domain.take_list(
        authority=world.places["220000"], source=PENALTIES, path=path, name="坏.csv", as_of=AS_OF, by=None
    )
    row = domain.read_list(list_file=row)
    assert row.state == "failed"
    assert row.trouble
    assert acts()[-1] == "list_file.failed"
    assert not in_use(world.places["220000"]).exists()


def broken(*_args: Any, **_more: Any) -> None:
    raise OSError("disk full")


def killed(*_args: Any, **_more: Any) -> None:
    raise KeyboardInterrupt


def test_an_error_never_leaves_it_reading(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = taken(world, tmp_path, PENALTIES)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_list", broken)
        with pytest.raises(OSError, match="disk full"):
            domain.read_list(list_file=row)
    row.refresh_from_db()
    assert (row.state, "运维人员" in row.trouble) == ("failed", True)
    asked = {"authority": row.authority, "source": PENALTIES, "path": upload_of(row), "name": row.name}
    again = domain.take_list(**asked, as_of=AS_OF, by=None)
    assert (again.pk, again.state, again.trouble) == (row.pk, "waiting", "")
    assert domain.read_list(list_file=again).state == "ready"


def test_a_reading_that_was_cut_off_begins_anew(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = taken(world, tmp_path, PENALTIES)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_list", killed)
        with pytest.raises(KeyboardInterrupt):
            domain.read_list(list_file=row)
    row.refresh_from_db()
    assert row.state == "reading"
    assert domain.read_list(list_file=row).state == "ready"


def test_a_list_is_withdrawn_with_a_reason_and_not_used(world: World, tmp_path: Path) -> None:
    row = imported(world, tmp_path, PENALTIES)
    with pytest.raises(Refused, match="理由") as told:
        domain.withdraw_list(list_file=row, reason=" ", by=world.hat("province"))
    assert told.value.field == "reason"
    gone = domain.withdraw_list(list_file=row, reason="传错了文件", by=world.hat("province"))
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (world.hat("province").person, "传错了文件")
    assert not in_use(row.authority).exists()
    assert upload_of(row).is_file()
    assert jobs()[-1] == ("screenings.rescreen", {"list_file": row.pk})
    assert acts()[-1] == "list_file.withdrawn"
    with pytest.raises(Refused, match="已经撤回"):
        domain.withdraw_list(list_file=row, reason="又一次", by=world.hat("province"))


def test_a_withdrawn_file_may_be_taken_in_again(world: World, tmp_path: Path) -> None:
    row = imported(world, tmp_path, PENALTIES)
    domain.withdraw_list(list_file=row, reason="传错了文件", by=world.hat("province"))
    asked = {"authority": row.authority, "source": PENALTIES, "path": upload_of(row), "name": row.name}
    again = domain.take_list(**asked, as_of=AS_OF, by=None)
    assert again.pk != row.pk
    assert domain.read_list(list_file=again).state == "ready"


def test_one_withdrawn_while_it_waits_is_not_read(world: World, tmp_path: Path) -> None:
    row = taken(world, tmp_path, PENALTIES)
    domain.withdraw_list(list_file=row, reason="传错了文件", by=world.hat("province"))
    assert domain.read_list(list_file=row).state == "waiting"
    assert len(jobs()) == 1


def test_progress_is_told(world: World, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    row = taken(world, tmp_path, PENALTIES)
    told: Callable[[int, int], None] = lambda done, total: seen.append((done, total))  # noqa: E731
    domain.read_list(list_file=row, progress=told)
    assert seen
    assert seen[-1] == (row.size, row.size)


def test_only_public_sources_are_opened(world: World) -> None:
    place, by = world.places["220000"], world.hat("province")
    opened = domain.open_source(authority=place, source="gsxt_status", by=by)
    assert domain.open_source(authority=place, source="gsxt_status", by=by) == opened
    assert acts()[-1] == "list_source.opened"
    for source, words in (("accidents", "不是公开名单"), ("nowhere", "没有“nowhere”这个来源")):
        with pytest.raises(Refused, match=words):
            domain.open_source(authority=place, source=source, by=by)
    domain.close_source(authority=place, source="gsxt_status", by=by)
    assert acts()[-1] == "list_source.closed"
    entries = len(acts())
    domain.close_source(authority=place, source="gsxt_status", by=by)
    assert len(acts()) == entries


@pytest.mark.parametrize("source", list(OTHERS))
def test_nobody_on_the_list_this_time_is_a_current_list(world: World, source: str) -> None:
    row = domain.state_nil(
        authority=world.places["220000"], source=source, nil=domain.Nil("示例公告第3号"), as_of=AS_OF,
        by=world.hat("province"),
    )  # fmt: skip
    row = domain.read_list(list_file=row)
    assert (row.state, row.rows, row.complete, row.nil, row.trouble) == ("ready", 0, True, True, "")
    (snapshot,) = snapshots_of(world.places["220000"], {source: sources_of(world.places["220000"])[source]})
    assert (snapshot.nil, snapshot.as_of) == (True, AS_OF)
    entry = Entry.objects.get(act="list_file.taken")
    assert entry.after["nil"] == "示例公告第3号"


def test_an_empty_list_is_believed_once_somebody_states_it(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(NOBODY | OTHERS[PENALTIES]) + "\n", encoding="utf-8")
    asked = {
        "authority": world.places["220000"], "source": PENALTIES, "path": path, "name": "a.csv", "as_of": AS_OF,
        "by": world.hat("province"),
    }  # fmt: skip
    doubted = domain.read_list(list_file=domain.take_list(**asked))
    assert (doubted.rows, doubted.complete) == (0, False)
    said = domain.read_list(list_file=domain.take_list(**asked, nil=domain.Nil("示例公告第3号")))
    assert (said.pk, said.complete, said.nil_where) == (doubted.pk, True, "示例公告第3号")


@pytest.mark.parametrize(("where", "as_of", "field"), [(" ", AS_OF, "nil_where"), ("公告", None, "as_of")])
def test_who_states_it_says_where_and_when(
    world: World, tmp_path: Path, where: str, as_of: date | None, field: str
) -> None:
    path = write_list(tmp_path, PENALTIES)
    with pytest.raises(Refused) as told:
        domain.take_list(
            authority=world.places["220000"], source=PENALTIES, path=path, name="a.csv", as_of=as_of,
            by=world.hat("province"), nil=domain.Nil(where),
        )  # fmt: skip
    assert told.value.field == field


def test_a_list_with_rows_is_not_empty_whatever_is_said(world: World, tmp_path: Path) -> None:
    path = write_list(tmp_path, PENALTIES, [penalty("示例甲厂")])
    row = domain.take_list(
        authority=world.places["220000"], source=PENALTIES, path=path, name="a.csv", as_of=AS_OF,
        by=world.hat("province"), nil=domain.Nil("公告"),
    )  # fmt: skip
    row = domain.read_list(list_file=row)
    assert (row.rows, row.complete) == (2, False)
    assert "2 条" in row.trouble
