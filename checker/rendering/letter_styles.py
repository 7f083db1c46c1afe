"""The looks of the Word outputs: fonts, styles, page numbers and settings in the manner of GB/T 9704."""

from __future__ import annotations

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

TITLE, BLACK, KAI, BODY = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_LATIN = "Times New Roman"
# A machine without these fonts takes the first one of the second column that it has.
_FONTS = (
    (TITLE, "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC", "roman"),
    (BLACK, "SimHei,Noto Sans CJK SC,WenQuanYi Micro Hei", "modern"),
    (KAI, "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC", "modern"),
    (BODY, "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC", "modern"),
    ("宋体", "SimSun,Noto Serif CJK SC", "auto"),
    (_LATIN, "Liberation Serif", "roman"),
)
# Lines of small type keep their own height instead of that of the page's 22 lines.
NO_GRID = '<w:snapToGrid w:val="0"/>'


def fonts(name: str) -> str:
    """``w:rFonts``: ``name`` for Chinese, a serif for Latin letters and digits."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{name}" w:cs="{_LATIN}"/>'


def _style(key: str, name: str, paragraph_: str, run_: str, extra: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{extra}'
        f"<w:qFormat/><w:pPr>{paragraph_}</w:pPr><w:rPr>{run_}</w:rPr></w:style>"
    )


def styles() -> str:
    """Body in 16 pt on lines of 28.95 pt, so that a page holds 22 lines of 28 characters."""
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    none = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    following = '<w:next w:val="Normal"/>'
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/>{indent}<w:outlineLvl w:val="{level - 1}"/>',
            fonts(font) + bold,
            following,
        )
        for level, font, bold in ((1, BLACK, ""), (2, KAI, ""), (3, BODY, "<w:b/>"), (4, BODY, ""))
    )
    title_line = '<w:spacing w:before="0" w:after="0" w:line="640" w:lineRule="atLeast"/>'
    return (
        f'<w:styles xmlns:w="{W_NS}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY)}<w:kern w:val="2"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>{indent}<w:jc w:val="both"/>'
        "</w:pPr>"
        "</w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f"{headings}"
        + _style("Title", "Title", f'{title_line}{none}<w:jc w:val="center"/>', fonts(TITLE) + '<w:sz w:val="44"/>')
        + _style("Flush", "Flush", none, "")
        + _style(
            "Signature",
            "Signature",
            '<w:ind w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>',
            "",
        )
        + _style(
            "Small",
            "Small",
            f'{NO_GRID}<w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="atLeast"/>{none}'
            '<w:jc w:val="left"/>',
            '<w:sz w:val="21"/><w:szCs w:val="21"/>',
        )
        + _style(
            "Quotation",
            "Quotation",
            '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="7F7F7F"/></w:pBdr>'
            f'{NO_GRID}<w:spacing w:before="40" w:after="40" w:line="420" w:lineRule="atLeast"/>'
            '<w:ind w:left="860" w:firstLineChars="0" w:firstLine="0"/>',
            fonts(KAI) + '<w:sz w:val="28"/><w:szCs w:val="28"/>',
        )
        + _style(
            "footer",
            "footer",
            f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{none}',
            fonts("宋体") + '<w:sz w:val="28"/><w:szCs w:val="28"/>',
        )
        + "</w:styles>"
    )


def footer(side: str) -> str:
    """“— 1 —”, one character in from the outer edge."""
    indent = f'<w:ind w:{side}="280" w:firstLineChars="0" w:firstLine="0"/>'
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:ftr xmlns:w="{W_NS}"><w:p><w:pPr><w:pStyle w:val="footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f"{dash.format('— ')}{number}{dash.format(' —')}</w:p></w:ftr>"
    )


def font_table() -> str:
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="{"00" if name == _LATIN else "86"}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, others, family in _FONTS
    )
    return f'<w:fonts xmlns:w="{W_NS}">{listed}</w:fonts>'


SETTINGS = (
    f'<w:settings xmlns:w="{W_NS}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
