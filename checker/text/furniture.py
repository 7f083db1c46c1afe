"""What pages and document libraries put around a report: navigation, fact tables, buttons, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.model import Metadatum, Setaside
from checker.reading.labels import FACTS, Fact, day_alone, lone_label, stated_facts, states_labels
from checker.text import openers, reasons
from checker.text.ahead import Ahead
from checker.text.items import is_marked
from checker.text.lines import WHITE, Line
from checker.text.notices import (
    NOTICE_WORDS,
    ends_with_button,
    inner_notices,
    is_account_notice,
    is_library_notice,
    is_navigation,
    is_page_notice,
    is_tail_start,
    is_widget,
)

_HEAD_LINES = 120
_SHORT_HEADING = 4
_ORNAMENT = re.compile(r"[━─═▬▔▁┄┈┅┉﹏〰～~＝=·•◆◇○●☆★✦✧\-—–_＿*＊ 　]{6,}")
_TAIL_LINES = 120
_SHORT = 9
_RUMP = 8
# "…情况报告 (2024-03-01)", "…情况报告 2024-03-01 15:36"
_DATE_BEHIND = re.compile(
    r"(?:\s*[（(\[【]\s*|\s+)(20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?)\s*[）)\]】]?\Z"
)
_SUFFIX = re.compile(r"\s*\.(?:docx?|wps|pdf|txt|rtf|odt|html?)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[〔\[（(［]\s*(?:19|20)\d\d\s*[〕\]）)］]\s*\d{1,4}\s*号")


@dataclass(slots=True)
class Cleared:
    """The lines left, what was set aside and why, and the facts found in it."""

    lines: list[Line]
    asides: list[Setaside] = field(default_factory=list)
    facts: list[Metadatum] = field(default_factory=list)


def take_furniture(lines: list[Line], raw: str) -> Cleared:
    """Take furniture out of ``lines`` of ``raw``: freely before the title and after the end, strictly within."""
    body, end = _body_start(lines), _body_end(lines)
    cleared = Cleared([])
    skip: set[int] = set()
    notices = Ahead(NOTICE_WORDS, raw)
    for index, line in enumerate(lines):
        if index in skip:
            continue
        before, after = index < body, index > end
        if _ORNAMENT.fullmatch(line.text):
            cleared.asides.append(Setaside(line.start, line.end, reasons.ORNAMENT))
            continue
        if before and (fact := _paired_fact(lines, index, body)):
            label, value, last = fact
            cleared.facts += [value] if value else []
            cleared.asides.append(Setaside(label.start, lines[last].end, reasons.FACT))
            skip.update(range(index, last + 1))
            continue
        facts = stated_facts(line.text) if _may_state(line, before, after) else None
        if facts is None and before:
            facts = _day(lines, index)
        hinted = notices.may_stand_in(line.start, line.end)
        if facts is not None:
            _keep(cleared, line, facts, reasons.BEFORE if before else reasons.AFTER if after else reasons.NOTICE)
        elif reason := _reason(lines, index, body, end, hinted):
            cleared.asides.append(Setaside(line.start, line.end, reason))
        else:
            if before:
                _take_date(cleared, line)
            cleared.lines += _trim(cleared, line, index >= end, hinted)
            _note_number(cleared, line, before)
    return cleared


def _day(lines: Sequence[Line], index: int) -> tuple[Fact, ...] | None:
    """The day of publication in a line below the title, or above it with the hour, as accounts' posts have it."""
    told = day_alone(lines[index].text)
    below = index > 0 and openers.is_title_like(lines[index - 1].text)
    return told if told and (below or ":" in told[0].value) else None


def _may_state(line: Line, before: bool, after: bool) -> bool:
    if line.soft or line.level is not None:
        return False
    # within the body only a line of two facts or more is no sentence of the report
    if before or after:
        return True
    return (":" in line.text or "：" in line.text) and len(stated_facts(line.text) or ()) >= 2


