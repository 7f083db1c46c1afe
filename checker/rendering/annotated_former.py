"""What annotating left in a .docx the last time: its comments and its summary, to be replaced by this run's."""

from __future__ import annotations

from checker.reading.own_summary import summary_blocks
from checker.rendering.annotated_package import Element, Package

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W16 = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_W18 = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


class Former:
    """The comments of ``author`` that nobody answered, as the file has them now."""

    def __init__(self, package: Package, author: str) -> None:
        self._package = package
        w = package.w
        comments = [each for each in package.peek("comments") if each.tag == w + "comment"]
        answered = {
            mark.get(_W15 + "paraIdParent")
            for mark in package.peek("commentsExtended")
            if mark.get(_W15 + "paraIdParent")
        }
        self._own = {
            comment.get(w + "id"): _paragraphs(comment, w)
            for comment in comments
            if comment.get(w + "author") == author and not answered & _paragraphs(comment, w)
        }

    def remove(self) -> None:
        """Take them out of the text, the comments and the parts that tell more of comments."""
        package, w = self._package, self._package.w
        body = package.main.find(w + "body")
        # the one of this run is not set yet
        for block in [] if body is None else summary_blocks(body):
            _drop(block)
        if not self._own:
            return
        for mark in list(package.main.iter(*(w + tag for tag in _MARKS))):
            if mark.get(w + "id") in self._own:
                run = mark.getparent()
                _drop(mark)
                if run is not None and run.tag == w + "r" and all(child.tag == w + "rPr" for child in run):
                    _drop(run)
        for root in package.parts("comments"):
            for comment in [each for each in root if each.get(w + "id") in self._own]:
                root.remove(comment)
        paragraphs = {key for keys in self._own.values() for key in keys}
        for root in package.parts("commentsExtended"):
            _without(root, _W15 + "paraId", paragraphs)
        durable = set()
        for root in package.parts("commentsIds"):
            durable |= _without(root, _W16 + "paraId", paragraphs)
        for root in package.parts("commentsExtensible"):
            _without(root, _W18 + "durableId", durable)


def _paragraphs(comment: Element, w: str) -> set[str]:
    """The keys of a comment's paragraphs, by which Word's further parts speak of it."""
    return {key for paragraph in comment.iter(w + "p") if (key := paragraph.get(_W14 + "paraId"))}


def _without(root: Element, attribute: str, keys: set[str]) -> set[str]:
    """Remove the entries of ``keys``; their durable ids."""
    gone = [entry for entry in root if isinstance(entry.tag, str) and entry.get(attribute) in keys]
    for entry in gone:
        root.remove(entry)
    return {key for entry in gone if (key := entry.get(_W16 + "durableId"))}


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
