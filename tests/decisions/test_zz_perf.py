from __future__ import annotations
import time
import pytest
from decimal import Decimal
from django.urls import reverse
from greenlist.engine import clock
from greenlist.decisions.domain import open_batch
from greenlist.decisions.models import Stage
from greenlist.panels.models import Assignment, Panel, ScoreSheet
from greenlist.panels.queries.results import reviews_of
from .meeting_ground import experts, recommended

@pytest.mark.django_db
def test_perf(world):
    t=time.process_time(); cases = recommended(world, 2000); print("made", time.process_time()-t)
    people = experts(world)
    panel = Panel.objects.create(round=cases[0].round, place=world.places["220000"], name="第一组", kind="factory", state="closed", per_case=3, created_by=world.hat("province").person, created_at=clock.now())
    rows = Assignment.objects.bulk_create(Assignment(panel=panel, application=c, expert=e, how="solver", why="专业相符", by=panel.created_by, at=clock.now()) for c in cases for e in people)
    newest = {c.pk: c.submissions.only("pk").get() for c in cases}
    ScoreSheet.objects.bulk_create(ScoreSheet(assignment=r, submission=newest[r.application_id], total=Decimal(60+(r.pk*7)%35), advice="yes", started_at=clock.now(), signed_at=clock.now()) for r in rows)
    t=time.process_time(); batch = open_batch(round=cases[0].round, stage=Stage.MEETING, by=world.hat("province")); print("open", time.process_time()-t)
    from django.db import connection
    with connection.cursor() as c: c.execute("ANALYZE")
    t=time.process_time(); reviews_of(cases); print("reviews", time.process_time()-t)
    client = world.client("province"); path = reverse("meeting", args=[batch.pk])
    client.get(path)
    for q in ({}, {"page": "20"}, {"review": "conflicting"}, {"text": "示例工厂1"}):
        best = min(_t(client, path, q) for _ in range(5)); print(q, "ms", best)
    t=time.process_time(); client.get(reverse("panel-results", args=[panel.pk])); print("results", time.process_time()-t)
    t=time.process_time(); client.get(reverse("meeting-minutes", args=[batch.pk, "pdf"])); print("minutes pdf", time.process_time()-t)

def _t(client, path, q):
    t=time.process_time(); w=time.time(); assert client.get(path, q).status_code == 200; return round((time.process_time()-t)*1000), round((time.time()-w)*1000)
