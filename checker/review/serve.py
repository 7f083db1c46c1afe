"""Running it: the web server in this process, workers beside it, restarted when they die."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import fields
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from checker.errors import UsageError
from checker.review.app import create_app
from checker.review.clock import system_clock
from checker.review.logs import Log, json_log
from checker.review.service import Service, open_service
from checker.review.settings import PREFIX, Settings
from checker.review.store.upgrade import require_current, require_known
from checker.review.worker import Worker

_RESTART_SECONDS = 2.0
_NO_DOOR = {
    errno.EADDRINUSE: "端口已被占用，请用 --port 换一个端口，或者先停掉占用它的程序",
    errno.EACCES: "没有使用这个端口的权限，请换 1024 以上的端口",
    errno.EADDRNOTAVAIL: "本机没有这个地址，请核对 --host",
}


def serve(settings: Settings) -> None:
    """Serves until it is told to stop (Ctrl-C, SIGTERM); what is under way is finished first."""
    service = open_service(settings)
    require_current(service.store)
    door = _listen(settings.host, settings.port)
    log = json_log(system_clock)
    from checker.review.web import add_pages

    app = create_app(service, log, add_pages)
    crew = Crew(settings, log)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=_protocol(settings.head_seconds),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxy),
        forwarded_allow_ips=settings.trusted_proxy or None,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=30,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = uvicorn.Server(config)
    crew.start()
    sys.stderr.write(f"报送审核系统：http://{settings.host}:{settings.port}/　按 Ctrl-C 停止。\n")
    log("serve.begun", host=settings.host, port=settings.port, workers=settings.workers)
    try:
        server.run(sockets=[door])
    finally:
        crew.stop()
        service.store.close()


def _listen(host: str, port: int) -> socket.socket:
    """The socket to serve on, taken before anything is started. Raises ``UsageError``: uvicorn would exit by itself."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
    except OSError as error:
        door.close()
        why = _NO_DOOR.get(error.errno or 0, "请核对地址")
        raise UsageError(f"不能在 {host}:{port} 提供服务，{why}。") from None
    return door


def work(settings: Settings) -> None:
    """One worker; ends when standard input closes, which it does when the server that started it ends.

    Raises ``UsageError`` where there is no database of the service, or one of another version.
    """
    service = open_service(settings)
    with closing(service.store):
        # a worker beside the wrong database would wait for ever for work that is elsewhere
        require_known(service.store)
        require_current(service.store)
        _work(service)


def _work(service: Service) -> None:
    log = json_log(system_clock)
    stop = threading.Event()
    threading.Thread(target=_until_closed, args=(stop,), daemon=True).start()
    worker = Worker(service, f"{os.uname().nodename if hasattr(os, 'uname') else 'host'}:{os.getpid()}", log)
    worker.run(stop)


def _until_closed(stop: threading.Event) -> None:
    while sys.stdin.buffer.read(1):
        pass
    stop.set()
    # a job in a parser's hands may take minutes; its lease brings it back
    threading.Event().wait(20)
    os._exit(0)


class Crew(threading.Thread):
    """Keeps the workers alive. Each holds a pipe from here: however this process ends, they see it close."""

    def __init__(self, settings: Settings, log: Log) -> None:
        super().__init__(daemon=True)
        self.settings, self.log, self._ended = settings, log, threading.Event()
        self._hands: list[subprocess.Popen[bytes] | None] = [None] * settings.workers

    def run(self) -> None:
        while not self._ended.is_set():
            for index, hand in enumerate(self._hands):
                if hand is None or hand.poll() is not None:
                    if hand is not None:
                        self.log("worker.ended", code=hand.returncode)
                    self._hands[index] = _start(self.settings)
            self._ended.wait(_RESTART_SECONDS)

    def stop(self) -> None:
        self._ended.set()
        self.join()
        for hand in self._hands:
            if hand is not None and hand.stdin is not None:
                hand.stdin.close()
        for hand in self._hands:
            if hand is not None:
                try:
                    hand.wait(timeout=25)
                except subprocess.TimeoutExpired:
                    hand.kill()


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "checker", "worker"]
    # what the server was told otherwise than by its environment must not come to the worker from there
    ours = {PREFIX + one.name.upper() for one in fields(Settings)}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.Popen(command, stdin=subprocess.PIPE, env={**inherited, **environment(settings)})


def environment(settings: Settings) -> Mapping[str, str]:
    """The settings as the environment variables that give them."""
    return {
        PREFIX + one.name.upper(): str(getattr(settings, one.name))
        for one in fields(Settings)
        if getattr(settings, one.name) != one.default
    }


def _protocol(head_seconds: float) -> type[H11Protocol]:
    """uvicorn's HTTP with a time limit on the head of a request, which it lacks."""

    class Timed(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._waiting = asyncio.get_running_loop().call_later(head_seconds, self._give_up)

        def connection_lost(self, exc: Exception | None) -> None:
            self._waiting.cancel()
            super().connection_lost(exc)

        def _give_up(self) -> None:
            # the first head is not complete; later ones are held by the keep-alive limit
            if self.cycle is None:
                self.transport.close()

    return Timed


@contextmanager
def ready(settings: Settings, *, new: bool = False) -> Iterator[Service]:
    """An open, current database for as long as a command needs it; ``new``: made where there is none.

    Raises ``CheckerError``.
    """
    service = open_service(settings)
    with closing(service.store):
        if not new:
            require_known(service.store)
        require_current(service.store)
        yield service
