"""The house rules that a reader would otherwise have to check: who includes whom, how long a file is, what SQL says."""
import re

from cpp_text import literals, without_comments

LONG, TOO_LONG = 250, 400

# Heavy headers stay behind a small header of ours.
HEAVY = re.compile(r"#include (\"base/toml\.hpp|<(CLI/|toml\+\+/|spdlog/|boost/beast|ctemplate/|curl/|libical/|sodium|sqlite3|cmark|zlib))")
# What only one room may touch (locks 3 and 6).
DOORS = {
    "curl/": ("src/outbound/", "only outbound/ opens connections"),
    "sqlite3.h": ("src/store/sqlite/", "only store/sqlite/ knows SQLite"),
}
UNFINISHED = re.compile(r"\b(TODO|FIXME|HACK|WIP)\b|(?i:\bfor now\b|\bnot yet implemented\b)")
BLAND = re.compile(r"\b(?:class|struct) \w*(Manager|Helper|Util|Utils)\b")
CLOCK = re.compile(r"\b(?:system_clock::now|time\(nullptr\)|gettimeofday)\b")

STATEMENT = re.compile(r"(?:WITH RECURSIVE |SELECT|INSERT INTO|UPDATE|DELETE FROM)\b")
# Databases that know no shop: the register of migrations, the key store (its own file), the start of the program.
BEFORE_ANY_SHOP = {
    "src/store/migrate.cpp",
    "src/privacy/key_store.cpp",
    "src/privacy/key_rotation.cpp",
    "src/copies/snapshot.cpp",
    "src/copies/replay.cpp",
    "src/shop/shop.cpp",
    "src/app/installation.cpp",
}

TABLE = re.compile(r"^CREATE TABLE (\w+) \(\s*-- class: \w+")
COLUMN = re.compile(r"^\s+[a-z_]+ +[A-Z]+")
# Names, contacts, vehicles and words are sealed; only times, services and amounts, and staff, may be plain.
CLASSIFIED = re.compile(r"-- \[(?:none|(?:D4|staff) plain|(?:D[1-6]|staff|photo|condition|signature|bank_line) (?:sealed|index))\] \S")
KEY = re.compile(r"(?:PRIMARY KEY|UNIQUE(?: INDEX \w+ ON \w+)?|CREATE INDEX \w+ ON \w+) *\((\w+)")


def rooms(root):
    """room -> every room that it may include, as CMakeLists.txt links them."""
    needs = {}
    for name, more in re.findall(r"^autojet_room\((\w+)([^)]*)\)", (root / "CMakeLists.txt").read_text(), re.M):
        words = more.split("LINKS")[0].replace("NEEDS", "").split()
        needs[name] = set(words)
        for word in words:
            needs[name] |= needs.get(word, set())
    return needs


def is_test(path):
    return path.stem.endswith("_test") or "for_tests" in path.stem


def check_includes(root, path, text, allowed, report):
    room = path.relative_to(root / "src").parts[0]
    relative = str(path.relative_to(root))
    if path.parent == root / "src":
        return  # main.cpp
    if room not in allowed:
        report(relative, f"the room {room} is not in CMakeLists.txt")
        return
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#include"):
            continue
        place = f"{relative}:{number}"
        ours = re.match(r'#include "(\w+)/', line)
        if ours and not is_test(path) and ours[1] != room and ours[1] in allowed and ours[1] not in allowed[room]:
            report(place, f"{room} may not include {ours[1]}: the arrows are in CMakeLists.txt")
        if relative == "src/base/toml.hpp":  # the settings that its library needs in front of it, for source files
            continue
        if path.suffix == ".hpp" and HEAVY.match(line) and not is_test(path) and path.parent.name != "sqlite":
            report(place, "a heavy header belongs in one source file, behind a header of ours")
        for header, (home, why) in DOORS.items():
            if f"<{header}" in line and not relative.startswith(home) and not is_test(path):
                report(place, why)


def check_words(root, path, text, report):
    relative = path.relative_to(root)
    for number, line in enumerate(text.splitlines(), 1):
        if found := UNFINISHED.search(line):
            report(f"{relative}:{number}", f"unfinished: {found[0]}")
    if path.suffix not in (".cpp", ".hpp"):
        return
    code = without_comments(text)
    for number, line in enumerate(code.splitlines(), 1):
        if found := BLAND.search(line):
            report(f"{relative}:{number}", f"a word of the workshop instead of {found[1]}, please")
        if CLOCK.search(line) and not is_test(path) and relative.parts[0] == "src" and path.stem != "clock":
            report(f"{relative}:{number}", "time comes from tx.now() or a Clock")


def check_size(root, path, text, report, note):
    lines = text.count("\n")
    if lines > TOO_LONG:
        report(path.relative_to(root), f"{lines} lines: split it by idea ({TOO_LONG} at most)")
    elif lines > LONG:
        note(path.relative_to(root), f"{lines} lines")


def check_sql(root, path, text, report):
    relative = str(path.relative_to(root))
    if relative in BEFORE_ANY_SHOP or is_test(path):
        return
    for literal in literals(text):
        if STATEMENT.match(literal.text) and not re.search(r"\$1\b", literal.text):
            report(f"{relative}:{literal.line}", "a statement without its shop ($1)")


def check_migration(root, path, text, report):
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{path.relative_to(root)}:{number}"
        if line.startswith("CREATE TABLE"):
            inside = True
            if not TABLE.match(line):
                report(place, "a table says its retention class: -- class: ...")
        elif line.startswith(")"):
            inside = False
        elif (inside and COLUMN.match(line) and not KEY.search(line)) or line.startswith("ALTER TABLE"):
            if not CLASSIFIED.search(line):
                report(place, "a column says its category: -- [D1 sealed] what it is (plain: D4 and staff only)")
        if (key := KEY.search(line)) and key[1] != "shop":
            report(place, "every key begins with the shop")


def check(root, report, note):
    allowed = rooms(root)
    for path in sorted(root.glob("src/**/*.[ch]pp")):
        text = path.read_text()
        check_includes(root, path, text, allowed, report)
        check_words(root, path, text, report)
        check_size(root, path, text, report, note)
        check_sql(root, path, text, report)
    for path in sorted(root.glob("src/*/migrations/*.sql")):
        check_migration(root, path, path.read_text(), report)
    others = [root / "dev", root / "tools" / "embed.cpp", root / "tools" / "policy_compiler.cpp"]
    for pattern in ("src/*/templates/*.html", "assets/*.css", "assets/*.js", "cmake/*.cmake", "tests/*/*.cpp", "tests/*/*.mjs", "bench/*.cpp"):
        others += root.glob(pattern)
    for path in sorted(others):
        check_words(root, path, path.read_text(), report)
