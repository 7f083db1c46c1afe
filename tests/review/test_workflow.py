"""States and steps, whole: every step from every state, both ways."""

from __future__ import annotations

import pytest

from checker.review import workflow
from checker.review.access import reaches
from checker.review.problems import ConflictError, ForbiddenError, InvalidError

ALLOWED = {
    ("submit", "draft"): "submitted",
    ("submit", "returned"): "submitted",
    ("return", "submitted"): "returned",
    ("approve", "submitted"): "approved",
    ("publish", "approved"): "published",
    ("withdraw", "draft"): "withdrawn",
    ("withdraw", "submitted"): "withdrawn",
    ("withdraw", "returned"): "withdrawn",
    ("reopen", "approved"): "returned",
    ("reopen", "published"): "returned",
}


@pytest.mark.parametrize("state", workflow.STATES)
@pytest.mark.parametrize("step", tuple(workflow.STEPS))
def test_a_step_is_taken_from_its_states_only(step: workflow.Step, state: workflow.State) -> None:
    if (step, state) in ALLOWED:
        assert workflow.check_step(step, state, "理由").target == ALLOWED[step, state]
        assert step in workflow.next_steps(state)
    else:
        with pytest.raises(ConflictError):
            workflow.check_step(step, state, "理由")
        assert step not in workflow.next_steps(state)


@pytest.mark.parametrize(("step", "state"), list(ALLOWED))
def test_a_reason_is_asked_for_where_one_is_due(step: workflow.Step, state: workflow.State) -> None:
    due = step in ("return", "withdraw", "reopen") or (step, state) == ("submit", "returned")
    if due:
        with pytest.raises(InvalidError):
            workflow.check_step(step, state, " \n")
    else:
        workflow.check_step(step, state, "")


@pytest.mark.parametrize("state", workflow.STATES)
def test_versions_come_only_while_it_is_open(state: workflow.State) -> None:
    if state in ("draft", "returned"):
        workflow.check_open(state)
    else:
        with pytest.raises(ConflictError):
            workflow.check_open(state)


def test_own_hands() -> None:
    workflow.own_hand(1, {2, None})
    with pytest.raises(ForbiddenError):
        workflow.own_hand(1, {2, 1})


@pytest.mark.parametrize("url", ["https://www.a.gov.cn/b", "http://10.0.0.1:8080/", " https://政府.cn/ "])
def test_an_address_of_the_web_is_taken(url: str) -> None:
    assert workflow.check_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    ["", "www.a.cn", "javascript:alert(1)", "ftp://a.cn/", "https://", "https://a b.cn/", "http://[::1", "//a.cn"],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidError):
        workflow.check_url(url)


def test_the_drafter_reaches_the_own_unit_and_others_all_below() -> None:
    assert [reaches("drafter", "/1/4/", path) for path in ("/1/4/", "/1/4/9/", "/1/", "/1/40/")] == [
        True,
        False,
        False,
        False,
    ]
    assert [reaches("reviewer", "/1/4/", path) for path in ("/1/4/", "/1/4/9/", "/1/", "/1/40/")] == [
        True,
        True,
        False,
        False,
    ]
