"""Texts that nobody writes, long and without stops or with marks never closed: ``python -m tests.benchmarks.unbroken``.

For each kind, processor time of one text and of one four times as long. Where the second takes much more than four
times as long as the first, some question looks through the whole text once for each place it is asked at.
"""

from __future__ import annotations

import random
import re
import time

from checker import check

_SHORT, _LONG = 5_000, 20_000
_SUSPECT = 5.5
_HEAD = ("河源县2023年度法治政府建设情况报告", "一、主要工作", "全年评查案卷120卷。")
_TAIL = ("河源县人民政府", "2024年1月29日")
_WORDS = re.findall(
    r"\S+",
    """
    学习 培训 讲座 课程 制度 知识 围绕 专题 强调 指出 要求 会议 往年 去年 目标 任务 责任书 载明 谋划 筹备
    群众希望 一评了之 存在 问题 行政复议 信访 案卷评查 人民调解 裁量基准 法律顾问 政务公开 个别单位 部分乡镇
    不 未 没有 到2027年 实现 将 拟 计划 从 变为 针对 邻县 省厅 已 了 120 件 开展 组织 推进 落实 确保 力争
    达到 以 应 须 要
    """,
)
# One unit over and over, in one line: what a question counts by runs of one kind of character.
_PUMPED = (
    *"一零○几百万点年月日号第县局亲的1,.-—_?？#*×xX〔（“《 ",
    "1,",
    "1.",
    "1—",
    "（1）",
    "20",
    "2023",
    "一、",
    "百分之",
    "其中1件，",
    "率1%，",
)
_MARKS = {
    "txt": (
        "",
        "，",
        "、",
        "；",
        "。",
        "：",
        "\n",
        "《",
        "》",
        "“",
        "”",
        "（",
        "）",
        "(",
        "[",
        "一是",
        "（一）",
        "1.",
        "2023年",
        "%",
        "不",
    ),
    "md": ("[", "![x](", "[x](", "[x]((", "<!--", "**x ", "~~x", "`x", "|a", "# "),
    "html": (
        "<br>",
        "<!-- x -->",
        "<span>x</span>",
        "&nbsp;",
        "&#x",
        "<p>一、</p>",
        "<table><tr><td>x</td></tr></table>",
    ),
}


def text(words: int, mark: str, often: float, form: str) -> str:
    """So many words drawn at random, ``mark`` behind some of them."""
    draw = random.Random(7)
    body = "".join(draw.choice(_WORDS) + mark * (draw.random() < often) for _ in range(words))
    lines = (*_HEAD, body, *_TAIL)
    return "".join(f"<p>{line}</p>" for line in lines) if form == "html" else "\n".join(lines)


def pumped(characters: int, unit: str) -> str:
    """One unit over and over among the measures, about so many characters."""
    return "\n".join((*_HEAD, unit * (characters // len(unit)), *_TAIL))


def repeated(lines: int) -> str:
    """The same matter told in so many lines, each with its own number."""
    body = [f"第{number}项工作：全年办理行政处罚案件{number}件，完成各项任务。" for number in range(lines)]
    return "\n".join((*_HEAD, *body, *_TAIL))


def seconds(content: str, form: str) -> float:
    """Processor time of one check of the text."""
    data = content.encode()
    began = time.process_time()
    for _ in check(data, name=f"unbroken.{form}"):
        pass
    return time.process_time() - began


def main() -> None:
    """Print a row for each form and mark."""
    seconds(text(100, "。", 0.5, "txt"), "txt")
    for form, marks in _MARKS.items():
        for mark in marks:
            for often in (0.1, 0.5):
                short, long = (seconds(text(words, mark, often, form), form) for words in (_SHORT, _LONG))
                _show(f"{form:5}{mark!r:40}{often:4.1f}", short, long)
    short, long = (seconds(repeated(lines), "txt") for lines in (_SHORT, _LONG))
    _show(f"{'txt':5}{'one matter in every line':40}", short, long)
    for unit in _PUMPED:
        short, long = (seconds(pumped(length, unit), "txt") for length in (_SHORT, _LONG))
        _show(f"txt  {unit!r:40}only", short, long)


def _show(what: str, short: float, long: float) -> None:
    told = "  more than linear" if long > _SUSPECT * short else ""
    print(f"{what}{short:8.2f}{long:8.2f}{long / short:6.1f}{told}")


if __name__ == "__main__":
    main()
