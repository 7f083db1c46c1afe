"""What supervisors get, written beside the store: the dashboard, the workbook, the circular, Parquet on demand."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from checker.audit import cohort
from checker.audit.marks import Marks
from checker.audit.store import Store
from checker.errors import UsageError
from checker.rendering import write_atomically, writing

DASHBOARD, WORKBOOK, CIRCULAR, PARQUET = "dashboard.html", "audit.xlsx", "circular.docx", "parquet"
_BATCH = 50_000


def write_outputs(store: Store, folder: Path, *, parquet: bool = False) -> None:
    """Write every output of the folder; each file is whole or as it was before."""
    _write_for_people(store, folder)
    if parquet:
        export(store, folder / PARQUET)


def _write_for_people(store: Store, folder: Path) -> None:
    from checker.audit import circular, dashboard, workbook

    marks = Marks(store)
    made = cohort.tables(store, marks)
    with writing(folder / DASHBOARD) as page:
        page.writelines(dashboard.pieces(dashboard.gather(store, made, marks)))
    with writing(folder / WORKBOOK) as book:
        workbook.write(made, book)
    write_atomically(folder / CIRCULAR, circular.render(made))


def are_written(folder: Path, *, parquet: bool = False) -> bool:
    """Whether every output is in the folder."""
    wanted = [folder / name for name in (DASHBOARD, WORKBOOK, CIRCULAR)]
    wanted += [folder / PARQUET / "reports.parquet"] if parquet else []
    return all(path.is_file() for path in wanted)


def export(store: Store, folder: Path) -> None:
    """The tables of the cohort's reports as Parquet, a file each; needs pyarrow."""
    try:
        arrow: Any = import_module("pyarrow")
        files: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("没有安装 pyarrow，不能写出 Parquet，请先安装 pyarrow，或去掉 --parquet。") from None
    folder.mkdir(exist_ok=True)
    inside = "WHERE report IN (SELECT report FROM cohort) ORDER BY report"
    statements = {
        "reports": "SELECT * FROM cohort ORDER BY position, part",
        "problems": "SELECT * FROM problems ORDER BY position",
        **{name: f"SELECT * FROM {name} {inside}" for name in ("findings", "evidence", "facts", "measures")},
        "copies": "SELECT * FROM copies ORDER BY one, other",
        "runs": "SELECT * FROM runs ORDER BY one, other, number",
        "stale": "SELECT * FROM stale ORDER BY report, number",
        "followed": "SELECT * FROM followed ORDER BY report, role, number",
        "roster": "SELECT * FROM roster ORDER BY position",
    }
    types = _declared(store)
    for name, statement in statements.items():
        part = folder / f".{name}.part"
        found = store.db.execute(statement)
        heads = [column[0] for column in found.description]
        schema = arrow.schema([(head, getattr(arrow, types.get(head, "string"))()) for head in heads])
        with files.ParquetWriter(part, schema, compression="zstd") as writer:
            # rows are not held beside their columns
            while columns := [list(column) for column in zip(*found.fetchmany(_BATCH), strict=True)]:
                writer.write_table(arrow.table(columns, schema=schema))
                columns.clear()
        part.replace(folder / f"{name}.parquet")


_TYPES = {"INTEGER": "int64", "REAL": "float64"}


def _declared(store: Store) -> dict[str, str]:
    """The Arrow type of every column of the schema; a name has one type in all of its tables."""
    found = store.fetch(
        """SELECT c.name, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"""
    )
    return {name: _TYPES.get(declared, "string") for name, declared in found}
