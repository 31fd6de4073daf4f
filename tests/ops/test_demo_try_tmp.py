import time, pytest
from greenlist.ops.demo import jobs, seeding
from greenlist.panels.models import *
from greenlist.notices.models import *
from greenlist.decisions.models import *
from greenlist.reviews.models import *
@pytest.mark.django_db
def test_try():
    from greenlist.ops.demo.onward import STEPS
    import time
    T=t=time.process_time(); w=time.time()
    seeding.seed(); print("seed", time.process_time()-t, time.time()-w); T=time.process_time()
    for n, s in enumerate(STEPS):
        t=time.process_time(); w=time.time()
        try:
            jobs.carry_on(step=n)
        except Exception as e:
            print("FAIL", n, s, repr(e), getattr(e, "objections", "")); raise
        print(n, getattr(s,"func",s).__name__, round(time.process_time()-t,2), round(time.time()-w,2), flush=True)
    print("TOTAL cpu", time.process_time()-T)
    from collections import Counter
    from greenlist.applications.models import Application
    from greenlist.panels.queries.results import reviews_of



    print(list(Application.objects.values_list("unit__name","city__name","state","route")))
    for a,r in reviews_of(list(Application.objects.filter(state="recommended"))).items(): print(a, r.state, r.needed, r.signed, r.spread, r.mean)
    print(list(Assignment.objects.values_list("panel__name","expert__person__login","application__unit__name","how","sheet__signed_at","sheet__total")))
    print(list(Notice.objects.values()), list(Objection.objects.values_list("state","anonymous")))
    print(list(Batch.objects.values_list("title","state")), list(Line.objects.values_list("batch__title","outcome","score","tier")))

    print(list(FormalCheck.objects.filter(left__gt=0).values()), CheckedPoint.objects.filter(check_of__left__gt=0).count())
    from procrastinate.contrib.django.models import ProcrastinateJob
    print(Counter(ProcrastinateJob.objects.values_list("task_name", flat=True)))
