"""Gold labels: reading them, and finding the report each belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.model import Coverage


@dataclass(frozen=True, slots=True)
class GoldLabel:
    coverage: Coverage
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoldReport:
    """The labels of one report; ``order`` is its place among the reports of its file, from 0."""

    name: str
    file: Path
    order: int
    labels: dict[str, GoldLabel]
    defects: tuple[dict[str, Any], ...] = ()
    verified: tuple[dict[str, Any], ...] = ()
    identity: dict[str, Any] = field(default_factory=dict)


def read_gold(folder: Path, reports: Path | None = None) -> list[GoldReport]:
    """Read all labels under ``folder``. Reports are sought in ``reports``, else beside, above, or in ../seeds."""
    import yaml

    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise UsageError(f"“{folder}”里没有标注文件（*.yaml），请检查路径。")
    raw = [(file, yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))) for file in files]
    order: dict[str, list[tuple[int, str]]] = {}
    for file, data in raw:
        order.setdefault(data["file"], []).append(((data.get("range") or [0])[0], file.stem))
    places = [reports] if reports else [folder, folder.parent, folder.parent / "seeds", folder.parent / "reports"]
    result: list[GoldReport] = []
    for file, data in raw:
        path = next((place / data["file"] for place in places if (place / data["file"]).is_file()), None)
        if path is None:
            raise UsageError(f"找不到标注“{file.name}”对应的报告“{data['file']}”，请用 --reports 指明报告所在文件夹。")
        labels = {
            criterion: GoldLabel(label["coverage"], tuple(label.get("evidence") or ()), label.get("note") or "")
            for criterion, label in data["labels"].items()
        }
        place = [stem for _, stem in sorted(order[data["file"]])].index(file.stem)
        known = {key: data.get(key) for key in ("kind", "enforcing", "year", "multi_year", "title")}
        result.append(
            GoldReport(
                str(data.get("report") or file.stem),
                path,
                place,
                labels,
                tuple(data.get("defects") or ()),
                tuple(data.get("verified_numbers") or ()),
                known,
            )
        )
    return result
