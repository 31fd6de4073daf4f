"""Units that wait for a decision, by the thousand: copies of one application that was handed in for good."""

from __future__ import annotations

from typing import Any

GROW = """
WITH made AS (
  INSERT INTO parties_organisation (kind, name, uscc, legal_rep, address, jurisdiction_id, industry4, field, status,
                                    status_reason, created_at)
  SELECT 'enterprise', '测速单位' || n || '有限公司', 'B' || lpad(n::text, 17, '0'), '', '', {city}, '1391', '',
         'confirmed', '', now() FROM generate_series({first}, {last}) n RETURNING id, name, uscc
), people AS (
  INSERT INTO parties_membership (person_id, organisation_id, role, duty, since, until)
  SELECT {person}, made.id, 'applicant_editor', 'business', now(), NULL FROM made RETURNING id
), applied AS (
  INSERT INTO applications_application (round_id, unit_id, city_id, kind, route, evaluation_year, pack_id, pack_hash,
    pack_reason, state, state_since, version, returned, created_by_id, created_at)
  SELECT a.round_id, made.id, a.city_id, a.kind, a.route, a.evaluation_year, a.pack_id, a.pack_hash, a.pack_reason,
         'consulted', now(), a.version, false, a.created_by_id, a.created_at
  FROM made, applications_application a WHERE a.id = {model} RETURNING id, unit_id
)
INSERT INTO applications_submission (application_id, number, data, evidence, result, receipt_number, receipt, digest,
                                     by_id, at)
SELECT applied.id, 1, jsonb_set(jsonb_set(s.data, '{{unit,name}}', to_jsonb(unit.name)), '{{unit,uscc}}',
                                to_jsonb(unit.uscc)),
       s.evidence,
       jsonb_set(jsonb_set(jsonb_set(s.result, '{{verdict}}', '"eligible"'), '{{priority,tier}}',
                           to_jsonb(CASE WHEN applied.id % 3 = 0 THEN 'priority' ELSE 'ordinary' END)),
                 '{{ranking_score,value}}', to_jsonb((60 + (applied.id * 7919 % 4000) / 100.0)::text)),
       'JL-' || applied.id, s.receipt, s.digest, s.by_id, s.at
FROM applied JOIN made unit ON unit.id = applied.unit_id,
     applications_submission s WHERE s.application_id = {model}
"""
_AT_ONCE = 500


def waiting(model: Any, person: Any, first: int, count: int) -> None:
    """So many factories of the model's city that were consulted about, each with the same one person who is told."""
    from django.db import connection

    application = model.application
    with connection.cursor() as cursor:
        for start in range(first, first + count, _AT_ONCE):
            last = min(start + _AT_ONCE, first + count) - 1
            cursor.execute(
                GROW.format(city=application.city_id, model=application.pk, person=person.pk, first=start, last=last)
            )
        cursor.execute("VACUUM ANALYZE")
