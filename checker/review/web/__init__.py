"""The pages: server-rendered, in Chinese or English, usable without script and without a mouse."""

from __future__ import annotations

from fastapi import FastAPI

from checker.review.web import door, office, office_door, overview, work
from checker.review.web.pages import error_page


def add_pages(app: FastAPI) -> None:
    """Adds all pages and the static files to the application."""
    app.state.error_page = error_page
    for room in (door, office_door, work, office, overview):
        app.state.rooms.append(("", room.router))
        app.include_router(room.router)
