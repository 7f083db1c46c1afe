"""All fuzz targets by name."""

from __future__ import annotations

from tests.fuzz import arguments, files, readers, records, rooms, service
from tests.fuzz.target import Opener

TARGETS: dict[str, Opener] = {
    **readers.TARGETS,
    **rooms.TARGETS,
    **files.TARGETS,
    **records.TARGETS,
    **arguments.TARGETS,
    **service.TARGETS,
}
