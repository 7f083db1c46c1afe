"""Why a file gave no report, as it stands beside the file's name in tables for officials: no path, no options."""

from __future__ import annotations

from checker.errors import CheckerError, NotAReportError, UnreadableError


def reason_of(error: CheckerError) -> str:
    """The sentence of an error without the file it names; the whole sentence where it names none."""
    if isinstance(error, NotAReportError):
        return f"看起来是{error.looks_like}，不是这次审查的报告：{error.reason}。请核对是否放错了文件。"
    if isinstance(error, UnreadableError):
        return f"无法读取：{error.what}。{error.remedy}。"
    return str(error)
