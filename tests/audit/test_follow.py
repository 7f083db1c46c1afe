"""Last year's plan and shortcomings against this year's report, in single sentences and on labelled items."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.audit.follow import Rarity, Year, plan, problems
from checker.audit.told import without_lack
from checker.audit.units import place_of
from checker.model import Identity

from .followed import judged, main, read

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_COMMON = [
    "开展行政执法案卷评查，组织行政执法人员培训，落实行政执法责任。推进政务服务改革，加强普法宣传，建设服务平台。"
] * 20
_RARITY = Rarity(_COMMON)


def _outcome(planned: str, said: str, rarity: Rarity = _RARITY) -> str:
    this = Year(said, [(0, len(said), "measures", "")], Identity(years=(2023,)))
    (found,) = plan(planned, this, [(1, 0, len(planned))], rarity)
    if found.this is not None:
        assert said[found.this.start : found.this.end] == found.this.text
    assert found.this is not None or found.outcome == "not-mentioned"
    return found.outcome


@pytest.mark.parametrize(
    ("planned", "said", "outcome"),
    [
        ("一是出台《电动车停放管理办法》。", "印发《电动车停放管理办法》，配套细则3件。", "delivered"),
        ("一是出台《电动车停放管理办法》。", "《电动车停放管理办法》正在征求意见，尚未印发。", "partly"),
        ("一是出台《电动车停放管理办法》。", "印发《养犬管理办法》，配套细则3件。", "not-mentioned"),
        ("一是出台《电动车停放管理办法》。", "开展行政执法案卷评查20卷。", "not-mentioned"),
        ("（二）新建驿站24个，方便货车司机歇脚。", "新建货车司机歇脚驿站24个。", "delivered"),
        ("（二）新建驿站24个，方便货车司机歇脚。", "新建货车司机歇脚驿站9个。", "partly"),
    ],
)
def test_outcome_of_a_plan(planned: str, said: str, outcome: str) -> None:
    assert _outcome(planned, said) == outcome


_RANGER = "组建湿地巡护队，配齐巡护员。"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("6月组建湿地巡护队，巡护员全部到岗。", "delivered"),
        ("湿地巡护队已经组建，剩余巡护员正在招录。", "partly"),
        ("虽然组建了湿地巡护队，但巡护员配备不到位。", "partly"),
        # planned again, asked for, or the act of others: not done here
        ("计划明年上半年组建湿地巡护队。", "not-mentioned"),
        ("下一步，要抓紧组建湿地巡护队。", "not-mentioned"),
        ("各乡镇要尽快组建湿地巡护队，配齐巡护员。", "not-mentioned"),
        ("省林业厅组建湿地巡护队3支。", "not-mentioned"),
        ("毗邻的云岭县组建湿地巡护队，做法值得借鉴。", "not-mentioned"),
        ("2019年至2021年，累计组建湿地巡护队5支。", "not-mentioned"),
        ("湿地巡护队一直没有组建。", "not-mentioned"),
        ("2024年，抓好两件事。组建湿地巡护队。", "not-mentioned"),
        # what stands before the main clause is not what is told
        ("省林业厅印发组建湿地巡护队的意见以后，我县湿地巡护队方案正在起草。", "partly"),
    ],
)
def test_a_passage_that_tells_no_act_of_the_year_is_no_delivery(said: str, outcome: str) -> None:
    assert _outcome(_RANGER, said) == outcome


def test_the_next_passage_speaks_where_the_first_is_anothers_act() -> None:
    said = "省林业厅组建湿地巡护队，配齐巡护员。\n我县组建湿地巡护队1支。"
    this = Year(said, [(0, len(said), "measures", "")], Identity(years=(2023,)))
    (found,) = plan(_RANGER, this, [(1, 0, len(_RANGER))], _RARITY)
    assert found.this is not None
    assert (found.outcome, found.this.text) == ("delivered", "我县组建湿地巡护队1支。")


@pytest.mark.parametrize(
    ("planned", "said", "outcome"),
    [
        ("渡口巡查率达到90%以上。", "渡口巡查率93%。", "delivered"),
        ("渡口巡查率达到90%以上。", "渡口巡查率73.1%。", "partly"),
        ("渡口巡查6000次。", "渡口巡查1.2万次。", "delivered"),
        ("渡口巡查1.2万次。", "渡口巡查6000次。", "partly"),
        # another unit, a date, an aim from above
        ("渡口巡查60次。", "渡口巡查30天，查出隐患5处。", "delivered"),
        ("渡口巡查12次。", "7月完成渡口巡查。", "delivered"),
        ("渡口证照办理时限压缩到20天以内。", "渡口证照办理时限压缩到7天。", "delivered"),
    ],
)
def test_figures_less_than_aimed_at_are_of_the_same_unit(planned: str, said: str, outcome: str) -> None:
    assert _outcome(planned, said) == outcome


def test_shortcomings_tell_how_far_a_plan_came_but_not_that_it_is_lacking() -> None:
    for said, outcome in (
        ("一是湿地巡护队只组建到乡镇一级，夜间无人值守。", "partly"),
        ("一是湿地巡护队一直没有组建，夜间无人值守。", "not-mentioned"),
    ):
        this = Year(said, [(0, len(said), "problems", "")], Identity(years=(2023,)))
        (found,) = plan(_RANGER, this, [(1, 0, len(_RANGER))], _RARITY)
        assert found.outcome == outcome


def test_one_clause_that_is_told_speaks_for_the_item_whatever_its_purpose() -> None:
    planned = "（三）举办河灯民俗巡游，着力营造人人参与、人人尽责、人人享有的浓厚氛围，让居民有更多获得感。"
    assert _outcome(planned, "9月在滨河路举办河灯民俗巡游。") == "delivered"
    assert _outcome(planned, "各单位着力营造人人参与的氛围。") == "not-mentioned"


def test_names_that_differ_in_their_telling_part_are_others() -> None:
    planned = "建设葵莺港法律服务中心。启动葵莺港法律服务中心建设，年内投入使用。"
    assert _outcome(planned, "葵莺港法律服务中心建成投用。") == "delivered"
    assert _outcome(planned, "骊蔷塬法律服务中心建成投用。") == "not-mentioned"
    assert _outcome("推行“葵莺港”码上监督。", "葵莺渡一线人员人均办件305件。") == "not-mentioned"


@pytest.mark.parametrize(
    ("said", "role", "nearest"),
    [
        ("计划明年上半年组建湿地巡护队。", "measures", "计划明年上半年组建湿地巡护队。"),
        ("建立河道保洁队。省林业厅组建湿地巡护队3支。", "measures", "省林业厅组建湿地巡护队3支。"),
        ("组建湿地巡护队。", "plan", "组建湿地巡护队。"),
        ("湿地巡护队至今没有组建。", "problems", "湿地巡护队至今没有组建。"),
        ("开展法治宣传42场。", "measures", ""),
    ],
)
def test_an_item_not_mentioned_is_shown_its_nearest_passage(said: str, role: str, nearest: str) -> None:
    this = Year(said, [(0, len(said), role, "")], Identity(years=(2023,)))
    (found,) = plan(_RANGER, this, [(1, 0, len(_RANGER))], _RARITY)
    assert (found.outcome, found.score) == ("not-mentioned", 0.0)
    assert (found.this.text if found.this is not None else "") == nearest


def test_a_heading_tells_nothing() -> None:
    planned = "深化渡口巡查体制改革。"
    assert _outcome(planned, "（三）深化渡口巡查体制改革。") == "not-mentioned"
    assert _outcome(planned, "渡口巡查体制改革全面完成。") == "delivered"


def test_two_reports_alone_are_followed_like_many() -> None:
    assert _outcome(_RANGER, "6月组建湿地巡护队，巡护员全部到岗。", Rarity()) == "delivered"
    assert _outcome(_RANGER, "6月组建执法监督队伍，执法人员全部到岗。", Rarity()) == "not-mentioned"


def _again(last: str, said: str, role: str = "problems") -> list[str]:
    this = Year(said, [(0, len(said), role, "")], Identity(years=(2023,)))
    return [one.this.text for one in problems(last, this, [(1, 0, len(last))], _RARITY) if one.this is not None]


def test_shortcoming_in_the_same_words_is_repeated_and_another_is_not() -> None:
    text = "一是渣土车夜间抛洒查处不力，联合检查次数偏少。"
    same = "主要问题：\n二是渣土车夜间抛洒查处不力，联合检查次数仍偏少。"
    other = "二是老旧小区加装电梯协调缓慢，普法宣传次数偏少。"
    assert _again(text, same) == ["二是渣土车夜间抛洒查处不力，联合检查次数仍偏少。"]
    assert _again(text, other) == []


def test_shortcoming_is_its_matter_however_the_lack_is_put() -> None:
    text = "渣土车夜间巡查的力度不够，针对性有待增强。"
    assert without_lack("力度还不够，针对性有待增强。") == "力度，，针对性，。"
    assert _again(text, "三是渣土车夜间巡查的力度仍需加强。")
    assert _again(text, "三是渣土车登记台账有待完善。") == []


def test_shortcoming_among_the_measures_counts_only_where_it_is_told_as_lacking() -> None:
    text = "渣土车夜间抛洒查处不力。"
    assert _again(text, "渣土车夜间抛洒的情况仍时有发生。", "measures")
    assert _again(text, "渣土车夜间抛洒查处120起。", "measures") == []


def test_what_many_reports_write_is_repeated_only_as_a_whole() -> None:
    common = Rarity(["行政应诉准备不充分，举证材料不全。"] * 30)
    text = "行政应诉准备不充分，椿枫山涉及的案件送达回证缺失。"
    for said, count in ((text, 1), ("行政应诉准备不充分，蕙莲港车辆老化。", 0)):
        this = Year(said, [(0, len(said), "problems", "")])
        assert len(problems(text, this, [(1, 0, len(text))], common)) == count


def test_labelled_items_used_for_development() -> None:
    """What no one says is never found; of what is said, no less is found than when this was written."""
    bank = [one for one in read(_FIXTURES / "followed.yaml") if one["part"] == "dev"]
    found = list(judged(bank, _FIXTURES / "reports"))
    assert [one.text for one in found if one.wanted in ("not-mentioned", "new") and one.said] == []
    plans = [one for one in found if one.role == "plan"]
    assert (len(plans), sum(one.outcome == one.wanted for one in plans)) == (60, 41)
    repeated = [one.outcome for one in found if one.wanted == "repeated"]
    assert (len(repeated), repeated.count("repeated")) == (12, 11)


def test_the_instrument_prints_both_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (_FIXTURES / "reports" / "f34.txt").read_text(encoding="utf-8")
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    bank = tmp_path / "bank.yaml"
    bank.write_text(
        "- report: one\n  part: dev\n  plan:\n  - {text: 新建赛马场3座。, outcome: delivered, passage: 电梯7部}\n"
        "  problems:\n  - {text: 赛马场年久失修。, outcome: new}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("sys.argv", ["followed", str(bank), str(tmp_path), "--part", "dev", "-v"])
    main()
    said = capsys.readouterr().out
    assert "right 0 of 1 (0.0 %)" in said
    assert "right 1 of 1 (100.0 %)" in said
    assert "one plan delivered () -> not-mentioned" in said


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("云岭县人民政府", "云岭县"),
        ("中共云岭县委 云岭县人民政府", "云岭县"),
        ("云岭县人民政府办公室", "云岭县"),
        ("云岭县司法局", "云岭县司法局"),
        ("云岭区人民政府青山街道办事处", "云岭区青山街道"),
        ("中共云岭县委", "云岭县委"),
        ("市政府", ""),
        ("", ""),
    ],
)
def test_places_are_told_by_the_issuer_without_its_office(issuer: str, place: str) -> None:
    assert place_of(issuer) == place