def _keep(cleared: Cleared, line: Line, facts: Sequence[Fact], where: str) -> None:
    reason = reasons.FACT if any(fact.name in FACTS for fact in facts) else where
    cleared.asides.append(Setaside(line.start, line.end, reason))
    for fact in facts:
        if fact.name in FACTS and fact.value:
            cleared.facts.append(Metadatum(fact.name, fact.value, line.start + fact.start, line.start + fact.end))


def _paired_fact(lines: Sequence[Line], index: int, body: int) -> tuple[Line, Metadatum | None, int] | None:
    """A label alone on its line and the value on the next; the value is missing where a label follows."""
    name = lone_label(lines[index].text)
    if name is None:
        return None
    label = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or lone_label(following.text) or states_labels(following.text):
        return (label, None, index) if _has_neighbour(lines, index) else None
    if index + 1 >= body and not label.text.endswith((":", "：")) and not _has_neighbour(lines, index):
        return None
    if len(following.text) > 90 or openers.opens_strongly(following.text):
        return label, None, index
    if openers.is_title_like(following.text) and (name != "名称" or not _has_other_title(lines, index + 1, body)):
        # an empty label above the title, or the only title there is: it stays in the text
        return label, None, index
    fact = Metadatum(name, following.text, following.start, following.end) if name in FACTS else None
    return label, fact, index + 1


def _has_other_title(lines: Sequence[Line], index: int, body: int) -> bool:
    return any(openers.is_title_like(line.text) for i, line in enumerate(lines[: body + 1]) if i != index)


def _has_neighbour(lines: Sequence[Line], index: int) -> bool:
    """True where another label stands within two lines: one alone could be a heading (来源, 时间)."""
    near = lines[max(index - 2, 0) : index + 3]
    return sum(lone_label(line.text) is not None or bool(stated_facts(line.text)) for line in near) >= 2


def _reason(lines: Sequence[Line], index: int, body: int, end: int, hinted: bool) -> str | None:
    line = lines[index]
    text = line.text
    if line.soft:
        return None
    if _is_notice(text, body <= index <= end, hinted):
        return reasons.BEFORE if index < body else reasons.AFTER if index > end else reasons.NOTICE
    if index < body and (_is_button(text) or is_navigation(text) or _is_menu(lines, index, body)):
        return reasons.BEFORE
    if index > end:
        return reasons.AFTER
    if line.kind != "cell" and (
        is_widget(text) or is_account_notice(text) or (is_navigation(text) and not openers.ends_clause(text))
    ):
        return reasons.NOTICE
    return None


def _is_notice(text: str, within: bool, hinted: bool) -> bool:
    """True for a line that is nothing but a notice; a notice in brackets leaves the rest of its line."""
    if not is_library_notice(text, hinted) or (within and openers.is_opener(text)):
        return False
    rest = text
    for start, end in reversed(inner_notices(text)):
        rest = rest[:start] + rest[end:]
    return len(rest) <= _RUMP or rest == text or is_library_notice(rest)


def _is_button(text: str) -> bool:
    return is_widget(text) or is_page_notice(text) or is_account_notice(text)


def _trim(cleared: Cleared, line: Line, last: bool, hinted: bool) -> list[Line]:
    """The line without a button glued to its end and without bracketed advertisements within it."""
    if size := ends_with_button(line.text):
        cleared.asides.append(Setaside(line.end - size, line.end, reasons.AFTER if last else reasons.NOTICE))
        line.cut_back(size)
    if not hinted:
        return [line] if line.text else []
    kept: list[Line] = []
    for start, end in reversed(inner_notices(line.text)):
        cleared.asides.append(Setaside(line.start + start, line.start + end, reasons.NOTICE))
        rest = replace(line, gap=0, indent=0, mended=True)
        rest.cut_front(end)
        line.cut_back(len(line.text) - start)
        kept += [rest] if rest.text else []
    return [line, *reversed(kept)] if line.text else kept[::-1]


