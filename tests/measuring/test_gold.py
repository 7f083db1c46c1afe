"""Files of labels: what is read, and one sentence for what is wrong in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.measuring.gold import GoldLabel, read_gold

GOOD = "file: a.txt\nyear: 2023\nlabels:\n  form.title:\n    coverage: full\n    evidence: [甲]\n"


def folder(tmp_path: Path, text: str | bytes) -> Path:
    (tmp_path / "a.txt").write_text("甲", "utf-8")
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "g.yaml").write_bytes(data)
    return tmp_path


def test_labels_are_read(tmp_path: Path) -> None:
    (gold,) = read_gold(folder(tmp_path, GOOD))
    assert (gold.name, gold.order, gold.identity["year"]) == ("g", 0, 2023)
    assert gold.labels == {"form.title": GoldLabel("full", ("甲",))}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "g.yaml:1：YAML 写法有误"),
        ("- a\n", "内容应为字段组"),
        ("labels: {}\n", "缺少“file”"),
        ("file: a.txt\n", "缺少“labels”"),
        ("file: a.txt\nlabels: [a]\n", "“labels”应为字段组"),
        ("file: a.txt\nlabels: {a: full}\n", "g.yaml:2"),
        ("file: a.txt\nlabels: {a: {}}\n", "缺少“coverage”"),
        ("file: a.txt\nlabels: {a: {coverage: [full]}}\n", "不在可选范围"),
        ("file: a.txt\nlabels: {a: {coverage: full, evidence: [[甲]]}}\n", "“evidence”应为文字"),
        ("file:\nlabels: {}\n", "“file”后面没有写内容"),
        ("file: a.txt\nrange: 3.5\nlabels: {}\n", "“range”应为列表"),
        ("file: 没有.txt\nlabels: {}\n", "对应的报告“没有.txt”"),
        (b"file: \xba\xba", "不是 UTF-8 编码"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_gold(folder(tmp_path, text))
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
