"""Where everything is kept: tables, transactions, migrations."""

from checker.review.store.engine import Store

__all__ = ["Store"]
