"""Bring your own workbook: down, filled in, up, looked at, applied - and everything that must not get in."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from applications.filled import completed, file_for, fill, ready, state
from greenlist.applications.models import Application, Statement, UploadedSheet
from greenlist.applications.workbook import sheet_of
from greenlist.applications.workbook_changes import Preview, preview_of
from greenlist.journal.models import Entry
from world import World, application_of, round_of

MARKER = "greenlist:"
Edit = Callable[["Form"], None]


class Form:
    """A person with Excel: cells by section, row and column as the hidden names say."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheets(self, section: str) -> list[Any]:
        return [sheet for sheet in self.book.worksheets if str(sheet["A1"].value).startswith(MARKER + section)]

    def cell(self, section: str, row: str | int, key: str) -> Any:
        for sheet in self.sheets(section):
            keys = {cell.value: cell.column for cell in sheet[1] if cell.value}
            ids = {sheet.cell(line, 1).value: line for line in range(2, sheet.max_row + 1)}
            line = ids["#rows"] + 1 + row if isinstance(row, int) else ids.get(row)
            if line is not None and key in keys:
                return sheet.cell(line, keys[key])
        raise AssertionError(f"no cell {section} {row} {key}")

    def set(self, section: str, row: str | int, key: str, value: Any) -> None:
        self.cell(section, row, key).value = value

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


@pytest.fixture
def draft(world: World) -> Application:
    application = ready(world)
    for place, text in (("unit.contact", "原联系人"), ("unit.phone", "0431-0"), ("values.solid_generated", "300")):
        state(application, place, text, world.hat("owner"))
    return application


def at(application: Application, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"pk": application.pk, **more})


def download(application: Application, world: World, who: str = "owner") -> bytes:
    response = world.client(who).get(at(application, "workbook"))
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def upload(
    application: Application, world: World, content: bytes, name: str = "采集表.xlsx", who: str = "owner"
) -> Any:
    data = {"sheet": SimpleUploadedFile(name, content), "idempotency_key": str(uuid.uuid4())}
    return world.client(who).post(at(application, "workbook_upload"), data)


def brought(application: Application, world: World, edit: Edit, who: str = "owner") -> UploadedSheet:
    form = Form(download(application, world, who))
    edit(form)
    assert upload(application, world, form.bytes(), who=who).status_code == 302
    return UploadedSheet.objects.latest("pk")


def preview(sheet: UploadedSheet) -> Preview:
    return preview_of(sheet.application, sheet_of(sheet.content))


def apply(sheet: UploadedSheet, world: World, digest: str, who: str = "owner", **more: Any) -> HttpResponse:
    data = {"digest": digest, "idempotency_key": str(uuid.uuid4()), **more}
    return world.client(who).post(at(sheet.application, "workbook_apply", upload=sheet.pk), data)  # type: ignore[return-value]


def claim(application: Application, place: str) -> Statement:
    return application.statements.get(place=place, current=True)


def statements(application: Application) -> list[tuple[int, bool]]:
    return list(application.statements.order_by("pk").values_list("pk", "current"))


@pytest.mark.parametrize("name", ["workbook", "workbook_upload"])
@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("colleague", 200), ("outsider", 404), ("city", 404), ("evaluator", 404)]
)
def test_who_may_take_the_workbook(name: str, who: str, status: int, draft: Application, world: World) -> None:
    response = world.client(who).get(at(draft, name))
    assert response.status_code == status
    response.close()


def test_nobody_elses_upload_is_found(draft: Application, world: World) -> None:
    sheet = brought(draft, world, lambda form: form.set("values", "output_value_total", "year0", 5000))
    for who in ("outsider", "city", "parkeditor"):
        assert world.client(who).get(at(draft, "workbook_apply", upload=sheet.pk)).status_code == 404
        assert apply(sheet, world, preview(sheet).digest, who=who).status_code == 404
    other = application_of(world, draft.round, kind="supply_chain")
    assert world.client("owner").get(at(other, "workbook_apply", upload=sheet.pk)).status_code == 404


def test_an_untouched_workbook_changes_nothing(draft: Application, world: World) -> None:
    seen = preview(brought(draft, world, lambda _form: None))
    assert (seen.changes, seen.problems, seen.kept) == ([], [], [])


@pytest.mark.long
def test_an_untouched_workbook_of_a_park_changes_nothing(world: World) -> None:
    park = application_of(world, round_of(world), unit="park", kind="park", by="parkeditor")
    fill(park, "park-01-good.yaml", world.hat("parkeditor"))
    seen = preview(brought(park, world, lambda _form: None, "parkeditor"))
    assert (seen.changes, seen.problems, seen.kept) == ([], [], [])
    assert seen.roster is not None
    assert not seen.roster.any


