"""Which engine answers: processes of this machine, or an endpoint elsewhere."""

from __future__ import annotations

from beleidsgraaf.query.backend import Backend, Report
from beleidsgraaf.query.pool import LocalPool, data_of
from beleidsgraaf.query.remote import RemoteEngine
from beleidsgraaf.settings import Settings
from beleidsgraaf.store.snapshot import Snapshot


async def start(found: Snapshot, settings: Settings, report: Report | None = None) -> Backend:
    """Return an engine over a snapshot: on the endpoint of the settings, else on this machine.

    Raise ``SnapshotError`` where it does not hold the snapshot, ``EndpointFailed`` where the
    endpoint does not answer.
    """
    if settings.endpoint:
        return await RemoteEngine.start(settings, found.id, found.manifest.graphs, report)
    return await LocalPool.start(data_of(found, settings), found.id, settings, report=report)
