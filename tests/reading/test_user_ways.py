"""As a user comes: folders, archives in archives, names in Chinese, a bad file among good ones, names as hints."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from checker import check
from checker.audit.sources import entries
from checker.errors import LimitError, UnreadableError
from checker.reading import Limits, read, read_many
from checker.structure import IdentityOptions
from tests.reading.builders.matrix import txt, typed_docx
from tests.reading.builders.word import pack
from tests.test_cli import run

BODY = """今年以来，按照年度安排坚持依法行政，现将有关情况报告如下。
一、主要举措和成效
审查行政规范性文件草案17件，提出修改意见58条。法治政府建设任务全部完成，行政应诉案件32件，负责人出庭应诉31件。
二、存在的不足
个别单位法制审核人员配备不到位，办案质量参差不齐。
三、下一步安排
继续加强培训。
""".encode()


def results(*paths: Path) -> dict[str, str]:
    """What the command says to each file, by its name below ``paths[0]``'s folder: a title or an error."""
    done = run("check", *paths, "--format", "json")
    told: dict[str, str] = {}
    if done.stdout:
        for each in json.loads(done.stdout)["assessments"]:
            told[each["report"]["source"]] = each["report"]["title"]
    for line in done.stderr.decode().splitlines():
        assert line.startswith("错误：无法读取“")
        name, _, what = line.removeprefix("错误：无法读取“").partition("”：")
        told[name] = what
    assert done.returncode == (2 if done.stderr else 0), done.stderr.decode()
    return told


def test_a_folder_with_good_and_bad_files(tmp_path: Path) -> None:
    room = tmp_path / "各单位报送 2023"
    (room / "乡镇" / ".缓存").mkdir(parents=True)
    (room / "青禾县.docx").write_bytes(typed_docx())
    (room / "乡镇" / "青禾县（终稿）.txt").write_bytes(txt("gb18030"))
    (room / "乡镇" / ".缓存" / "旧稿.txt").write_bytes(txt())
    (room / "乡镇" / "~$青禾县.docx").write_bytes(b"lock")
    (room / "乡镇" / "空白.txt").write_bytes(b"")
    (room / "乡镇" / "没下完.docx").write_bytes(b"PK\n")
    (room / "乡镇" / "版式文件.ofd").write_bytes(pack({"OFD.xml": b"<x/>"}))
    (room / "乡镇" / "附表.xlsx").write_bytes(b"not looked at")
    told = results(room)
    title = "青禾县人民政府2023年度法治政府建设情况报告"
    assert {Path(name).name: what.partition("。")[0] for name, what in told.items()} == {
        "青禾县.docx": title,
        "青禾县（终稿）.txt": title,
        "空白.txt": "文件是空的，没有任何文字",
        "没下完.docx": "文件名以 .docx 结尾，内容却不是这种文件，可能没有下载或复制完整",
        "版式文件.ofd": "这是 OFD 版式文件",
    }


