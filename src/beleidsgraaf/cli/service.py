"""The command that serves pages, look-ups and SPARQL over HTTP."""

from __future__ import annotations

import errno
import math
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from beleidsgraaf.cli.asking import EndpointOption
from beleidsgraaf.cli.main import notices
from beleidsgraaf.cli.store import workspace

if TYPE_CHECKING:
    import uvicorn


def add_to(app: typer.Typer) -> None:
    """Put the command on the application."""
    app.command()(serve)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")
    ] = 8000,
    base_url: Annotated[
        str, typer.Option("--base-url", help="Public address, where a proxy stands before it.")
    ] = "",
    trusted_proxies: Annotated[
        str,
        typer.Option("--trusted-proxies", help="Proxies whose X-Forwarded headers count."),
    ] = "",
    endpoint: EndpointOption = "",
    review: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Also serve /review, where this actor, such as jan-jansen, decides on finds.",
        ),
    ] = "",
) -> None:
    """Serve the current snapshot. Ctrl+C ends it.

    Example: beleidsgraaf serve --port 8080

    Example: beleidsgraaf serve --review jan-jansen
    """
    import importlib

    import uvicorn

    from beleidsgraaf import settings
    from beleidsgraaf.query.endpoint import address as address_of_endpoint

    if review:
        _keep_local(review, host, trusted_proxies)
    given = {"base_url": base_url, "endpoint": endpoint}
    chosen = settings.load(None, **{name: value for name, value in given.items() if value})
    if chosen.endpoint:
        address_of_endpoint(chosen)
    # by its name: the library does not import the service
    create_app = importlib.import_module("beleidsgraaf_api.app").create_app
    listener = _listen(host, port)
    address = f"http://{_shown(host)}:{listener.getsockname()[1]}"
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(chosen, workspace(context), review),
            log_level="warning",
            access_log=False,
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=trusted_proxies or None,
            server_header=False,
            timeout_graceful_shutdown=math.ceil(chosen.drain_seconds),
            ws="none",
        )
    )
    _prepare_log(chosen.access_log)
    _run(server, listener, address)


def _keep_local(reviewer: str, host: str, trusted_proxies: str) -> None:
    """Refuse to let strangers write: pages for reviewing are for this machine alone."""
    from beleidsgraaf import terms
    from beleidsgraaf.errors import InputError

    terms.thing("actor", reviewer)
    if trusted_proxies or host not in ("127.0.0.1", "::1", "localhost"):
        raise InputError(
            "Reviews are made on this machine only.",
            remedy="Leave out --host and --trusted-proxies.",
        )


def _prepare_log(access_log: str) -> None:
    """Write the access log, if wanted, to standard output; leave advice to install things out."""
    import logging

    if access_log:
        lines = logging.getLogger("beleidsgraaf.access")
        lines.addHandler(logging.StreamHandler(sys.stdout))
        lines.setLevel(logging.INFO)
        lines.propagate = False
    # any stranger may ask for an upgrade; ours answers it, and the server need not say more
    logging.getLogger("uvicorn.error").addFilter(
        lambda record: not record.getMessage().startswith(("Unsupported upgrade", "No supported W"))
    )


def _run(server: uvicorn.Server, listener: socket.socket, address: str) -> None:
    """Run until a signal ends it, and say the address once it answers."""
    import asyncio

    async def announced() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            notices.print(f"Serving at {address}", markup=False)
        await serving

    # the server raises the signal anew once it has drained; that it ended well is status 0
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        asyncio.run(announced())
    except KeyboardInterrupt:
        notices.print("Stopped.")


def _listen(host: str, port: int) -> socket.socket:
    """Return a bound socket; a port in use is told before anything is opened."""
    from beleidsgraaf.errors import InputError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only where the protocol is named: else 40 ms an answer
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"Port {port} of {host} is in use.", remedy=f"Take another: --port {port + 1}."
            ) from None
        raise InputError(f"Cannot listen on {host} port {port}: {error.strerror}.") from None
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