def _take_date(cleared: Cleared, line: Line) -> None:
    """The day of publication that a page sets behind the title is a fact, no part of it; so is a file's suffix."""
    suffix = _SUFFIX.search(line.text)
    if suffix and openers.is_title_like(line.text[: suffix.start()]):
        cleared.asides.append(Setaside(line.start + suffix.start(), line.end, reasons.BEFORE))
        line.cut_back(len(line.text) - suffix.start())
    dated = _DATE_BEHIND.search(line.text)
    if dated and openers.is_title_like(line.text[: dated.start()]):
        start = line.start + dated.start(1)
        cleared.facts.append(Metadatum("发布日期", dated[1], start, start + len(dated[1])))
        cleared.asides.append(Setaside(line.start + dated.start(), line.end, reasons.FACT))
        line.cut_back(len(line.text) - dated.start())


def _note_number(cleared: Cleared, line: Line, before: bool) -> None:
    """The document's own number above the title stays in the text and is a fact too."""
    if before and len(line.text) <= 40 and not openers.is_title_like(line.text) and _NUMBER.search(line.text):
        value = line.text.strip("（）()" + WHITE)
        start = line.start + line.text.find(value)
        cleared.facts.append(Metadatum("文号", value, start, start + len(value)))


def _is_prose(line: Line) -> bool:
    text = line.text
    if is_library_notice(text) or is_navigation(text) or _is_button(text) or stated_facts(text) is not None:
        return False
    if openers.opens_strongly(text) and len(text) >= 8:
        return True
    return (len(text) >= 30 and any(mark in text for mark in "，。；")) or (len(text) >= 45 and "," in text)


def _body_start(lines: Sequence[Line]) -> int:
    """Index of the first line of prose or heading; what stands above is title and furniture.

    Below the title the mark of a list's item or heading begins the text as well: a post may have no prose.
    """
    titled = False
    for index, line in enumerate(lines[:_HEAD_LINES]):
        marked = is_marked(line.text) or (openers.opens_strongly(line.text) and len(line.text) >= _SHORT_HEADING)
        if titled and marked and not _is_button(line.text) and stated_facts(line.text) is None:
            return index
        titled = titled or openers.is_title_like(line.text)
        if _is_prose(line) or (openers.is_addressee_like(line.text) and _names_organ(line.text)):
            return index
    return 0


def _names_organ(text: str) -> bool:
    if lone_label(text) or stated_facts(text) is not None:
        return False
    return any(name in text for name in ("政府", "委", "局", "厅", "院", "人大"))


def _body_end(lines: Sequence[Line]) -> int:
    """Index of the report's last line; below it stands nothing but furniture."""
    last = len(lines) - 1
    low = max(len(lines) - _TAIL_LINES, 0)
    prose = next((index for index in range(last, low - 1, -1) if _is_prose(lines[index])), last)
    for index in range(prose + 1, len(lines)):
        text = lines[index].text
        if is_tail_start(text) and not openers.is_signature_like(text):
            return index - 1
    end = last
    while end > prose and _is_tail_line(lines[end].text):
        end -= 1
    return end


def _is_tail_line(text: str) -> bool:
    return _is_button(text) or is_library_notice(text) or stated_facts(text) is not None


def _is_menu(lines: Sequence[Line], index: int, body: int) -> bool:
    """True for a line in a run of three or more very short ones above the title: a menu."""
    first = last = index
    while first > 0 and _is_menu_item(lines[first - 1]):
        first -= 1
    while last + 1 < body and _is_menu_item(lines[last + 1]):
        last += 1
    return _is_menu_item(lines[index]) and last - first >= 2


def _is_menu_item(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= _SHORT
        and not openers.is_signature_like(text)
        and not openers.is_title_like(text)
        and not text.endswith(("文件", "：", ":"))
        and not any(mark in text for mark in "，。；")
    )
