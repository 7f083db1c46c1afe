"""``checker serve`` and what keeps a service well: first administrator, trail, backup, restore, upgrade."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.review.settings import Settings

ConfigOption = Annotated[Path | None, typer.Option("--config", "-c", help="配置文件（TOML）。")]
DatabaseOption = Annotated[str | None, typer.Option("--database", help="数据库地址，默认 sqlite:///checker.db。")]

admin_app = typer.Typer(
    help="管理员：在服务器上建立第一位管理员，或者重设管理员密码。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
trail_app = typer.Typer(
    help="操作记录：核验有没有被改动。", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


def register(app: typer.Typer) -> None:
    """Add the service's commands to the command line."""
    app.command("serve")(serve_command)
    app.command("worker", hidden=True)(worker_command)
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)
    app.command("upgrade")(upgrade_command)
    app.add_typer(admin_app, name="admin")
    app.add_typer(trail_app, name="trail")


def _settings(config: Path | None, database: str | None, **given: object) -> Settings:
    from dataclasses import replace
    from importlib.util import find_spec

    if find_spec("sqlalchemy") is None:
        raise UsageError("这项功能需要另外安装，请执行 pip install 'fazhi-checker[serve]'。")
    from checker.review.settings import load

    changes: dict[str, Any] = {
        key: value for key, value in {"database": database, **given}.items() if value is not None
    }
    return replace(load(config), **changes)


def serve_command(
    config: ConfigOption = None,
    database: DatabaseOption = None,
    host: Annotated[str | None, typer.Option("--host", help="监听地址，默认只限本机 127.0.0.1。")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="端口，默认 8000。")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=64, help="检查报告的进程数，默认 2。")] = None,
) -> None:
    """启动报送审核系统（网页和接口）。"""
    settings = _settings(config, database, host=host, port=port, workers=workers)
    from checker.review.serve import serve

    serve(settings)


def worker_command(config: ConfigOption = None, database: DatabaseOption = None) -> None:
    """检查报告的进程；由 serve 启动，也可以单独启动。标准输入关闭时退出。"""
    settings = _settings(config, database)
    from checker.review.serve import work

    work(settings)


@admin_app.command("add")
def admin_add_command(
    login: Annotated[str, typer.Argument(help="用户名。", show_default=False)],
    name: Annotated[str, typer.Option("--name", help="姓名，默认同用户名。")] = "",
    unit: Annotated[str, typer.Option("--unit", help="最上级单位名称；第一次执行时建立。")] = "",
    kind: Annotated[str, typer.Option("--kind", help="最上级单位类别：province、city、county 等。")] = "city",
    config: ConfigOption = None,
    database: DatabaseOption = None,
) -> None:
    """建立管理员；已有这个用户名的，重设密码并恢复管理员角色。密码显示一次，登录后须修改。"""
    settings = _settings(config, database)
    from checker.review.desk import add_administrator
    from checker.review.serve import ready

    with ready(settings, new=True) as service:
        password = add_administrator(service, login, name or login, unit, kind)
    typer.echo(f"管理员“{login}”的初始密码：{password}")
    typer.echo("请登录后立即修改。")


@trail_app.command("verify")
def trail_verify_command(
    expected: Annotated[str, typer.Option("--expected", help="以前另存的摘要，核对它以前的记录有没有被改。")] = "",
    config: ConfigOption = None,
    database: DatabaseOption = None,
) -> None:
    """核验操作记录：0 完好，1 被改动过，2 不能核验。"""
    settings = _settings(config, database)
    from checker.review import trail
    from checker.review.serve import ready

    with ready(settings) as service, service.store.read() as session:
        found = trail.verify(session, expected.strip().lower())
    for sentence in found.problems:
        typer.echo(f"✗ {sentence}")
    typer.echo(f"{'完好' if found.holds else '被改动过'}：共 {found.lines} 条，末条摘要 {found.digest}")
    raise typer.Exit(0 if found.holds else 1)


def backup_command(
    target: Annotated[Path, typer.Argument(help="备份文件，如 备份.zip。", show_default=False)],
    config: ConfigOption = None,
    database: DatabaseOption = None,
) -> None:
    """备份全部数据到一个文件；服务运行时也可以执行。"""
    settings = _settings(config, database)
    from checker.review.backup import backup
    from checker.review.serve import ready

    with ready(settings) as service:
        made = backup(service, target)
    typer.echo(f"已备份到“{target}”：{made.rows} 行，操作记录 {made.lines} 条，末条摘要 {made.digest}")


def restore_command(
    source: Annotated[Path, typer.Argument(help="备份文件。", show_default=False)],
    config: ConfigOption = None,
    database: DatabaseOption = None,
) -> None:
    """把备份恢复到一个空的数据库，并核验操作记录。"""
    settings = _settings(config, database)
    from checker.review.backup import restore

    made = restore(settings, source)
    typer.echo(f"已恢复：{made.rows} 行，操作记录 {made.lines} 条，核验完好，末条摘要 {made.digest}")


def upgrade_command(config: ConfigOption = None, database: DatabaseOption = None) -> None:
    """把数据库升级到本程序的版本；请先备份。"""
    settings = _settings(config, database)
    from checker.review.store import Store
    from checker.review.store.upgrade import require_known, upgrade

    with closing(Store(settings.database)) as store:
        require_known(store)
        typer.echo("数据库已升级。" if upgrade(store) else "数据库已经是最新的，不需要升级。")
