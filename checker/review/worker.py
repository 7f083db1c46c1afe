"""A worker process: takes jobs until it is told to stop, keeps its lease alive, and dies rather than hang."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from checker.review import jobs, queue
from checker.review.service import Service

Told = Callable[..., None]
_IDLE = 0.25
_SHORTEST_IDLE = 0.02


class Worker:
    """Takes one job at a time. ``tell(event, **facts)`` gets what the log should know."""

    def __init__(self, service: Service, name: str, tell: Told = lambda event, **facts: None) -> None:
        self.service, self.name, self.tell = service, name, tell

    def run(self, stop: threading.Event) -> None:
        """Works until ``stop`` is set; a broken database is waited for."""
        idle = _SHORTEST_IDLE
        while not stop.is_set():
            try:
                busy = self.once()
            except Exception as error:  # the database may be away for a while; the worker stays
                self.tell("worker.trouble", error=type(error).__name__)
                stop.wait(2.0)
                continue
            idle = _SHORTEST_IDLE if busy else min(idle * 2, _IDLE)
            if not busy:
                stop.wait(idle)

    def once(self, kinds: tuple[str, ...] = ()) -> bool:
        """One job, if one is due."""
        service = self.service
        job = queue.take(service.store, service.clock(), self.name, service.settings.lease_seconds, kinds)
        if job is None:
            return False
        began = time.monotonic()
        handler = jobs.HANDLERS.get(job.kind)
        pulse = _Pulse(self, job)
        pulse.start()
        problem = ""
        try:
            if handler is None:
                jobs.give_up(service, job, self.name, f"不认识这种工作：{job.kind}")
            else:
                handler(service, job, self.name)
        except Exception as error:
            problem = type(error).__name__
            self._failed(job, problem)
        finally:
            pulse.stop()
        facts: dict[str, Any] = {"job": job.id, "kind": job.kind, "subject": job.subject, "attempt": job.attempt}
        self.tell("job.done", **facts, seconds=round(time.monotonic() - began, 3), problem=problem)
        return True

    def _failed(self, job: queue.Leased, kind: str) -> None:
        """Our own mistake: tried again a little later, then given up with a sentence."""
        service = self.service
        if job.attempt >= queue.MOST_ATTEMPTS.get(job.kind, 3):
            jobs.give_up(service, job, self.name, f"处理时程序出错（{kind}），请把文件名和时间告诉管理员。")
            return
        with service.store.write() as session:
            queue.postpone(session, job, self.name, service.clock() + timedelta(seconds=2 * job.attempt))


class _Pulse(threading.Thread):
    """Renews the lease while the job runs; ends the process when the job takes too long."""

    def __init__(self, worker: Worker, job: queue.Leased) -> None:
        super().__init__(daemon=True)
        self.worker, self.job, self._ended = worker, job, threading.Event()

    def stop(self) -> None:
        self._ended.set()

    def run(self) -> None:
        service = self.worker.service
        settings = service.settings
        deadline = time.monotonic() + settings.job_seconds
        while not self._ended.wait(settings.lease_seconds / 3):
            try:
                if time.monotonic() > deadline:
                    sentence = f"检查超过 {settings.job_seconds} 秒仍未完成，请拆分文件或者换一种格式再上传。"
                    jobs.give_up(service, self.job, self.worker.name, sentence)
                    self.worker.tell("job.too_long", job=self.job.id)
                    os._exit(75)
                until = service.clock() + timedelta(seconds=settings.lease_seconds)
                queue.renew(service.store, self.job, self.worker.name, until)
            except Exception as error:  # one missed pulse is no harm; the next one may come through
                self.worker.tell("worker.trouble", error=type(error).__name__)
