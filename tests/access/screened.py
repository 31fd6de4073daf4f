"""What of screening the personas meet: a list, a run, an answer, a record that waits for a person, a decision."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.screenings import domain, queries
from greenlist.screenings.domain.looking import Seen
from greenlist.screenings.models import Judgement, Lookup
from screenings.ground import imported, penalty, run_city
from world import World

PENALTIES = "credit_china_penalties"


def screened(world: World, application: Application) -> dict[str, dict[str, Any]]:
    """The city has screened its round; of two records one is decided, with a paper, and one waits.

    One row of the list was refused, a public source is open to self-checks, and the unit has made one.
    """
    name, province = application.unit.name, world.hat("province")
    rows = [penalty(name), penalty(name, number=8), {"行政处罚决定书文号": "示罚〔2024〕9号"}]
    with tempfile.TemporaryDirectory() as folder:
        file = imported(world, Path(folder), PENALTIES, rows)
    run = run_city(world, application.round)
    first = run.units.get(application=application).findings.order_by("pk")[0]
    paper = SimpleUploadedFile("复函.pdf", pdf(text="复函"), "application/pdf")
    domain.judge(finding=first, verdict="does_not_count", reason="已撤销", document=paper, by=world.hat("city"))
    seen = Seen("NEG-1b", found=False, place="用电记录", looked_on=clock.today())
    domain.record_lookup(
        unit=run.units.get(application=application), identity=application.unit.uscc, name=name, seen=seen,
        document=SimpleUploadedFile("截图.pdf", pdf(text="截图"), "application/pdf"), by=world.hat("city"),
    )  # fmt: skip
    result = queries.newest_result(application)
    assert result is not None
    waits = queries.to_decide(queries.newest_results(Application.objects.filter(pk=application.pk)))[0]
    domain.open_source(authority=world.places["220000"], source=PENALTIES, by=province)
    domain.self_check(application=application, by=world.hat("owner"))
    of_file, of_round, of_run = {"pk": file.pk}, {"pk": application.round_id}, {"pk": run.pk}
    of_judgement, of_lookup = {"pk": Judgement.objects.get().pk}, {"pk": Lookup.objects.get().pk}
    return {
        "list-file": of_file, "list-refused": of_file, "list-withdraw": of_file,
        "list-open": {"source": "gsxt_status"}, "list-close": {"source": PENALTIES},
        "screening-round": of_round, "screening-run-start": of_round, "screening-judge-many": of_round,
        "screening-compare": of_round, "screening-run": of_run, "screening-export": of_run | {"form": "json"},
        "screening-unit": {"pk": result.pk}, "screening-judge": {"pk": waits.pk},
        "judgement-withdraw": of_judgement, "judgement-document": of_judgement,
        "lookup-new": {"pk": result.pk}, "lookup": of_lookup,
        "lookup-withdraw": of_lookup, "lookup-document": of_lookup,
        "api:screening-runs": {"round": application.round_id}, "api:screening-run-units": {"run": run.pk},
        "api:screening-unit": {"unit": result.pk},
    }  # fmt: skip
