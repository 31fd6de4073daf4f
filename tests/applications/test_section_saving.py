"""A section saved as a whole: what is typed arrives, what cannot be read is kept and named, nothing is lost."""

from decimal import Decimal

import pytest

from applications.editing import KINDS, answers_to, application_with, save, section_url
from greenlist.applications.data import application_data
from greenlist.applications.evaluating import evaluate_data
from greenlist.applications.models import Application, Statement
from greenlist.applications.sections import sections_of
from greenlist.engine.application import read_application
from greenlist.engine.fields import fields_of
from greenlist.rounds.law import book_of
from world import World

FACTORY = KINDS[1]


@pytest.mark.parametrize(("policy", "pack", "unit", "kind", "by"), KINDS, ids=[kind[1] for kind in KINDS])
@pytest.mark.long
def test_what_is_typed_in_every_section_reaches_the_engine(
    world: World, policy: str, pack: str, unit: str, kind: str, by: str
) -> None:
    application = application_with(world, policy, pack, unit, kind, by)
    client, places = world.client(by), set()
    for section in sections_of(application):
        if section.kind == "questions":
            fields = {name: value for one in section.questions for name, value in answers_to(one).items()}
            answer = save(client, application, section.id, post=fields)
            assert answer.status_code == 302, section.id
            places |= {place for one in section.questions if one.asked for place in one.places}
        elif section.kind == "table":
            client.post(
                f"/applications/{application.pk}/rows/", {"do": f"add {section.table}", "idempotency_key": section.id}
            )
            row = application.table_rows.get(table=section.table)
            fields = {name: value for one in section.row(row.key) for name, value in answers_to(one).items()}
            assert save(client, application, section.id, post=fields).status_code == 302
    data = application_data(application)
    case, problems = read_application(data, fields_of(book_of(application.round)))
    assert [problem.text() for problem in problems] == []
    assert case is not None
    assert_everything_arrived(application, case)


def assert_everything_arrived(application: Application, case: object) -> None:
    """Every statement is in the case: values by field, answers by id, rows by table."""
    stated = [one.place.split(".") for one in Statement.objects.filter(application=application, current=True)]
    assert len(stated) > 20
    for section, *rest in stated:
        if section == "values":
            assert rest[0] in case.values
        elif section == "years":
            assert rest[1] in case.years[int(rest[0])]
        elif section in {"conditions", "judged", "declared", "not_applicable"}:
            assert ".".join(rest) in getattr(case, section)
        elif section == "chosen":
            assert rest[0] in case.chosen
        elif section == "unit":
            assert rest[0] in case.unit
        elif section == "claimed_score":
            assert case.claimed_score.total == Decimal("92.4")
        elif section != "narrative":
            assert rest[1] in case.tables[section][0]


def test_a_draft_with_nonsense_everywhere_is_still_evaluated(world: World) -> None:
    application = application_with(world, *FACTORY)
    client = world.client("owner")
    answer = save(
        client, application, "data-resource", post={"values.water_intake": "约三万", "values.solid_generated": "1e99"}
    )
    assert answer.status_code == 422
    exclusions = {
        "conditions.NEG-6:shown": "1", "conditions.NEG-6:answer": "met", "conditions.NEG-6:proof.0.source": "x",
        "conditions.NEG-6:proof.0.file": "a.png", "conditions.NEG-6:proof.0.queried_on": "去年",
    }  # fmt: skip
    assert save(client, application, "exclusions", post=exclusions).status_code == 422
    score = {"claimed_score:shown": "1", "claimed_score:total": "九十二", "claimed_score:report": "报告.pdf"}
    assert save(client, application, "route", post=score).status_code == 422
    evaluated = evaluate_data(application.round, application_data(application))
    assert evaluated.result is not None
    assert any("取水量" in problem for problem in evaluated.result["problems"])


def test_what_is_valid_is_saved_beside_what_is_not(world: World) -> None:
    application = application_with(world, *FACTORY)
    client = world.client("owner")
    answer = save(client, application, "data-resource", post={
        "values.water_intake": "３０，８００", "values.water_reuse": "9.2", "values.water_reuse:unit": "万m3",
        "values.solid_generated": "很多",
    })  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-values.solid_generated"' in page
    assert 'value="很多"' in page
    assert "读作 30,800 m³" in page
    assert "读作 92,000 m³" in page
    data = application_data(application)
    assert data["values"]["water_intake"] == "３０，８００"
    assert data["values"]["water_reuse"] == [{"value": "9.2", "witness": "claimed", "unit": "万m3"}]
    assert data["values"]["solid_generated"] == "很多"


def test_an_unchanged_form_states_nothing_again(world: World) -> None:
    application = application_with(world, *FACTORY)
    client = world.client("owner")
    save(client, application, "data-resource", post={"values.water_intake": "100"})
    before = Statement.objects.count()
    base = str(Statement.objects.get().pk)
    save(client, application, "data-resource", post={"values.water_intake": " 100 ", "values.water_intake:base": base})
    assert Statement.objects.count() == before


def test_a_wrong_unit_is_kept_and_told(world: World) -> None:
    application = application_with(world, *FACTORY)
    answer = save(world.client("owner"), application, "data-resource", post={
        "values.water_intake": "5", "values.water_intake:unit": "kWh"})  # fmt: skip
    assert answer.status_code == 422
    assert "不能换算成 m³" in answer.content.decode()
    assert Statement.objects.get().unit == "kWh"


def test_a_text_beyond_every_bound_is_refused_and_stays_in_its_field(world: World) -> None:
    application = application_with(world, *FACTORY)
    text = "长" * 20_001
    answer = save(world.client("owner"), application, "narrative", post={"narrative.process_intro": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_text_beyond_its_limit_is_kept_and_told(world: World) -> None:
    application = application_with(world, *FACTORY)
    answer = save(world.client("owner"), application, "narrative", post={"narrative.highlights": "亮" * 101})
    assert answer.status_code == 422
    assert "最多 100 字" in answer.content.decode()
    assert Statement.objects.get().content == "亮" * 101


def test_a_file_of_another_application_is_no_answer(world: World) -> None:
    application = application_with(world, *FACTORY)
    post = {"values.water_intake": "5", "values.water_intake:evidence": "999999"}
    assert save(world.client("owner"), application, "data-resource", post=post).status_code == 400


def test_saving_goes_on_to_the_next_section(world: World) -> None:
    application = application_with(world, *FACTORY)
    client = world.client("owner")
    answer = save(client, application, "unit", post={"unit.contact": "王"})
    assert answer["Location"] == section_url(application, "route")
    assert save(client, application, "unit", post={"stay": "1"})["Location"] == section_url(application, "unit")
