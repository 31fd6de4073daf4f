"""The verbs: import with preview and idempotent, changes linked and settled, totals, codes, pairs, withdrawal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from door import uscc
from greenlist.journal.models import Entry as JournalEntry
from greenlist.listings.domain import ListRefused
from greenlist.listings.domain.changes import link_change, record_change, unlink_change, withdraw_change
from greenlist.listings.domain.importing import PlanChanged, apply_upload, plan_of
from greenlist.listings.domain.keeping import FIGURES, identify_entry, set_counts, withdraw_list
from greenlist.listings.domain.pairs import decide_pair
from greenlist.listings.ledger import after
from greenlist.listings.models import BatchCount, Change, Entry, GreenList, NearPair
from greenlist.listings.queries.ledger import ledger_of
from world import World

from .made import FACTORIES, HEAD, applied, listed, uploaded
from .published import published, rows


def acts() -> list[str]:
    return list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))


def change(world: World, name: str = "示例食品有限公司", **more: Any) -> Change:
    told = {
        "level": "province", "what": "removed", "kind": "factory", "name": name, "announced_on": date(2025, 1, 22),
        "document": "吉工信示例〔2025〕2号", "batch": 4, "label": "2025年度",
    } | more  # fmt: skip
    return record_change(authority=world.places["220000"], by=world.hat("province"), **told)


def test_a_list_is_taken_in_as_printed_and_normalised(world: World) -> None:
    green_list = listed(world)
    third = green_list.entries.get(seq=3)
    assert (third.name, third.name_key) == ("丙丁示例化工有限公司（原戊己示例化工厂）", "丙丁示例化工有限公司")
    assert (third.former_key, third.region, third.status) == ("戊己示例化工厂", "吉林市", "published")
    assert third.original["第三方机构名称"] == "另一评价有限公司"
    entry = JournalEntry.objects.get(act="green_list.imported")
    assert entry.after is not None
    assert (entry.after["new"], entry.after["kinds"]) == (3, {"0": "factory"})


def test_the_same_file_again_changes_nothing(world: World) -> None:
    listed(world)
    before = list(Entry.objects.values())
    again = uploaded(world, [HEAD, *FACTORIES])
    plan = plan_of(again, {0: "factory"})
    assert (plan.any, plan.same, plan.ready) == (False, 3, False)
    with pytest.raises(ListRefused):
        apply_upload(upload=again, kinds={0: "factory"}, digest=plan.digest, by=world.hat("province"))
    assert list(Entry.objects.values()) == before
    assert GreenList.objects.count() == 1


def test_an_upload_is_applied_once(world: World) -> None:
    upload = uploaded(world, [HEAD, *FACTORIES])
    digest = plan_of(upload, {0: "factory"}).digest
    hat = world.hat("province")
    assert apply_upload(upload=upload, kinds={0: "factory"}, digest=digest, by=hat) is not None
    assert apply_upload(upload=upload, kinds={0: "factory"}, digest=digest, by=hat) is None
    assert Entry.objects.count() == 3
    assert acts().count("green_list.imported") == 1


def test_a_corrected_file_changes_what_it_says_and_takes_nothing_away(world: World) -> None:
    green_list = listed(world)
    entry = green_list.entries.get(seq=1)
    identify_entry(entry=entry, uscc=uscc(1), basis="营业执照", by=world.hat("province"))
    corrected = [
        [1, "长春市", "示例食品（集团）有限公司", "示例绿色评价有限公司"],
        [4, "四平市", "新加示例有限公司", ""],
    ]
    upload = uploaded(world, [HEAD, *corrected], document="吉工信示例〔2024〕9号")
    plan = plan_of(upload, {0: "factory"})
    assert [one.differences for one in plan.changed] == [[("name", "示例食品有限公司", "示例食品（集团）有限公司")]]
    assert [row.name for _kind, row in plan.new] == ["新加示例有限公司"]
    assert [one.seq for one in plan.absent] == [2, 3]
    assert [field for field, _before, _after in plan.head] == ["document"]
    applied(world, upload)
    entry.refresh_from_db()
    assert (entry.name, entry.uscc) == ("示例食品（集团）有限公司", uscc(1))  # a file without codes takes none away
    assert green_list.entries.count() == 4


def test_without_a_kind_nothing_is_taken(world: World) -> None:
    upload = uploaded(world, [["序号", "单位名称"], [1, "示例有限公司"]])
    plan = plan_of(upload, {})
    assert (plan.open_kinds, plan.ready) == ([0], False)
    with pytest.raises(ListRefused, match="类型"):
        apply_upload(upload=upload, kinds={}, digest=plan.digest, by=world.hat("province"))


def test_two_sections_under_one_number_stop_the_import(world: World) -> None:
    both = [
        HEAD,
        FACTORIES[0],
        ["绿色供应链管理企业名单", "", "", ""],
        ["序号", "地区", "公司名称"],
        [1, "长春市", "乙"],
    ]
    upload = uploaded(world, both)
    assert plan_of(upload, {0: "factory", 1: "supply_chain"}).ready
    wrong = plan_of(upload, {0: "factory", 1: "factory"})
    assert [row.name for _kind, row in wrong.clashes] == ["乙"]
    assert not wrong.ready


def test_a_list_that_moved_since_the_preview_is_not_overwritten(world: World) -> None:
    upload = uploaded(world, [HEAD, *FACTORIES])
    digest = plan_of(upload, {0: "factory"}).digest
    listed(world, FACTORIES[:1])
    with pytest.raises(PlanChanged) as stale:
        apply_upload(upload=upload, kinds={0: "factory"}, digest=digest, by=world.hat("province"))
    assert stale.value.plan.same == 1
    assert Entry.objects.count() == 1


def test_a_draft_and_its_final_list_are_both_kept(world: World) -> None:
    draft = listed(world, stage="draft")
    final = listed(world, FACTORIES[:2])
    assert draft.pk != final.pk
    assert {one.status for one in draft.entries.all()} == {"proposed"}
    assert {one.status for one in final.entries.all()} == {"published"}


def test_a_removal_is_linked_by_a_person_and_taken_back(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    made = change(world)
    entry.refresh_from_db()
    assert entry.status == "published"  # nobody has said yet which line it is about
    link_change(change=made, entry=entry, how="name", by=world.hat("province"))
    entry.refresh_from_db()
    assert entry.status == "removed"
    unlink_change(change=made, by=world.hat("province"))
    entry.refresh_from_db()
    assert entry.status == "published"
    assert acts()[-3:] == ["list_change.entered", "list_change.linked", "list_change.unlinked"]


def test_renamed_and_removed_on_one_day(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    removal = change(world, "新示例食品有限公司")
    renaming = change(world, what="renamed", new_name="新示例食品有限公司")
    for one in (removal, renaming):
        link_change(change=one, entry=entry, how="chosen", by=world.hat("province"))
    entry.refresh_from_db()
    assert entry.status == "removed"
    withdraw_change(change=removal, reason="看错了", by=world.hat("province"))
    entry.refresh_from_db()
    assert entry.status == "renamed"


def test_linking_elsewhere_settles_both_lines(world: World) -> None:
    first, second, _third = listed(world).entries.order_by("seq")
    made = change(world)
    for line in (first, second):
        link_change(change=made, entry=line, how="chosen", by=world.hat("province"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("published", "removed")


@pytest.mark.parametrize(
    ("changed", "word"),
    [({"document": " "}, "文号"), ({"announced_on": None}, "日期"), ({"kind": ""}, "类型"),
     ({"what": "renamed"}, "更名后"), ({"what": "renamed", "new_name": "示例食品 有限公司"}, "相同")],
)  # fmt: skip
def test_an_announcement_that_lacks_something(world: World, changed: dict[str, Any], word: str) -> None:
    with pytest.raises(ListRefused, match=word):
        change(world, **changed)
    assert not Change.objects.exists()


def test_one_announcement_is_entered_once(world: World) -> None:
    change(world)
    with pytest.raises(ListRefused, match="已经登记"):
        change(world, "示例食品 有限公司")


@pytest.mark.parametrize("fault", ["level", "kind", "code", "withdrawn", "list"])
def test_what_cannot_be_linked(world: World, fault: str) -> None:
    green_list = listed(world)
    entry = green_list.entries.get(seq=1)
    more: dict[str, Any] = {"level": {"level": "national"}, "kind": {"kind": "park"}, "code": {"uscc": uscc(9)}}.get(
        fault, {}
    )
    made = change(world, **more)
    if fault == "code":
        identify_entry(entry=entry, uscc=uscc(1), basis="执照", by=world.hat("province"))
    if fault == "withdrawn":
        withdraw_change(change=made, reason="错", by=world.hat("province"))
    if fault == "list":
        withdraw_list(green_list=green_list, reason="错", by=world.hat("province"))
    with pytest.raises(ListRefused):
        link_change(change=made, entry=entry, how="chosen", by=world.hat("province"))


def test_removals_of_a_file_are_taken_once(world: World) -> None:
    told = [["序号", "单位名称"], [1, "示例食品有限公司"], [2, "另一示例有限公司"]]
    upload = uploaded(world, told, what="removed", label="2025年度")
    applied(world, upload)
    assert Change.objects.filter(what="removed", kind="factory", batch=3).count() == 2
    again = plan_of(uploaded(world, told, what="removed", label="2025年度"), {0: "factory"})
    assert (again.any, again.same) == (False, 2)


def test_renamings_of_a_file_need_no_kind_and_a_new_name(world: World) -> None:
    told = [["序号", "更名前名称", "更名后名称"], [1, "示例食品有限公司", "新示例食品有限公司"]]
    applied(world, uploaded(world, told, what="renamed"), kind="")
    assert Change.objects.get().new_key == "新示例食品有限公司"
    lacking = plan_of(uploaded(world, [*told, [2, "另一示例有限公司", ""]], what="renamed"), {})
    assert [row.seq for _kind, row in lacking.clashes] == [2]
    assert not lacking.ready


def test_codes_are_checked_and_need_a_basis(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    hat = world.hat("province")
    for code, basis in (("91350100M000100Y4A", "执照"), (uscc(1), " ")):
        with pytest.raises(ListRefused):
            identify_entry(entry=entry, uscc=code, basis=basis, by=hat)
    identify_entry(entry=entry, uscc=uscc(1).lower(), basis="执照", by=hat)
    entry.refresh_from_db()
    assert entry.uscc == uscc(1)
    with pytest.raises(ListRefused, match="没有改动"):
        identify_entry(entry=entry, uscc=uscc(1), basis="执照", by=hat)


def test_pairs_are_found_on_import_and_decided_without_changing_a_list(world: World) -> None:
    rows_ = [*FACTORIES, [4, "长春市", "示例食品 有限公司", ""], [5, "长春市", "甲乙示例机械(长春)有限公司", ""]]
    listed(world, rows_)
    pairs = NearPair.objects.filter(what="unit")
    assert {one.score for one in pairs} == {100}
    assert NearPair.objects.filter(what="agency").count() == 1
    names = list(Entry.objects.values_list("name", flat=True))
    pair = pairs[0]
    hat = world.hat("province")
    with pytest.raises(ListRefused, match="依据"):
        decide_pair(pair=pair, verdict="same", reason="", by=hat)
    with pytest.raises(ListRefused, match="选择"):
        decide_pair(pair=pair, verdict="merge", reason="", by=hat)
    decide_pair(pair=pair, verdict="same", reason="工商登记一致", by=hat)
    assert list(Entry.objects.values_list("name", flat=True)) == names
    listed(world, [[1, "长春市", "示例食品  有限公司", ""]], label="2025年度", batch=4)
    assert NearPair.objects.get(pk=pair.pk).verdict == "same"
    with pytest.raises(ListRefused, match="没有改动"):
        decide_pair(pair=pair, verdict="same", reason="再说一次", by=hat)


def test_totals_are_entered_corrected_and_emptied(world: World) -> None:
    def told(listed_: int | None, removed: int | None = None) -> int:
        return set_counts(
            authority=world.places["220000"], level="province", batch=3, label="2024年度", announced_on=None,
            document="", mark="published", by=world.hat("province"),
            figures={"factory": {"listed": listed_, "removed": removed}, "": {"renamed": None}},
        )  # fmt: skip

    assert told(3, 0) == 1
    assert told(3, 0) == 0
    assert told(4) == 1
    row = BatchCount.objects.get()
    assert (row.listed, row.removed) == (4, None)
    assert told(None) == 1
    assert not BatchCount.objects.exists()
    assert acts().count("batch_counts.entered") == 3


def test_a_withdrawn_list_counts_nowhere_and_can_be_imported_anew(world: World) -> None:
    green_list = listed(world)
    with pytest.raises(ListRefused, match="理由"):
        withdraw_list(green_list=green_list, reason=" ", by=world.hat("province"))
    withdraw_list(green_list=green_list, reason="选错了文件", by=world.hat("province"))
    assert ledger_of(world.places["220000"].pk, "province").batches == []
    assert listed(world).pk != green_list.pk


def test_a_list_with_linked_changes_is_not_withdrawn(world: World) -> None:
    green_list = listed(world)
    link_change(change=change(world), entry=green_list.entries.get(seq=1), how="name", by=world.hat("province"))
    with pytest.raises(ListRefused, match="先解除"):
        withdraw_list(green_list=green_list, reason="错", by=world.hat("province"))


def test_the_national_lists_close_in_the_database(world: World, shared: Path) -> None:
    """The published totals entered, the five batches imported from the file as it is: every figure here closes."""
    place, hat = world.places["220000"], world.hat("province")
    every = published(shared)
    for batch in sorted({one.batch for one in every}):
        of = [one for one in every if one.batch == batch]
        set_counts(
            authority=place, level="national", batch=batch, label=of[0].label, announced_on=of[0].announced_on,
            document="", mark="secondary", by=hat,
            figures={one.kind: {name: getattr(one, name) for name in FIGURES} for one in of},
        )  # fmt: skip
    table = rows(shared, "national_list")
    columns = ["kind", "batch", "seq", "region", "name", "industry", "agency"]
    cells = [columns, *[[row[column] for column in columns] for row in table if row["batch"] in {"1", "2"}]]
    for batch, label in ((1, "第一批"), (2, "第二批")):
        upload = uploaded(world, cells, level="national", batch=batch, label=label, announced_on=of[0].announced_on)
        plan = applied(world, upload, kind="")
        assert plan is not None
        assert plan.other_batches > 0
    ledger = ledger_of(place.pk, "national")
    assert ledger.open == []
    closed = {(one.batch, one.kind) for one in ledger.checks if one.what == "listed" and one.closes}
    assert closed == {(batch, kind) for batch in (1, 2) for kind in ("factory", "park", "supply_chain")}
    net = {kind: line.net for kind in ("factory", "park", "supply_chain") if (line := after(ledger.lines, kind, 10))}
    assert net == {"factory": 8336, "park": 616, "supply_chain": 727}
    inner = Entry.objects.filter(region_printed="内蒙古").values_list("region", flat=True)
    assert set(inner) == {"内蒙古"}
