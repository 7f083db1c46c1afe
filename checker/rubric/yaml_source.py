"""YAML with the line of every value; duplicate keys and tags are refused, nesting and aliases bounded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from checker.rubric.yaml_slips import slip, too_deep

_MOST_NODES = 200_000
_DEEPEST = 40
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
Path_ = tuple[str | int, ...]


class YamlFormError(Exception):
    """The file is not YAML we accept: ``line`` from 1 and one Chinese clause."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@cache
def _loader(yaml: Any) -> Any:
    """The safe loader without dates: 2024-02-30 must reach the form as text, where it gets its own sentence."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
        for first, known in base.yaml_implicit_resolvers.items()
    }
    made: Any = type("DatelessLoader", (base,), {"yaml_implicit_resolvers": resolvers})
    for kind in ("int", "float"):
        made.add_constructor(f"tag:yaml.org,2002:{kind}", _number(getattr(base, f"construct_yaml_{kind}")))
    return made


def _number(construct: Any) -> Any:
    """What looks like a number to YAML and is none (0x_, or more digits than Python reads) stays text for the form."""

    def made(loader: Any, node: Any) -> Any:
        try:
            return construct(loader, node)
        except ValueError:
            return node.value

    return made


# What the YAML library says, by a telling part of it, and what it means for the one who writes the file.
_TOLD = (
    ("mapping values are not allowed", "冒号的位置不对；值里有冒号的请加引号"),
    ("could not find expected ':'", "缺少冒号，或者上一行的引号没有写完"),
    ("cannot start any token", "用了不能这样用的字符：缩进请用空格，不用制表符；%、@、` 开头的值请加引号"),
    ("did not find expected ',' or ']'", "方括号没有写完，或者缺逗号；值里有冒号、括号的请加引号"),
    ("did not find expected ',' or '}'", "花括号没有写完，或者缺逗号；值里有冒号、括号的请加引号"),
    ("did not find expected node content", "方括号或花括号没有写完"),
    ("did not find expected '-' indicator", "列表的缩进不一致，或者缺“- ”"),
    ("did not find expected key", "缩进不一致，或者缺字段名"),
    ("<block end>", "缩进不一致"),
    ("found unexpected end of stream", "引号没有写完"),
    ("while scanning a quoted scalar", "引号没有写完"),
    ("found undefined alias", "引用了没有定义的锚点；* 开头的值请加引号"),
    ("found unknown escape character", "双引号里的反斜线有误，请改用单引号"),
    ("but found another document", "一个文件里只能写一份内容，请去掉“---”"),
    ("found a tab character", "缩进请用空格，不用制表符"),
    ("block sequence entries are not allowed", "“- ”的位置不对，应另起一行"),
    ("did not find expected comment or line break", "| 或 > 后面应换行再写内容"),
    ("did not find expected alphabetic or numeric", "& 和 * 后面应是锚点的名称；以它们开头的值请加引号"),
    ("for merging", "“<<”后面只能引用字段组"),
    ("invalid Unicode character escape", "双引号里的反斜线有误，请改用单引号"),
    ("tag:yaml.org,2002:value", "单独一个“=”请加引号"),
)


def _told(problem: object) -> str:
    text = str(problem or "")
    return next((told for part, told in _TOLD if part in text), text)


def _look_over(text: str, yaml: Any) -> None:
    """Refuse nesting and tags before anything is built of them.

    The library builds nested values by calling itself in C: some ten thousand brackets end the interpreter. A tag
    (``!!int``) forces a type on a value that may not be one, and none of our forms asks for any.
    """
    depth = 0
    for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise YamlFormError(event.start_mark.line + 1, "嵌套层数过多")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "tag", None):
            raise YamlFormError(event.start_mark.line + 1, "不能写类型标记（! 开头）；值里有 ! 的请加引号")


class YamlSource:
    """One parsed file: ``data`` as plain values, ``line_of(path)`` for any value in it."""

    def __init__(self, path: Path, text: str) -> None:
        import yaml

        self.path = path
        self.lines = text.splitlines()
        self._at: dict[Path_, int] = {}
        self._visited = 0
        loader = None
        try:
            _look_over(text, yaml)
            loader = _loader(yaml)(text)
            node = loader.get_single_node()
            if node is None:
                raise YamlFormError(1, "文件是空的")
            self._walk(node, (), yaml)
            self.data: Any = loader.construct_document(node)
        except yaml.MarkedYAMLError as error:
            raise self._refused(error) from error
        except yaml.YAMLError as error:
            raise self._unreadable(error, text) from error
        finally:
            if loader is not None:
                loader.dispose()

    def _refused(self, error: Any) -> YamlFormError:
        """What the library stumbled over: a slip in the lines it was reading where one is seen, else its own word."""
        problem, context = error.problem_mark or error.context_mark, error.context_mark
        # what is not closed is missed at the end of the file, a line too far
        line = min(problem.line + 1, max(len(self.lines), 1)) if problem else 1
        told = _told(error.problem)
        begun = context.line + 1 if context and "block" not in str(error.context) else max(line - 1, 1)
        seen = slip(self.lines, begun, line)
        if seen is not None:
            return YamlFormError(seen[0], f"YAML 写法有误（{seen[1]}）")
        if "quoted" in str(error.context) and begun <= len(self.lines) and re.search("[”’]", self.lines[begun - 1]):
            told += "；“”是全角引号，收尾要用与开头相同的半角引号"
        if "mapping values" in str(error.problem) and too_deep(self.lines, line):
            told = "缩进比上一行多，应与同级的字段对齐；或者上一行的值没有写完"
        elif context and begun < line and ("quoted" in str(error.context) or "flow" in str(error.context)):
            # it begins there and never ends: the end of the file, or the next field, says nothing to the writer
            return YamlFormError(begun, f"YAML 写法有误（{told}；从这一行起，到第 {line} 行还没有结束）")
        return YamlFormError(line, f"YAML 写法有误（{told}）")

    def _unreadable(self, error: Any, text: str) -> YamlFormError:
        """A character that YAML does not allow, with its line."""
        at = next((index for index, character in enumerate(text) if _CONTROL.match(character)), -1)
        if at < 0:
            return YamlFormError(1, f"YAML 写法有误（{error}）")
        line = len((text[:at] + "x").splitlines())
        return YamlFormError(line, "有看不见的控制字符，请删去这一处重新输入")

    def line_of(self, path: Path_) -> int:
        """The line (from 1) of the value at ``path`` or of its nearest ancestor."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 1)

    def line_text(self, line: int) -> str:
        return self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""

    def _walk(self, node: Any, path: Path_, yaml: Any) -> None:
        # Aliases repeat a node; nested ones multiply, so the whole walk is bounded.
        self._visited += 1
        if self._visited > _MOST_NODES:
            raise YamlFormError(node.start_mark.line + 1, "内容过多，或锚点引用（& 和 *）层层嵌套，请拆成几个文件")
        self._at[path] = node.start_mark.line + 1
        if len(path) > _DEEPEST:
            raise YamlFormError(node.start_mark.line + 1, "嵌套层数过多")
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise YamlFormError(key.start_mark.line + 1, "字段名应为文字")
                name = str(key.value)
                if name in keys:
                    raise YamlFormError(key.start_mark.line + 1, f"“{name}”重复出现")
                keys.add(name)
                self._walk(value, (*path, name), yaml)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._walk(value, (*path, index), yaml)
