"""Figures on the service for Prometheus, in a registry of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from beleidsgraaf.query.backend import Lane
from beleidsgraaf_api.kept import AnswerCache

_BUCKETS: Final = (0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class State(Protocol):
    """What is read at the moment of asking."""

    @property
    def snapshot_id(self) -> str:
        """The snapshot in service, empty without one."""

    @property
    def waiting(self) -> dict[Lane, int]:
        """The queries that wait for a worker, by lane."""


class Metrics:
    """What is counted as it happens; the rest is read from the service when it is asked for."""

    def __init__(self, cache: AnswerCache, state: State) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_Now(cache, state))
        self._requests = Counter(
            "beleidsgraaf_requests", "Requests.", ("route", "method", "status"),
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "beleidsgraaf_request_seconds", "Time until an answer was sent.", ("route",),
            buckets=_BUCKETS, registry=self.registry,
        )  # fmt: skip
        self._worker_seconds = Counter(
            "beleidsgraaf_worker_seconds", "Time that workers were taken.", ("lane",),
            registry=self.registry,
        )  # fmt: skip
        self._queries = Counter(
            "beleidsgraaf_queries", "Uses of a worker, by what came of it.", ("lane", "outcome"),
            registry=self.registry,
        )  # fmt: skip
        self._switches = Counter(
            "beleidsgraaf_snapshot_switches", "Snapshots that came into service.",
            registry=self.registry,
        )  # fmt: skip

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is one of few."""
        self._requests.labels(route, method, status).inc()
        self._seconds.labels(route).observe(seconds)

    def report(self, lane: Lane, seconds: float, outcome: str) -> None:
        """Count a use of a worker; ``outcome`` is ``ok`` or the code of the error."""
        self._worker_seconds.labels(lane).inc(seconds)
        self._queries.labels(lane, outcome).inc()

    def switched(self) -> None:
        """Count a snapshot that came into service."""
        self._switches.inc()


class _Now(Collector):
    def __init__(self, cache: AnswerCache, state: State) -> None:
        self._cache = cache
        self._state = state

    def collect(self) -> Iterator[Metric]:
        for name, text, value in (
            ("hits", "Answers that were kept.", self._cache.hits),
            ("misses", "Answers that were not kept.", self._cache.misses),
        ):
            yield CounterMetricFamily(f"beleidsgraaf_cache_{name}", text, value)
        yield GaugeMetricFamily(
            "beleidsgraaf_cache_bytes", "Memory of kept answers.", self._cache.size
        )
        waiting = GaugeMetricFamily(
            "beleidsgraaf_queue", "Queries that wait for a worker.", labels=("lane",)
        )
        for lane, number in self._state.waiting.items():
            waiting.add_metric((lane,), number)
        yield waiting
        snapshot = GaugeMetricFamily(
            "beleidsgraaf_snapshot", "The snapshot in service.", labels=("id",)
        )
        if self._state.snapshot_id:
            snapshot.add_metric((self._state.snapshot_id,), 1)
        yield snapshot