def damaged(data: bytes, member: str) -> bytes:
    """The archive with bytes in the middle of one member's packed content turned over."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(member)
    out = bytearray(data)
    start = info.header_offset + 30 + len(member.encode()) + info.compress_size // 2
    for place in range(start, start + 20):
        out[place] ^= 0xFF
    return bytes(out)


def test_an_archive_with_a_bad_member_and_an_archive_within(tmp_path: Path) -> None:
    inner = pack({"深层/青禾县.txt": txt("utf-16")})
    data = pack({"青禾县.docx": typed_docx(), "坏.docx": typed_docx(), "../越界.txt": txt(), "内层.zip": inner})
    path = tmp_path / "报送材料.zip"
    path.write_bytes(damaged(data, "坏.docx"))
    told = {name.removeprefix(str(path)): what.partition("。")[0] for name, what in results(path).items()}
    title = "青禾县人民政府2023年度法治政府建设情况报告"
    assert told == {
        "/青禾县.docx": title,
        "/内层.zip/深层/青禾县.txt": title,
        "/坏.docx": "压缩包里的这个文件已损坏",
        "/../越界.txt": "压缩包内的文件名含有越界路径，已跳过",
    }


def test_standard_input_takes_every_format() -> None:
    for data in (txt("gb18030"), typed_docx(), pack({"报告.txt": txt()})):
        done = run("check", "-", "--summary", stdin=data)
        assert done.returncode == 0, done.stderr.decode()
        assert "青禾县人民政府2023年度法治政府建设情况报告" in done.stdout.decode()


@pytest.mark.parametrize("suffix", ["docx", "pdf", "odt", "png"])
def test_a_file_that_is_not_what_its_name_promises(suffix: str) -> None:
    with pytest.raises(UnreadableError, match=f"文件名以 .{suffix} 结尾，内容却不是这种文件"):
        read("登录已超时，请重新登录后下载。".encode(), name=f"年报.{suffix}")


def test_text_under_a_doc_suffix_is_read() -> None:
    """Some office systems export plain text or a web page as .doc."""
    assert read(txt(), name="年报.doc").format == "txt"


# ---------------------------------------------------------------------- names as hints


def identity(name: str, body: bytes = BODY, **options: Any) -> Any:
    (assessment,) = check(body, name=name, identity=IdentityOptions(**options))
    return assessment.report.identity


@pytest.mark.parametrize(
    ("name", "issuer", "kind", "years"),
    [
        ("松泉县人民政府关于2023年度法治政府建设情况的报告（定稿）.txt", "松泉县人民政府", "county", (2023,)),
        ("附件1：青石镇2022年法治政府建设情况报告.txt", "青石镇", "township", (2022,)),
        ("材料.zip/20240122-云岭市教育局2023年度法治政府建设工作总结-v3.txt", "云岭市教育局", "department", (2023,)),
    ],
)
def test_a_text_without_title_takes_what_its_name_tells(
    name: str, issuer: str, kind: str, years: tuple[int, ...]
) -> None:
    found = identity(name)
    assert found.title is not None
    assert found.issuer is not None
    assert (found.issuer.value, found.kind, found.years) == (issuer, kind, years)
    assert {found.title.source, found.issuer.source, found.years_source} == {"filename"}
    assert found.title.start == -1


@pytest.mark.parametrize(
    "name", ["会议通知.txt", "报告.txt", "关于松泉县2023年法治政府建设情况的审议意见.txt", "f01.txt"]
)
def test_other_names_give_no_title(name: str) -> None:
    found = identity(name)
    assert found.title is None


def test_what_the_text_says_goes_before_its_name() -> None:
    body = "青禾县人民政府2023年度法治政府建设情况报告\n".encode() + BODY
    found = identity("松泉市人民政府2021年度法治政府建设情况报告.txt", body)
    assert found.title.value == "青禾县人民政府2023年度法治政府建设情况报告"
    assert (found.issuer.value, found.years) == ("青禾县人民政府", (2023,))
    signed = BODY + "青禾县人民政府\n2024年1月22日\n".encode()
    assert identity("松泉市人民政府2023年度法治政府建设情况报告.txt", signed).issuer.value == "青禾县人民政府"


def test_a_title_in_the_files_name_is_no_title_of_the_report() -> None:
    (assessment,) = check(BODY, name="松泉县人民政府关于2023年度法治政府建设情况的报告.txt")
    finding = next(each for each in assessment.findings if each.criterion == "form.title")
    assert finding.coverage == "none"
    assert "只有文件名为“松泉县人民政府关于2023年度法治政府建设情况的报告”" in finding.message


# ---------------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("limits", "sample", "words"),
    [
        (Limits(max_bytes=100), "年报.docx", "超过上限 100 字节"),
        (Limits(max_text_bytes=100), "年报.txt", "超过上限 100 字节"),
        (Limits(max_characters=100), "年报.txt", "文字超过 100 个字符"),
        (Limits(max_characters=100), "年报.docx", "超过上限"),
        (Limits(max_members=2), "年报.docx", "超过上限 2"),
        (Limits(max_expanded_bytes=1000), "年报.docx", "超过上限 1000 字节"),
        (Limits(max_nesting=1), "年报.html", "嵌套超过 1 层"),
    ],
)
def test_a_caller_sets_the_limits(limits: Limits, sample: str, words: str) -> None:
    from tests.reading.builders.matrix import html

    data = {"docx": typed_docx, "txt": txt, "html": html}[sample.rpartition(".")[2]]()
    assert check(data, name=sample)
    with pytest.raises(LimitError, match=words):
        check(data, name=sample, limits=limits)


def test_a_caller_sets_the_limits_of_archives(tmp_path: Path) -> None:
    path = tmp_path / "层.zip"
    path.write_bytes(pack({"内.zip": pack({"内.zip": pack({"年报.txt": txt()})})}))
    assert check(path)
    with pytest.raises(LimitError, match="压缩包嵌套超过 1 层"):
        check(path, limits=Limits(max_depth=1))
    with pytest.raises(LimitError, match="文件夹中的文件超过 0 个"):
        raise next(error for _, error in read_many([tmp_path], Limits(max_members=0)) if isinstance(error, LimitError))


def test_a_caller_sets_the_limits_of_pdf() -> None:
    from tests.reading.builders.paper import Sheet, pdf

    data = pdf(*[Sheet().text(80, 700, "有文字的一页。")] * 3)
    assert read(data, name="年报.pdf", limits=Limits(max_pages=3)).ledger.pages == 3
    with pytest.raises(LimitError, match="共 3 页，超过上限 2 页"):
        check(data, name="年报.pdf", limits=Limits(max_pages=2))
    with pytest.raises(LimitError, match=r"解析超过 0\.01 秒仍未完成"):
        check(data, name="年报.pdf", limits=Limits(max_seconds=0.01))
    with pytest.raises(LimitError, match="内存超过上限"):
        check(data, name="年报.pdf", limits=Limits(max_memory=24 * 1024 * 1024))


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("open/a.txt", "shut/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("一份报告", "utf-8")
    listed = os.scandir

    def refusing(place: str) -> object:
        if str(place).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(place))
        return listed(place)

    monkeypatch.setattr(os, "scandir", refusing)
    told = {Path(name).name: str(result) for name, result in read_many([str(tmp_path)])}
    assert set(told) == {"a.txt", "shut"}
    assert "文件夹不能打开。请核对权限。" in told["shut"]
    audited = {Path(entry.source).name: entry.problem for entry in entries([str(tmp_path)])}
    assert audited["a.txt"] == ""
    assert "文件夹不能打开" in audited["shut"]
