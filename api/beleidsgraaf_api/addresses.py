"""Where this service is: as configured, else as bound, never as a client says."""

from __future__ import annotations

from starlette.types import Scope

from beleidsgraaf.settings import Settings


def base(scope: Scope, settings: Settings) -> str:
    """Return the address of the service without a slash at its end."""
    if given := settings.base_url.rstrip("/"):
        return given
    host, port = scope.get("server") or ("localhost", None)
    return f"{scope['scheme']}://{host}" + (f":{port}" if port else "")
