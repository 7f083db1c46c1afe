"""text.typos: characters replaced by one of the same sound or one that looks alike, and the data that tell."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.rules.sounds.likely import likeliest
from checker.rules.sounds.seen import seen
from checker.rules.sounds.slips import find
from checker.rules.sounds.tables import pairs, same, tables
from tests.rules.clean_texts import TEXTS
from tests.rules.text_support import bare, detect, found, quotes
from tests.rules.text_support import tables as lexicon

Y = "text.typos"


@pytest.mark.parametrize(
    ("body", "quote", "right"),
    [
        ("切实履行各项法定职则。", "职则", "职责"),
        ("做到件件有落时，事事有回音。", "落时", "落实"),
        ("落实行政直法责任制。", "直法", "执法"),
        ("深入推进依发行政工作。", "依发行政", "依法行政"),
        ("完善法律顾问治度，聘请律师8名。", "治度", "制度"),
        ("严格落实行政机关负责人出亭应诉制度。", "出亭", "出庭"),
        ("优化营商还境，激发市场活力。", "还境", "环境"),
        ("强化行政执法队武建设。", "队武", "队伍"),
        # read alike by those who do not tell zh from z
        ("切实履行各项法定资责。", "资责", "职责"),
        # taken for one another by the eye
        ("开展规范性文件清埋工作。", "清埋", "清理"),
        ("优化法冶化营商环境。", "法冶", "法治"),
        ("切实履行各项法定职贵。", "职贵", "职责"),
    ],
)
def test_a_character_of_the_same_sound_is_found(body: str, quote: str, right: str) -> None:
    assert found(Y, body) == [(quote, f"“{quote}”疑为“{right}”，请核对。")]
    assert quotes(Y, body.replace(quote, right)) == []


@pytest.mark.parametrize(
    "body",
    [
        "岳阳是沿江开放城市。",  # 岳阳市
        "法律、行政法规或者国务院另有规定的，从其规定。",  # 国务院令
        "剧本尊重史实。",  # 尊重事实
        "严执法之责，行为民之事。",  # 职责
        "药品和其它物资按规定登记，与企业共度难关。",  # 其他, 共渡难关
        "数字赋能基层治理，首违不罚42件，涉法事务31件。",
        "津澄区人民政府、平泷镇人民政府参加。",
        "第一批实事办结，可以经济适用为原则。",  # 批示, 已经
        "依托浙里办、皖事通办理。",
        "推行“码上办”“警心护企”，开展“税月静好”普法。",
        "职则不清，责任不明。",  # nothing of it has been seen in reports
    ],
)
def test_what_only_sounds_alike_is_left_alone(body: str) -> None:
    assert quotes(Y, body) == []


def test_a_quoted_name_is_told_only_where_it_is_known() -> None:
    assert quotes(Y, "牢固树立“依发行政”理念。") == ["依发行政"]
    assert quotes(Y, "开展“执法为名”行动。") == []


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_none(text: str) -> None:
    assert find(text) == []


def test_what_the_table_tells_is_told_once() -> None:
    assert found(Y, "按照上级布署推进。") == [("布署", "“布署”疑为“部署”，请核对。")]


def _with(**sounds: Any) -> dict[str, Any]:
    typos = lexicon()["typos"]
    return {"typos": {**typos, "sounds": {**typos["sounds"], **sounds}}}


def test_an_office_adds_words_and_exceptions() -> None:
    body = "履行法定职则，推行青枫调解法。"
    assert [d.start for d in detect(Y, bare(body)).defects] == [4]
    assert detect(Y, bare(body), **_with(exempt=["职则"])).defects == ()
    assert detect(Y, bare(body), **_with(coined="则")).defects == ()
    assert detect(Y, bare(body), **_with(variants=["责则"])).defects == ()
    assert detect(Y, bare(body), own_words=["法定职则"]).defects == ()
    added = _with(watch=["青枫调解法"])
    assert len(detect(Y, bare(body), **added).defects) == 1
    slips = "推行青风调解法、青枫条解法、清枫调解法、青枫调解发，青枫之法。"
    marked = [slips[d.start : d.end] for d in detect(Y, bare(slips), **added).defects]
    assert marked == ["青风调解法", "青枫条解法", "清枫调解法", "青枫调解发"]


def test_ranges_sounds_and_order() -> None:
    rng = random.Random(20261122)
    known = sorted(tables().sounds)
    told = 0
    for text in TEXTS:
        for _ in range(60):
            at = rng.randrange(len(text))
            others = [chr(c) for c in known if same(chr(c), text[at])]
            if not others:
                continue
            changed = text[:at] + rng.choice(others) + text[at + 1 :]
            slips = find(changed)
            assert slips == find(changed)
            told += bool(slips)
            for slip in slips:
                assert slip.start <= slip.at < slip.end
                right = (
                    changed[slip.start : slip.at] + slip.right[slip.at - slip.start] + changed[slip.at + 1 : slip.end]
                )
                assert right == slip.right
                assert same(changed[slip.at], slip.right[slip.at - slip.start])
    assert told > 10 * len(TEXTS)


@settings(max_examples=150)
@given(st.text(alphabet="法定职则责落时实依发行政𠮷，。\n", max_size=40))
def test_any_text_gives_proper_ranges(text: str) -> None:
    for slip in find(text):
        assert len(slip.right) == slip.end - slip.start
        assert [a == b for a, b in zip(text[slip.start : slip.end], slip.right, strict=True)].count(False) == 1


@given(st.text(alphabet="法定职则𠮷，a\n", max_size=12))
def test_pairs_are_those_of_neighbours(text: str) -> None:
    units = text.encode("utf-16-le")
    assert len(pairs(text)) == len({units[at : at + 4] for at in range(0, len(units) - 2, 2)})


def test_words_are_weighed() -> None:
    assert likeliest("切实履行法定职责")[1] == ["切实", "履行", "法定", "职责"]
    assert likeliest("切实履行法定职责")[0] > likeliest("切实履行法定职则")[0]
    assert likeliest("") == (0.0, [])


def test_the_data_know_the_reports_words() -> None:
    for group in lexicon()["fixed_terms"]["sequences"]:
        for item in group["items"]:
            assert all(seen(item[at : at + 2]) for at in range(len(item) - 1)), item
    assert not seen("职则")
    assert not seen("法定职则")


def test_sounds_are_what_the_tool_makes() -> None:
    pytest.importorskip("pypinyin")
    from tests.rules import build_sounds

    words = build_sounds.jieba_words()
    made = {**build_sounds.readings(words), **build_sounds.lookalikes()}
    lines = build_sounds.sound_lines(made, build_sounds.codes(made))
    shipped = Path(build_sounds.OUT, "sounds.txt").read_text(encoding="utf-8").splitlines()[2:]
    assert list(lines) == shipped
