"""Words of the pages. The Chinese text is its own key; ``EN`` has the English, and a test misses none."""

from __future__ import annotations

from datetime import datetime

from checker.rendering.words import words as report_words
from checker.review import access, workflow
from checker.review.clock import shown
from checker.review.web.english import EN

ACTIONS = {
    "submission.created": "建立报送",
    "submission.submitted": "报送",
    "submission.returned": "退回",
    "submission.approved": "审核通过",
    "submission.published": "登记公开",
    "submission.withdrawn": "撤回",
    "submission.reopened": "重新打开",
    "version.uploaded": "上传",
    "version.assessed": "检查完成",
    "version.failed": "检查没有成功",
    "version.reassessed": "重新检查",
    "remark.added": "提出意见",
    "remark.answered": "答复意见",
    "remark.resolved": "意见已处理",
    "waiver.requested": "申请豁免",
    "waiver.signed": "豁免签字",
    "waiver.refused": "不同意豁免",
    "unit.added": "添加单位",
    "unit.changed": "修改单位",
    "person.added": "添加人员",
    "person.opened": "启用账号",
    "person.closed": "停用账号",
    "role.granted": "授予角色",
    "role.revoked": "取消角色",
    "password.reset": "重设密码",
    "password.changed": "修改密码",
    "token.added": "新建令牌",
    "token.revoked": "注销令牌",
    "round.set": "设定期限",
    "export.requested": "生成汇总材料",
    "hook.added": "添加通知接口",
    "hook.removed": "停用通知接口",
    "person.signed_in": "登录",
    "person.locked": "密码输错次数过多，账号暂停",
}
KINDS = {"province": "省级政府", "city": "市级政府", "county": "县级政府", "township": "乡镇街道", "department": "部门"}
STATUSES = {"pass": "符合", "warn": "需核对", "fail": "不符合", "not_applicable": "不适用", "error": "未能判定"}
LEVELS = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}
GATES = {"held": "满足", "broken": "不满足", "undecided": "不能作出结论"}
WAIVERS = {
    "requested": "待签字",
    "half": "待第二签字",
    "signed": "已同意",
    "refused": "不同意",
    "expired": "已过期",
}
STEPS = {"": "排队等待", "reading": "读取文件", "judging": "逐条检查"}
DELIVERIES = {"waiting": "待送达", "sent": "已送达", "failed": "没有送达"}
WHAT = {"submit": "报送", "publish": "公开"}
SCOPES = {
    "read": "查看",
    "draft": "起草、上传、报送",
    "review": "审核、签字",
    "supervise": "监督、导出",
    "admin": "管理单位、人员和账号",
}
TOLD = {
    "uploaded": "已上传，正在检查。",
    "saved": "已保存。",
    "submitted": "已报送。",
    "returned": "已退回。",
    "approved": "已通过。",
    "published": "已登记公开。",
    "withdrawn": "已撤回。",
    "reopened": "已重新打开。",
    "remarked": "意见已提出。",
    "signed": "已签字。",
    "refused": "已办理。",
    "requested": "豁免申请已提出。",
    "password": "密码已修改。",
    "asked": "已开始生成，完成后在导出一栏下载。",
}
# What a refusal says in English; the Chinese sentence knows more, and stands beside it.
PROBLEMS = {
    "invalid": "Something in the form is wrong.",
    "unauthenticated": "Please sign in.",
    "forbidden": "You may not do this.",
    "not_found": "Not found, or not within your reach.",
    "conflict": "This cannot be done in the present state.",
    "gate": "The gate does not let the report pass.",
    "too_large": "The file is too large.",
    "busy": "Too many requests or attempts; try later.",
    "locked": "The account is locked for a while after wrong passwords.",
    "csrf": "The form is outdated; go back and reload the page.",
    "own_hand": "Another person must do this.",
    "reason_missing": "A reason is needed.",
    "newer_version": "There is a newer version; reload the page.",
    "oidc": "Signing in with the office account did not succeed.",
    "same": "The file is identical with the version before.",
    "year": "The report speaks of another year.",
    "issuer": "The report is issued by another body.",
    "format": "Files of this format cannot be read.",
    "empty": "The file is empty.",
    "passage": "The passage was not found once in the report.",
}


class Words:
    """The words of one language, as a template calls them: ``t(TEXT)``, ``t.state("draft")``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, text: str) -> str:
        return EN[text] if self.lang == "en" else text

    def knows(self, text: str) -> bool:
        return text in EN

    def state(self, key: str) -> str:
        return self("未报送" if key == "missing" else workflow.name_of(key))

    def action(self, key: str) -> str:
        return self(ACTIONS[key]) if key in ACTIONS else key

    def role(self, key: str) -> str:
        return self(access.NAMES[access.role_of(key)]) if key in access.ROLES else key

    def kind(self, key: str) -> str:
        return self(KINDS.get(key, key))

    def status(self, key: str) -> str:
        return self(STATUSES.get(key, key))

    def level(self, key: str) -> str:
        return self(LEVELS.get(key, key))

    def verdict(self, key: str) -> str:
        return report_words(self.lang)(f"verdict.{key}")

    def gate(self, key: str) -> str:
        return self(GATES[key])

    def waiver(self, key: str) -> str:
        return self(WAIVERS[key])

    def step(self, key: str) -> str:
        return self(STEPS.get(key, ""))

    def delivery(self, key: str) -> str:
        return self(DELIVERIES[key])

    def what(self, key: str) -> str:
        return self(WHAT[key])

    def scope(self, key: str) -> str:
        return f"{self(SCOPES[key])}（{key}）" if self.lang == "zh" else f"{self(SCOPES[key])} ({key})"

    def told(self, key: str) -> str:
        return self(TOLD[key]) if key in TOLD else ""

    def policy(self, policy: dict[str, str]) -> str:
        return policy["title"]

    def version(self, number: int) -> str:
        return f"version {number}" if self.lang == "en" else f"第 {number} 稿"

    def time(self, moment: datetime | None) -> str:
        return shown(moment)

    def iso(self, text: str) -> str:
        """A moment of the trail as people read it."""
        return shown(datetime.fromisoformat(text))

    def problem(self, code: str, sentence: str) -> str:
        return f"{PROBLEMS.get(code, 'This was refused.')} {sentence}" if self.lang == "en" else sentence