def test_a_preview_tells_what_changes_and_changes_nothing(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        form.set("values", "output_value_total", "year0", 5000)
        form.set("values", "output_value_total", "reason", "审计后调整")
        form.set("unit", "unit.contact", "value", "新联系人")

    before = statements(draft)
    sheet = brought(draft, world, edit)
    page = world.client("owner").get(at(draft, "workbook_apply", upload=sheet.pk)).content.decode()
    assert statements(draft) == before
    assert "新联系人" in page
    assert "王填报" in page  # who stated what stands there
    changes = {one.place: one for one in preview(sheet).changes}
    value = next(one for place, one in changes.items() if place.endswith("output_value_total"))
    assert value.kind == "changed"
    assert value.cell.startswith("产值与产品!")
    assert "5000" in value.then


def test_applying_states_it_and_writes_the_journal_once(draft: Application, world: World) -> None:
    sheet = brought(draft, world, lambda form: form.set("unit", "unit.contact", "value", "新联系人"))
    digest = preview(sheet).digest
    response = apply(sheet, world, digest)
    assert response.status_code == 302
    stated = claim(draft, "unit.contact")
    assert (stated.content, stated.by.login) == ("新联系人", "owner")
    assert stated.follows is not None
    (entry,) = Entry.objects.filter(act="application.workbook_applied")
    assert entry.after["places"] == ["unit.contact"]
    assert apply(sheet, world, digest).status_code == 302  # again, with another key
    assert Entry.objects.filter(act="application.workbook_applied").count() == 1


def test_the_same_key_acts_once(draft: Application, world: World) -> None:
    sheet = brought(draft, world, lambda form: form.set("unit", "unit.contact", "value", "新联系人"))
    client, digest = world.client("owner"), preview(sheet).digest
    address = at(draft, "workbook_apply", upload=sheet.pk)
    answers = [client.post(address, {"digest": digest, "idempotency_key": "k" * 20}).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Entry.objects.filter(act="application.workbook_applied").count() == 1


def test_what_was_stated_meanwhile_is_told_and_looked_at_again(draft: Application, world: World) -> None:
    sheet = brought(draft, world, lambda form: form.set("unit", "unit.contact", "value", "新联系人"))
    seen = preview(sheet)
    state(draft, "unit.contact", "同事填的人", world.hat("colleague"))
    response = apply(sheet, world, seen.digest, seen=seen.seen)
    assert response.status_code == 409
    page = response.content.decode()
    assert "李同事" in page
    assert "同事填的人" in page
    assert claim(draft, "unit.contact").content == "同事填的人"
    assert apply(sheet, world, preview(sheet).digest).status_code == 302
    assert claim(draft, "unit.contact").content == "新联系人"


def test_an_empty_cell_empties_nothing(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        form.set("values", "output_value_total", "year0", None)
        form.set("conditions", "NEG-6", "answer", None)

    seen = preview(brought(draft, world, edit))
    assert seen.changes == []
    assert any("总产值" in label for label in seen.kept)


def test_single_lines_can_be_left_out(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        form.set("unit", "unit.contact", "value", "新联系人")
        form.set("unit", "unit.phone", "value", "0431-1")

    sheet = brought(draft, world, edit)
    before = claim(draft, "unit.phone").content
    apply(sheet, world, preview(sheet).digest, leave=["unit.phone"])
    assert claim(draft, "unit.contact").content == "新联系人"
    assert claim(draft, "unit.phone").content == before


def test_rows_are_changed_added_and_never_removed(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        form.set("table.products", 0, "output_value", 123)
        last = len(draft.table_rows.filter(table="products"))
        form.set("table.products", last, "name", "新产品")
        form.set("table.products", last, "unit", "t")
        form.set("table.products", last, "qualified_output", 7)

    sheet = brought(draft, world, edit)
    kinds = [(one.kind, one.place.split(".")[0]) for one in preview(sheet).changes]
    assert kinds == [("changed", "products"), ("row", "products")]
    apply(sheet, world, preview(sheet).digest)
    assert claim(draft, "products.r1.output_value").content == "123"
    row = draft.table_rows.filter(table="products").latest("position")
    cells = {name: claim(draft, f"products.{row.key}.{name}") for name in ("name", "unit", "qualified_output")}
    assert {name: (one.content, one.unit) for name, one in cells.items()} == {
        "name": ("新产品", ""), "unit": ("t", ""), "qualified_output": ("7", "")
    }  # fmt: skip
    again = brought(draft, world, lambda _form: None)
    assert preview(again).changes == []


def test_the_same_rows_without_keys_are_not_doubled(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        (sheet,) = form.sheets("table.products")
        for line in range(2, sheet.max_row + 1):
            if sheet.cell(line, 1).value != "#rows":
                sheet.cell(line, 1).value = None

    assert preview(brought(draft, world, edit)).changes == []


def test_a_named_file_is_linked_and_an_unknown_one_told(draft: Application, world: World) -> None:
    file = file_for(draft, "产值审计报告.pdf", "values.output_value_total", world.hat("owner"))

    def edit(form: Form) -> None:
        form.set("values", "output_value_total", "evidence", "产值审计报告.pdf 第3页")
        form.set("values", "solid_generated", "year0", 321)
        form.set("values", "solid_generated", "evidence", "没有的文件.pdf")

    sheet = brought(draft, world, edit)
    changes = {one.place: one for one in preview(sheet).changes}
    assert changes["values.solid_generated"].notes
    apply(sheet, world, preview(sheet).digest)
    stated = claim(draft, next(place for place in changes if place.endswith("output_value_total")))
    assert (stated.evidence, stated.page) == (file, "第3页")


def test_an_answer_keeps_what_the_form_has_no_room_for(draft: Application, world: World) -> None:
    sheet = brought(draft, world, lambda form: form.set("conditions", "NEG-2a", "reason", "已核实"))
    before = claim(draft, "conditions.NEG-2a").content
    apply(sheet, world, preview(sheet).digest)
    after = claim(draft, "conditions.NEG-2a").content
    assert after["reason"] == "已核实"
    assert after["proof"] == before["proof"]


def test_after_a_return_only_what_was_sent_back_is_taken(draft: Application, world: World) -> None:
    Application.objects.filter(pk=draft.pk).update(returned=True)
    sheet = brought(draft, world, lambda form: form.set("unit", "unit.contact", "value", "新联系人"))
    (change,) = preview(sheet).changes
    assert change.refused
    assert apply(sheet, world, preview(sheet).digest).status_code == 302
    assert claim(draft, "unit.contact").content != "新联系人"


def test_nothing_is_applied_to_what_was_handed_in(draft: Application, world: World) -> None:
    sheet = brought(draft, world, lambda form: form.set("unit", "unit.contact", "value", "新联系人"))
    Application.objects.filter(pk=draft.pk).update(state="submitted")
    assert apply(sheet, world, preview(sheet).digest).status_code == 403


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


BAD = {
    "程序.xlsx": b"MZ\x90\x00" + b"\0" * 200,
    "旧表.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "损坏.xlsx": b"PK\x03\x04 broken",
    "别的.xlsx": packed(readme=b"no workbook"),
    "炸弹.xlsx": packed(**{"xl__workbook.xml": b"0" * 60_000_000}),
    "空.xlsx": b"",
    "文本.xlsx": "企业,代码".encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_form_of_ours_is_refused_with_a_reason(name: str, draft: Application, world: World) -> None:
    response = upload(draft, world, BAD[name], name)
    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    assert not UploadedSheet.objects.exists()


def test_a_workbook_with_macros_is_refused(draft: Application, world: World, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsm"
    path.write_bytes(download(draft, world))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert "宏" in upload(draft, world, path.read_bytes(), "带宏.xlsm").content.decode()


def test_a_file_over_the_limit_is_not_even_opened(
    draft: Application, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greenlist.applications.forms.sheets.MAX_BYTES", 100)
    monkeypatch.setattr("greenlist.applications.views.workbook.incoming", None)
    assert upload(draft, world, download(draft, world)).status_code == 422


def test_the_form_of_another_kind_unit_year_or_standard_is_refused(draft: Application, world: World) -> None:
    park = application_of(world, draft.round, unit="park", kind="park", by="parkeditor")
    assert "另一类" in upload(draft, world, download(park, world, "parkeditor")).content.decode()
    neighbour = completed(application_of(world, draft.round, unit="neighbour", by="outsider"), world, by="outsider")
    Application.objects.filter(pk=neighbour.pk).update(pack_id=draft.pack_id)
    assert "不是本单位" in upload(draft, world, download(neighbour, world, "outsider")).content.decode()
    form = Form(download(draft, world))
    form.set("unit", "evaluation_year", "value", 2022)
    assert "评价年" in upload(draft, world, form.bytes()).content.decode()
    form = Form(download(draft, world))
    form.set("guide", "pack", "value", "factory-2025")
    assert "重新下载" in upload(draft, world, form.bytes()).content.decode()


def test_a_cell_at_fault_is_named_and_the_rest_taken(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        form.set("values", "output_value_total", "year0", "很多")
        form.set("unit", "unit.contact", "value", "新联系人")

    seen = preview(brought(draft, world, edit))
    assert len(seen.problems) == 1
    assert "产值与产品!" in seen.problems[0]
    assert [one.place for one in seen.changes] == ["unit.contact"]


@pytest.mark.long
def test_a_table_that_is_too_long_is_told(draft: Application, world: World) -> None:
    def edit(form: Form) -> None:
        (sheet,) = form.sheets("table.products")
        keys = {cell.value: cell.column for cell in sheet[1] if cell.value}
        for line in range(10_000):
            sheet.cell(40 + line, keys["name"]).value = f"产品{line}"

    sheet = brought(draft, world, edit)
    seen = preview(sheet)
    assert all(one.refused for one in seen.changes)
    assert apply(sheet, world, seen.digest).status_code == 302
    assert draft.table_rows.filter(table="products").count() < 100


@pytest.mark.long
def test_many_rows_cost_no_more_queries(draft: Application, world: World, django_assert_max_num_queries: Any) -> None:
    def edit(form: Form) -> None:
        (sheet,) = form.sheets("table.products")
        keys = {cell.value: cell.column for cell in sheet[1] if cell.value}
        for line in range(300):
            sheet.cell(40 + line, keys["name"]).value = f"产品{line}"

    sheet = brought(draft, world, edit)
    digest = preview(sheet).digest
    with django_assert_max_num_queries(75):
        assert apply(sheet, world, digest).status_code == 302
    assert draft.table_rows.filter(table="products").count() > 300
