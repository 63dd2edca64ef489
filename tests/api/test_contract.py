"""The API against its own description, with parameters that nobody would think of."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from tracker.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chronicle")]

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep requests from closing the connection that the test's transaction lives in, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


LISTS = ["events", "actors", "policies", "articles", "sources", "statements", "commitments"]
ADDRESSES = [f"{name}/{single}" for name in LISTS for single in ("", "{id}/")]
ADDRESSES += ["articles/{id}/versions/", "articles/{id}/changes/"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "address"),
    [*(("GET", address) for address in ADDRESSES), ("GET", "submissions/{id}/"), ("POST", "articles/")],
)
def test_answers_as_described(method: str, address: str) -> None:
    operation = schemathesis.openapi.from_wsgi("/api/v1/schema", application)[f"/api/v1/{address}"][method]

    @given(case=operation.as_strategy())
    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    answers()
