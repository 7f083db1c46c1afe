"""A report's own short page: what was concluded, why, and the passages it rests on. No script, no request, no link out.

It is written for every report of an audit, so it is joined from strings; the full page with the report's text is
that of ``checker check --format html``.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape

from checker.audit.sources import Entry
from checker.model import Assessment, Finding, Quote
from checker.rendering.words import words

_MOST_PASSAGES = 4
_LONGEST = 300
_KINDS = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇、街道",
    "department": "政府部门",
}
_VERDICTS = {"pass": "通过", "warn": "有需核对事项", "fail": "未通过"}
_STATUSES = {"fail": "不符合", "error": "未能判定", "warn": "需核对", "pass": "符合", "not_applicable": "不适用"}
_SAY = words("zh")
_UNFOLDED = ("fail", "error", "warn")
_STYLE = (
    "body{margin:0 auto;max-width:52rem;padding:1rem 1.2rem 4rem;background:#fff;color:#1d242b;font:16px/1.7 "
    '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}h1{font-size:1.4rem;line-height:1.4}'
    "h2{font-size:1.1rem;"
    "border-bottom:1px solid #dcdfe2;margin:1.6rem 0 .4rem}h3{font-size:1rem;margin:.9rem 0 0}p{margin:.2rem 0}"
    "dl{display:grid;grid-template-columns:6rem 1fr;gap:.1rem 1rem;margin:0}dt{color:#55606b}dd{margin:0}"
    "blockquote{margin:.35rem 0;padding:.1rem .8rem;border-left:3px solid #b9c4cc;background:#f7f6f3}"
    "blockquote small{display:block;color:#55606b}.fail{color:#9c2b20}.warn{color:#7d5200}.pass{color:#22623f}"
    ".error{color:#5f3f91}.not_applicable{color:#555f69}summary{cursor:pointer}code{color:#55606b;font-size:.85em}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEAD = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    f"content=\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{_DIGEST}'\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)


def render(assessment: Assessment, entry: Entry) -> bytes:
    """The page as UTF-8; the same assessment gives the same bytes."""
    identity = assessment.report.identity
    title = escape(identity.title.value if identity.title else "未读出标题的报告")
    by_status: dict[str, list[Finding]] = {status: [] for status in _STATUSES}
    for finding in assessment.findings:
        by_status[finding.status].append(finding)
    counted = "，".join(f"{name} {len(by_status[status])}" for status, name in _STATUSES.items())
    verdict = f'<strong class="{assessment.verdict}">{_VERDICTS[assessment.verdict]}</strong>'
    facts = (
        ("结论", f"{verdict}　得分 {assessment.score.value:.1f}"),
        ("条目", counted),
        ("报告主体", escape(identity.issuer.value if identity.issuer else "未读出")),
        ("类别、年度", f"{_KINDS[identity.kind]}　{'、'.join(map(str, identity.years)) or '年度不明'}"),
        ("成文日期", identity.issued_on.isoformat() if identity.issued_on else "未读出"),
        ("公开日期", identity.published_on.isoformat() if identity.published_on else "未读出"),
        ("来源", escape(entry.source.replace("\\", "/").rsplit("/", 1)[-1])),
        ("评价细则", f"{escape(assessment.rubric.id)} {escape(assessment.rubric.version)}"),
    )
    parts = [_HEAD, f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1><dl>"]
    parts += [f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts]
    parts.append("</dl>")
    notes = [*map(str, assessment.reading.get("notes", ())), *identity.conflicts]
    parts += [f"<p>请注意：{escape(note)}</p>" for note in notes]
    for status, name in _STATUSES.items():
        found = by_status[status]
        if not found:
            continue
        head = f'<h2 class="{status}">{name}（{len(found)}）</h2>'
        if status in _UNFOLDED:
            parts.append(head)
            parts += [_finding(one) for one in found]
        elif status == "pass":
            parts.append(f"{head}<details><summary>展开各条的依据</summary>")
            parts += [_finding(one) for one in found]
            parts.append("</details>")
        else:
            parts.append(f"{head}<p>{escape('、'.join(one.name for one in found))}</p>")
    parts.append("</body></html>\n")
    return "".join(parts).encode("utf-8", "replace")


def _finding(finding: Finding) -> str:
    said = [f"<h3>{escape(finding.name)} <code>{escape(finding.criterion)}</code></h3><p>{escape(finding.message)}</p>"]
    if finding.advice and finding.status in _UNFOLDED:
        said.append(f"<p>建议：{escape(_SAY.advice(finding))}</p>")
    said += [_passage(quote, "") for quote in finding.evidence[:_MOST_PASSAGES]]
    if len(finding.evidence) > _MOST_PASSAGES:
        said.append(f"<p>另有 {len(finding.evidence) - _MOST_PASSAGES} 处依据。</p>")
    if finding.status in _UNFOLDED:
        said += [_passage(quote, _near(quote, finding)) for quote in finding.near[:_MOST_PASSAGES]]
    return "".join(said)


def _near(quote: Quote, finding: Finding) -> str:
    """That it is the nearest passage, and why it does not count where the message does not say it."""
    note = _SAY.note(quote, finding.message)
    return f"最接近的原文{f'（{escape(note)}）' if note else ''}　"


def _passage(quote: Quote, lead: str) -> str:
    text = quote.text if len(quote.text) <= _LONGEST else f"{quote.text[: _LONGEST - 1]}…"
    section = " › ".join(heading.strip() for heading in quote.section)
    return f"<blockquote>{escape(text)}<small>{lead}{escape(section)}</small></blockquote>"
