"""Run by Alembic: works on the connection that :mod:`checker.review.store.upgrade` hands in."""

from __future__ import annotations

from alembic import context

from checker.review.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
