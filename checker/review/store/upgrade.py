"""Bringing a database to this version's tables. Going back is done with a backup, not with a migration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from checker.errors import UsageError
from checker.review.store.engine import WRITES, Store

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection


def revisions(store: Store) -> tuple[str | None, str]:
    """The revision that the database has (``None``: empty), and the one that this program needs.

    Raises ``UsageError`` where the database cannot be reached.
    """
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    try:
        with store.engine.connect() as connection:
            has = MigrationContext.configure(connection).get_current_revision()
            if has is None and inspect(connection).has_table("units"):
                raise UsageError("数据库里有表，但没有版本记录，不能确定是不是本程序的数据库，请核对数据库地址。")
            needs = ScriptDirectory.from_config(_config(connection)).get_current_head()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise UsageError(f"数据库连接不上：{reason}。请核对数据库地址，以及数据库是否已启动。") from None
    assert needs is not None
    return has, needs


def upgrade(store: Store) -> bool:
    """Brings the database up to date in one transaction; whether there was anything to do."""
    from alembic import command

    has, needs = revisions(store)
    if has == needs:
        return False
    with store.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.upgrade(_config(connection), "head")
    return True


def require_known(store: Store) -> None:
    """Raises ``UsageError`` where the service never kept anything: a wrong folder must not look like a clean trail."""
    path = store.engine.url.database
    if store.sqlite and path and path != ":memory:" and not Path(path).is_file():
        raise UsageError(f"没有找到数据库“{path}”，请到服务的文件夹里执行，或者用 --database、--config 指明。")
    if revisions(store)[0] is None:
        raise UsageError("这个数据库是空的，不是报送审核系统的数据库，请核对 --database、--config。")


def require_current(store: Store) -> None:
    """Fills an empty database; raises ``UsageError`` where it is of another version of the program."""
    has, needs = revisions(store)
    if has is None:
        upgrade(store)
    elif has != needs:
        raise UsageError(
            f"数据库是另一版本的（{has}，本程序需要 {needs}）。请先用 checker backup 备份，再执行 checker upgrade。"
        )


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    # a percent sign in the path would be taken for an interpolation
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
