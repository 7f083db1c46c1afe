"""Gold labels: reading them, and finding the report each belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.model import Coverage
from checker.paths import is_file
from checker.yaml_form import FormError, read_source, validated

if TYPE_CHECKING:
    from checker.measuring.gold_form import GoldForm


_IDENTITY = ("kind", "enforcing", "year", "multi_year", "title")


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
    """Read all labels under ``folder``. Reports are sought in ``reports``, else beside, above, or in ../seeds.

    Raises :class:`UsageError` where there are no labels, a file of them is wrong or a report is not there.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise UsageError(f"“{folder}”里没有标注文件（*.yaml），请检查路径。")
    raw = [(file, _read(file)) for file in files]
    order: dict[str, list[tuple[int, str]]] = {}
    for file, data in raw:
        order.setdefault(data.file, []).append(((data.range or [0])[0], file.stem))
    places = [reports] if reports else [folder, folder.parent, folder.parent / "seeds", folder.parent / "reports"]
    result: list[GoldReport] = []
    for file, data in raw:
        path = next((place / data.file for place in places if is_file(place / data.file)), None)
        if path is None:
            raise UsageError(f"找不到标注“{file.name}”对应的报告“{data.file}”，请用 --reports 指明报告所在文件夹。")
        place = [stem for _, stem in sorted(order[data.file])].index(file.stem)
        result.append(
            GoldReport(
                data.report or file.stem,
                path,
                place,
                {
                    name: GoldLabel(one.coverage, tuple(one.evidence or ()), one.note or "")
                    for name, one in data.labels.items()
                },
                tuple(data.defects or ()),
                tuple(data.verified_numbers or ()),
                # what a label file does not say is not compared; an empty “year:” says that none is told
                {key: getattr(data, key) for key in _IDENTITY if key in data.model_fields_set},
            )
        )
    return result


def _read(file: Path) -> GoldForm:
    from checker.measuring.gold_form import GoldForm

    try:
        source, _ = read_source(file)
        return validated(source, source.data, GoldForm)
    except FormError as error:
        raise UsageError(f"标注文件有误：{error}。") from None
