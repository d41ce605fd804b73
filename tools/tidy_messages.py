"""Every message that people may read has its Dutch translation, and no translation is left over."""
import re

from cpp_text import literals

# Where sentences are for people. What programs and the command line say stays English.
ROOMS = ("base", "shop", "staff", "customers", "scheduling", "booking", "contact", "rights", "messaging", "app", "privacy", "publishing", "registers", "invoicing", "bookkeeping", "settings")
NOT_FOR_PEOPLE = (
    "src/booking/booking_api.cpp",
    "src/shop/shop.cpp",
    "src/app/config.cpp",
    "src/app/installation.cpp",
    "src/app/resources.cpp",
    "src/app/setup.cpp",
    "src/privacy/key_store.cpp",
    "src/privacy/key_rotation.cpp",
    "src/privacy/ledger.cpp",
    "src/privacy/checkpoints.cpp",
    "src/app/upkeep.cpp",
    "src/registers/shop_rows.cpp",
    "src/privacy/policies.cpp",
    "src/publishing/observers.cpp",
    "src/registers/observers.cpp",
    "src/rights/observers.cpp",
    "src/bookkeeping/chart.cpp",  # in both languages by itself: the audit file is Dutch wherever it is made
    "src/bookkeeping/vat_code.cpp",
    "src/invoicing/pdf_words.cpp",  # has its Dutch beside its English
)
QUIET_CALLS = {"Broken", "log", "problem", "fail", "format", "static_assert", "run_script", "contains", "starts_with"}
OWN_NAMES = {"Nederlands", "English", "Autoriteit Persoonsgegevens"}  # each in its own words

SENTENCE = re.compile(r"(?!(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|BEGIN|ROLLBACK)\b)[A-Z][A-Za-z']*,? \S")
WORDS = re.compile(r"[A-Z][a-z]+|[a-z]+ [a-z ]+")
ANSWER = re.compile(r"(?:\breturn|\?|[^:]:)\s*$")
IN_TEMPLATE = re.compile(r"\[\[(.+?)\]\]", re.S)


def is_for_people(literal):
    if any(name in QUIET_CALLS for name in literal.inside[-2:]) or literal.text in OWN_NAMES:
        return False
    if literal.inside and (literal.inside[-1] in ("say", "translate") or literal.inside[-1].endswith(("_labels", "_examples"))):
        return bool(re.search("[A-Za-z]", literal.text))
    if SENTENCE.match(literal.text):
        return True
    return bool(ANSWER.search(literal.before) and WORDS.fullmatch(literal.text))


def catalogue(text):
    """msgid -> msgstr of a .po file."""
    entries, field, entry = {}, None, {}
    for line in text.splitlines() + [""]:
        if found := re.match(r'(msgid|msgstr) "(.*)"$', line):
            if found[1] == "msgid":
                entry = {}
            field = found[1]
            entry[field] = found[2]
        elif found := re.match(r'"(.*)"$', line):
            entry[field] += found[1]
        elif "msgstr" in entry:
            entries[entry["msgid"].replace('\\"', '"')] = entry["msgstr"]
            entry = {}
    entries.pop("", None)
    return entries


def check(root, report):
    po = root / "po" / "nl.po"
    translated = catalogue(po.read_text())
    wanted, said = {}, set()
    for template in sorted(root.glob("src/*/templates/*.html")):
        for message in IN_TEMPLATE.findall(template.read_text()):
            wanted.setdefault(message, template.relative_to(root))
    for source in sorted(root.glob("src/*/*.[ch]pp")):
        path = str(source.relative_to(root))
        if source.stem.endswith("_test") or "for_tests" in source.stem:
            continue
        for literal in literals(source.read_text()):
            said.add(literal.text)
            if source.parent.name in ROOMS and path not in NOT_FOR_PEOPLE and is_for_people(literal):
                wanted.setdefault(literal.text, f"{path}:{literal.line}")
    for message, place in wanted.items():
        if not translated.get(message):
            report(place, f"no Dutch translation in po/nl.po: {message!r}")
    for message in translated:
        if message not in wanted and message not in said:
            report("po/nl.po", f"nobody says this any more: {message!r}")
