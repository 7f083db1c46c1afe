"""Counts and times of requests, and what the store holds, in Prometheus' text format."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

from checker.review import queue, submissions
from checker.review.service import Service
from checker.review.store.tables import Head
from checker.version import __version__

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counters of one process; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0
        self._count = 0

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        with self._lock:
            self._requests[method, route, status] += 1
            self._count += 1
            self._seconds += seconds
            for bound in _BUCKETS:
                if seconds <= bound:
                    self._buckets[bound] += 1

    def render(self, service: Service) -> str:
        """All figures; those of the store are read now."""
        return "\n".join([*self._of_requests(), *_of_store(service)]) + "\n"

    def _of_requests(self) -> Iterator[str]:
        with self._lock:
            requests, buckets = sorted(self._requests.items()), dict(self._buckets)
            seconds, count = self._seconds, self._count
        yield from _head("checker_info", "gauge", "The program's version.")
        yield f'checker_info{{version="{__version__}"}} 1'
        yield from _head("checker_requests_total", "counter", "Requests answered.")
        for (method, route, status), number in requests:
            yield f'checker_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}'
        yield from _head("checker_request_seconds", "histogram", "Time to answer a request.")
        for bound in _BUCKETS:
            yield f'checker_request_seconds_bucket{{le="{bound}"}} {buckets.get(bound, 0)}'
        yield f'checker_request_seconds_bucket{{le="+Inf"}} {count}'
        yield f"checker_request_seconds_sum {seconds:.6f}"
        yield f"checker_request_seconds_count {count}"


def _of_store(service: Service) -> Iterator[str]:
    with service.store.read() as session:
        states, jobs = submissions.count_states(session), queue.waiting(session)
        head = session.get(Head, 1)
    yield from _head("checker_submissions", "gauge", "Submissions by state.")
    for state, number in sorted(states.items()):
        yield f'checker_submissions{{state="{state}"}} {number}'
    yield from _head("checker_jobs", "gauge", "Jobs by state.")
    for state, number in sorted(jobs.items()):
        yield f'checker_jobs{{state="{state}"}} {number}'
    yield from _head("checker_trail_lines", "gauge", "Lines of the trail.")
    yield f"checker_trail_lines {head.seq if head else 0}"


def _head(name: str, kind: str, says: str) -> Iterator[str]:
    yield f"# HELP {name} {says}"
    yield f"# TYPE {name} {kind}"
