"""The page of commands is what the program says."""

from __future__ import annotations

from tests.docs.command_page import PAGE, page


def test_the_page_of_commands_is_fresh() -> None:
    assert page() == PAGE.read_text("utf-8"), "python -m tests.docs.command_page writes it"
