import time, pytest
from datetime import timedelta
from django.db import connection
from doorstep.casework.tests.factories import *
from doorstep.casework.selectors.lists import case_list, CaseFilter
from doorstep.casework.selectors.mine import my_work
from doorstep.casework.selectors.counts import place_counts, counts_by_kind
from doorstep.people.tests.factories import acting, everywhere

SQL = """
INSERT INTO casework_case (number, kind_id, words, answers, place, place_text, asked_by_name, channel, state, urgent, sensitive,
  level, holder_place, holder_role, reply_provisional, resolve_provisional, next_due_at, created_at, resolved_at, closed_at, rounds, version)
SELECT 'S'||i, CASE WHEN i%3=0 THEN 't-leak' WHEN i%3=1 THEN 't-alarm' ELSE 't-secret' END, '漏水', '{}',
  '310115' || lpad((i%42+1)::text,3,'0') || lpad((i/42%32+1)::text,3,'0') || '0010010101', '', '', 'desk',
  CASE WHEN i%25=0 THEN 'dispatched' ELSE 'closed' END, false, i%3=2,
  'community', '310115' || lpad((i%42+1)::text,3,'0') || lpad((i/42%32+1)::text,3,'0'), 'worker', false, false,
  CASE WHEN i%25=0 THEN timestamptz '2026-11-20' + (i%2000-1000)*interval '1 minute' END,
  timestamptz '2026-11-20' - (1000000-i)*interval '30 second',
  CASE WHEN i%25=0 THEN NULL ELSE timestamptz '2026-11-20' END,
  CASE WHEN i%25=0 THEN NULL ELSE timestamptz '2026-11-20' END, 1, 1
FROM generate_series(1,1000000) i
"""
@pytest.mark.django_db
def test_scale():
    t=town()
    @everywhere
    def load():
        with connection.cursor() as c:
            t0=time.time(); c.execute(SQL); print("load", time.time()-t0); c.execute("ANALYZE casework_case" ) if False else None
    load()
    from django.db import connections
    # the owner can't see it uncommitted; app role may analyze? no: not owner
    def timeit(label, actor, f):
        with acting(actor):
            f()
            ts=[]
            for _ in range(7):
                t0=time.perf_counter(); f(); ts.append(time.perf_counter()-t0)
        print(f"{label:40s} {sorted(ts)[3]*1000:8.2f} ms")
    for who, actor in (("chen", t.chen), ("centre", t.centre), ("district", t.district)):
        timeit(who+" newest", actor, lambda: case_list(actor, CaseFilter(), at=AT))
        timeit(who+" due", actor, lambda: case_list(actor, CaseFilter(), at=AT, order="due"))
        timeit(who+" late", actor, lambda: case_list(actor, CaseFilter(late=True), at=AT))
        timeit(who+" kind open", actor, lambda: case_list(actor, CaseFilter(kind=("t-leak",), open=True), at=AT))
        timeit(who+" one place", actor, lambda: case_list(actor, CaseFilter(place="310115005005"), at=AT))
        timeit(who+" my work", actor, lambda: my_work(actor, at=AT))
    p=dict(since=AT-timedelta(days=30), until=AT, at=AT)
    timeit("zhou counts", t.zhou, lambda: place_counts(t.zhou, SHIXIN, **p))
    timeit("centre counts", t.centre, lambda: place_counts(t.centre, SUBDISTRICT, **p))
    timeit("district counts", t.district, lambda: place_counts(t.district, DISTRICT, **p))
    timeit("district kinds", t.district, lambda: counts_by_kind(t.district, DISTRICT, **p))
    timeit("resident", t.sun_herself, lambda: case_list(t.sun_herself, CaseFilter(), at=AT))
