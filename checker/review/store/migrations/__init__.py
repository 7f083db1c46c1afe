"""Alembic's scripts, inside the package so that an upgrade needs nothing else."""
