"""For those who operate the service: does it live, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter, Request

from beleidsgraaf_api.schemas import Health, Readiness
from beleidsgraaf_api.service import served

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def health() -> Health:
    """The process lives; it says nothing about a snapshot."""
    return Health()


@router.get("/readyz")
async def readiness(request: Request) -> Readiness:
    """A snapshot is in service; else 503 with the code ``snapshot_unavailable``."""
    return Readiness(snapshot=(await served(request)).snapshot_id)
