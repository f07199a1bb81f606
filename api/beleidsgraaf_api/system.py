"""For those who operate the service: does it live, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from beleidsgraaf_api.schemas import Health, Readiness
from beleidsgraaf_api.service import served, service

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def health() -> Health:
    """The process lives; it says nothing about a snapshot."""
    return Health()


@router.get("/readyz")
async def readiness(request: Request) -> Readiness:
    """A snapshot is in service; else 503 with the code ``snapshot_unavailable``."""
    return Readiness(snapshot=(await served(request)).snapshot_id)


@router.get("/metrics", response_class=Response, include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Figures on requests, workers, the cache and the snapshot, as Prometheus reads them."""
    figures = generate_latest(service(request).metrics.registry)
    return Response(figures, headers={"Content-Type": CONTENT_TYPE_LATEST})
