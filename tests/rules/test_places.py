"""text.foreign-places: another place's name claimed as one's own."""

from __future__ import annotations

import pytest

from tests.rules.text_support import bare, detect, quotes

F = "text.foreign-places"
OWN = "岳阳市人民政府"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("我市扎实推进法治建设，常德市政府始终把法治摆在突出位置。", ["常德市"]),
        ("全市上下齐抓共管，衡阳市委依法治市办统筹推进。", ["衡阳市"]),
        ("岳阳市政府带头学法，我市执法更加规范。", []),
        ("我市组织骨干赴常德市政府考察学习。", []),
        ("我市与常德市政府签订协作协议。", []),
        ("常德市政府的做法被全国推广。", []),
        ("我市下辖的汨罗市政府推行合法性审查。", []),
        ("我市学习《常德市政府立法办法》。", []),
    ],
)
def test_only_a_claim_counts(body: str, expected: list[str]) -> None:
    assert quotes(F, body, kind="city", issuer=OWN) == expected


def test_without_the_issuers_place_nothing_is_examined() -> None:
    assert detect(F, bare("我市推进法治建设，常德市政府重视。", kind="city")).examined == 0
    assert detect(F, bare("我局推进法治建设。", kind="department", issuer="交通运输局")).examined == 0


def test_a_place_of_another_rank_may_be_superior_or_part() -> None:
    assert quotes(F, "我县推进法治建设，常德市政府予以通报。", kind="county", issuer="临澧县人民政府") == []
