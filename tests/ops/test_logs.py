"""What the server writes down: machine-readable, with the request's id, without what only its owner may know."""

from __future__ import annotations

import json
import logging
import logging.config

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from greenlist.journal.context import Context, within
from greenlist.ops.logs import RequestLogMiddleware, logging_config, public_path


@pytest.fixture
def formatter() -> logging.Formatter:
    line = logging_config(level="INFO", form="json")["formatters"]["line"]
    made: logging.Formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=line["foreign_pre_chain"], processors=line["processors"]
    )
    return made


def test_a_line_is_one_json_object(formatter: logging.Formatter) -> None:
    record = logging.LogRecord("django", logging.WARNING, __file__, 1, "不是 %s", ("UTF-8",), None)
    got = json.loads(formatter.format(record))
    assert (got["event"], got["level"], got["logger"]) == ("不是 UTF-8", "warning", "django")
    assert got["timestamp"].endswith("Z")


def test_lines_of_a_request_carry_the_id_of_the_journal(caplog: pytest.LogCaptureFixture) -> None:
    answered = RequestLogMiddleware(lambda _: HttpResponse(status=204))
    with within(Context()) as context, caplog.at_level(logging.INFO, "greenlist.request"):
        answered(RequestFactory().get("/units/?name=secret"))
    event = caplog.records[-1].msg
    assert isinstance(event, dict)
    assert (event["path"], event["status"], event["request"]) == ("/units/", 204, str(context.id))
    assert "secret" not in str(event)


def test_a_link_that_lets_somebody_in_is_not_written_down() -> None:
    request = RequestFactory().get("/invitations/opens-a-door/")
    request.resolver_match = ResolverMatch(lambda _: None, (), {"token": "opens-a-door", "pk": 1})
    assert public_path(request) == "/invitations/***/"
