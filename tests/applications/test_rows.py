"""Rows of tables: added, taken out, put back, and what was typed around the button is not lost."""

import pytest

from applications.editing import KINDS, application_with, autosave, key
from greenlist.applications.data import application_data
from greenlist.applications.models import Application, Statement
from greenlist.journal.models import Entry
from world import World


@pytest.fixture
def application(world: World) -> Application:
    return application_with(world, *KINDS[1])


def act(world: World, application: Application, do: str, who: str = "owner", **fields: str) -> int:
    address = f"/applications/{application.pk}/rows/"
    return int(world.client(who).post(address, {"do": do, **fields, **key()}).status_code)


def test_a_row_counted_in_its_own_unit(world: World, application: Application) -> None:
    assert act(world, application, "add energy") == 302
    start = f"energy.{application.table_rows.get().key}"
    client = world.client("owner")
    for column, value in (
        ("type", "电力"),
        ("grade", "当量"),
        ("quantity", "2,100"),
        ("unit", "万kWh"),
        ("direction", "购入"),
    ):
        assert autosave(client, application, f"{start}.{column}", {"content": value}).status_code == 200
    row = application_data(application)["energy"][0]
    assert row["quantity"] == [{"value": "2,100", "witness": "claimed", "unit": "万kWh"}]
    assert row["unit"] == "万kWh"


def test_typed_cells_are_saved_before_a_row_is_added(world: World, application: Application) -> None:
    act(world, application, "add products")
    cell = f"products.{application.table_rows.get().key}.name"
    assert act(world, application, "add products", **{cell: "轴承"}) == 302
    assert application.table_rows.count() == 2
    assert application_data(application)["products"] == [{"name": "轴承"}]


def test_a_removed_row_leaves_the_data_and_comes_back(world: World, application: Application) -> None:
    act(world, application, "add products")
    row = application.table_rows.get()
    autosave(world.client("owner"), application, f"products.{row.key}.name", {"content": "轴承"})
    assert act(world, application, f"remove products.{row.key}") == 302
    assert "products" not in application_data(application)
    assert autosave(world.client("owner"), application, f"products.{row.key}.name", {"content": "x"}).status_code == 400
    assert act(world, application, f"restore products.{row.key}") == 302
    assert application_data(application)["products"] == [{"name": "轴承"}]
    assert Statement.objects.filter(place__startswith="products.").count() == 1
    assert set(Entry.objects.filter(act__contains="row_").values_list("act", flat=True)) == {
        "application.row_removed", "application.row_restored"}  # fmt: skip


def test_correction_inputs_are_offered_by_name_and_kept_by_id(world: World, application: Application) -> None:
    act(world, application, "add level_inputs")
    start = f"level_inputs.{application.table_rows.get().key}"
    page = world.client("owner").get(f"/applications/{application.pk}/s/table-level-inputs/").content.decode()
    label = page.partition('<option value="')[2].partition('"')[0]
    autosave(world.client("owner"), application, f"{start}.input", {"content": label})
    assert application_data(application)["level_inputs"][0]["input"] != label


@pytest.mark.parametrize(
    "do", ["", "add", "add nothing", "drop energy", "remove energy.none", "add unit", "add tenants"]
)
def test_nonsense_is_refused(world: World, application: Application, do: str) -> None:
    assert act(world, application, do) == 400
    assert not application.table_rows.exists()


@pytest.mark.parametrize(("who", "status"), [("owner", 302), ("colleague", 302), ("outsider", 404), ("province", 404)])
def test_who_may_add_rows(world: World, application: Application, who: str, status: int) -> None:
    assert act(world, application, "add energy", who) == status
