"""Requests made from the API's own description: each answer is one that it names."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from beleidsgraaf import lookup, records, settings
from beleidsgraaf_api import schemas
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_workspace import built

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("schema"))
    limits = settings.load({}, client_seconds=100_000.0)
    with serving(create_app(limits, workspace)) as client:
        yield client


def test_every_answer_is_one_that_is_described(client: httpx.Client) -> None:
    described = schemathesis.openapi.from_url(f"{client.base_url}/api/v1/openapi.json")
    operations = [each.ok() for each in described.get_all_operations()]  # type: ignore[union-attr]
    assert len(operations) > 20
    for operation in operations:

        @effort(
            max_examples=15 if operation.method == "get" else 3,  # each reading is a process
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=operation.as_strategy())
        def each(case: Any) -> None:
            case.call_and_validate(checks=CHECKS, timeout=60)

        each()


def test_every_operation_and_parameter_is_explained(client: httpx.Client) -> None:
    description = client.get("/api/v1/openapi.json").json()
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert "400" in operation["responses"], path
            for status, answer in operation["responses"].items():
                if status >= "400":
                    example = answer["content"]["application/problem+json"]["example"]
                    assert str(example["status"]) == status, path


@pytest.mark.parametrize("name", sorted(set(vars(schemas)) & {*lookup.__all__, *vars(records)}))
def test_a_shape_has_the_fields_of_the_value_that_it_shows(name: str) -> None:
    shape, value = getattr(schemas, name), getattr(lookup, name, None) or getattr(records, name)
    if not dataclasses.is_dataclass(value):
        return
    fields = {field.name for field in dataclasses.fields(value)} - {"segments"}
    assert set(shape.model_fields) - {"count"} == fields - {"count"}
