"""Which tables a statement reads together, and whether they meet by their keys: as much of SQL as lapse writes."""

import re
from typing import NamedTuple

END_OF_TABLES = re.compile(r" (?:WHERE|WINDOW|GROUP BY|ORDER BY|LIMIT|SET|ON CONFLICT|UNION)\b")
TABLE = re.compile(r"^(§\d+|\w+)(?: (?:AS )?(?!ON\b)(\w+))?")

NO_KEY = "?"


class Table(NamedTuple):
    alias: str
    name: str  # of a SELECT in FROM: its place holder
    key: str


def taken_apart(sql):
    """The statement with §0, §1 ... for each (SELECT ...), and these, each taken apart in the same way."""
    text, parts, at = "", [], 0
    while at < len(sql):
        if not sql.startswith("(SELECT ", at):
            text += sql[at]
            at += 1
            continue
        depth, end = 0, at
        while depth or end == at:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        text += f"§{len(parts)}"
        parts.append(sql[at + 1:end - 1])
        at = end
    return text, parts


def outer_text(sql):
    return taken_apart(sql)[0]


def _from(text):
    """The (name, alias) pairs that one level reads or changes."""
    found = []
    target = re.match(r"UPDATE (\w+)", text)
    if target:
        found.append((target[1], target[1]))
    lists = re.findall(r"\bFROM (.*?)(?=" + END_OF_TABLES.pattern + r"|$)", text)
    lists += re.findall(r"^UPDATE \w+ JOIN (.*?) SET ", text)
    for tables in lists:
        for one in re.split(r", | (?:LEFT |CROSS )?JOIN ", tables):
            match = TABLE.match(one)
            found.append((match[1], match[2] or match[1]))
    return found


def tables(sql):
    text, parts = taken_apart(sql)
    target = re.match(r"INSERT (?:IGNORE )?INTO (\w+)", text)
    names = {target[1]} if target else set()
    names |= {name for name, _ in _from(text) if not name.startswith("§")}
    return names.union(*(tables(part) for part in parts))


def _key_of(name, parts, keys):
    """The column of a table, or of a SELECT in FROM, that holds the account id; NO_KEY where it should and does not."""
    if not name.startswith("§"):
        return keys.get(name, "")
    text, inner = taken_apart(parts[int(name[1:])])
    selected = text[len("SELECT "):].partition(" FROM ")[0]
    for inner_name, alias in _from(text):
        key = _key_of(inner_name, inner, keys)
        match = key and re.search(rf"(?:^|, )(?:{alias}\.)?{key}(?: AS (\w+))?(?=,|$)", selected)
        if match:
            return match[1] or key
    return NO_KEY if any(_key_of(inner_name, inner, keys) for inner_name, _ in _from(text)) else ""


def apart(sql, keys, outside=()):
    """A sentence for each table with a key that does not meet the others by it."""
    text, parts = taken_apart(sql)
    for level in re.split(r" UNION (?:ALL )?", text):
        yield from _apart(level, parts, keys, list(outside))


def _apart(text, parts, keys, outside):
    here = [Table(alias, name, key) for name, alias in _from(text) if (key := _key_of(name, parts, keys))]
    visible = {table.alias: table for table in outside} | {table.alias: table for table in here}
    edges = {(left, right) for left, a, right, b in re.findall(r"\b(\w+)\.(\w+) = (\w+)\.(\w+)", text)
             if left in visible and right in visible and a == visible[left].key and b == visible[right].key}
    asked = [table for table in outside if re.search(rf"\b{table.alias}\.", text) and table not in here]
    together = here + asked if here else []
    met = _reached(together, edges)
    for table in together:
        if table.alias not in met:
            yield f"{table.name} {table.alias} does not meet {together[0].alias} by account id"
    for number, part in enumerate(parts):
        if not re.search(rf"§{number}\b", text):
            continue
        yield from apart(part, keys, visible.values())
        compared = re.search(rf"(?:\b(\w+)\.)?(\w+) (?:NOT )?IN §{number}\b", text)
        if compared and here and tables(part) & keys.keys():
            owner = visible[compared[1]] if compared[1] in visible else here[0]
            if compared[2] != owner.key or not _selects_key(part, keys):
                yield f"{owner.name}.{compared[2]} is looked for among what is no account id"


def _selects_key(part, keys):
    key = _key_of("§0", [part], keys)
    return key not in ("", NO_KEY)


def _reached(together, edges):
    met = {together[0].alias} if together else set()
    while True:
        more = {b for a, b in edges if a in met} | {a for a, b in edges if b in met}
        if more <= met:
            return met
        met |= more
