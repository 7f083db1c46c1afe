"""The pages: server-rendered, in Chinese or English, usable without script and without a mouse."""

from __future__ import annotations

from fastapi import FastAPI


def add_pages(app: FastAPI) -> None:
    """Adds all pages and the static files to the application."""
