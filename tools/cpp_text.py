"""What tidy reads in C++ sources: string literals, with the calls and braces around them."""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)"|"(?P<text>(?:\\.|[^"\\\n])*)"|'(?:\\.|[^'\\\n])+'"""
    r"""|(?P<open>[({])|(?P<close>[)}])|(?P<stop>;)""",
    re.S,
)
NAME_BEFORE = re.compile(r"(\w+)(?:<[^<>;]*>)?\s*(?:=\s*)?$")
BETWEEN_PARTS = re.compile(r"\s*(?:[A-Z][A-Z_]+\s*)?")  # nothing, or a macro with more text


@dataclass
class Literal:
    text: str
    line: int
    before: str  # the code in front of it, on its line and the one above
    inside: list  # names in front of the brackets around it, innermost last


def literals(source):
    """Every string literal; neighbours that the compiler would join are one."""
    found, brackets, ends = [], [], -1
    for token in TOKEN.finditer(source):
        if token["open"]:
            name = NAME_BEFORE.search(source, max(0, token.start() - 80), token.start())
            brackets.append(name[1] if name else "")
        elif token["close"]:
            if brackets:
                brackets.pop()
        elif token["text"] is not None or token["raw"] is not None:
            text = token["raw"] if token["text"] is None else unescape(token["text"])
            if found and ends >= 0 and BETWEEN_PARTS.fullmatch(source, ends, token.start()):
                found[-1].text += text
            else:
                before = "\n".join(source[max(0, token.start() - 200) : token.start()].split("\n")[-2:])
                found.append(Literal(text, source.count("\n", 0, token.start()) + 1, before, list(brackets)))
            ends = token.end()
            continue
        if token["stop"] or token["open"] or token["close"]:
            ends = -1
    return found


def unescape(text):
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")


def without_comments(source):
    """The source with comments blanked out; lines stay where they are."""
    return TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith(("//", "/*")) else m[0], source)
