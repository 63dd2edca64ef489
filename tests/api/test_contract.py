"""The API against its own description, with parameters that nobody would think of."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.contrib.auth.models import Permission, User
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from rest_framework.authtoken.models import Token
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from events.api.bodies import WriteThrottle
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
WRITING = [("GET", "submissions/{id}/"), ("POST", "articles/")]
ADDRESSES += ["articles/{id}/versions/", "articles/{id}/changes/"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "address", "signs_in"),
    [
        *(("GET", address, False) for address in ADDRESSES),
        *((method, address, who) for method, address in WRITING for who in (False, True)),
    ],
)
def test_answers_as_described(method: str, address: str, signs_in: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    operation = schemathesis.openapi.from_wsgi("/api/v1/schema", application)[f"/api/v1/{address}"][method]

    monkeypatch.setattr(WriteThrottle, "rate", None, raising=False)
    user = User.objects.create_user("robot")
    user.user_permissions.add(Permission.objects.get(codename="add_article"))
    # Reading needs no token, and is tried without.
    token = f"Token {Token.objects.create(user=user).key}"
    headers = {"Authorization": token} if signs_in else {}

    @given(case=operation.as_strategy())
    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers=headers)

    answers()
