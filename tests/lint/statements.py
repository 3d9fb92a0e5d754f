"""The statements of tests/golden/statements.*.sql stay within what distributed databases can do as well.

Banned:    what lives on one node (sequences, triggers, temporary tables, LISTEN, advisory locks, locks of rows that were
           only read), and clocks of the server.
Literals:  values are bound. Words that lapse itself gives (WORDS) and small numbers may be written out.
Columns:   a condition compares columns, never functions of columns: no index and no shard is found by them.
Joins:     whatever grows with the accounts (KEYS) meets by account id; everything else (ON_EVERY_NODE) is small.
Keys:      no UPDATE changes the account id by which a row is found.

EXCEPTIONS says which statements are let through, and why.
"""

import re
import sys

import sql_scopes
import tree as trees
from tree import Finding

GOLDEN = re.compile(r"tests/golden/statements\.\w+\.sql$")

KEYS = {"account": "id", "activity_gap": "account", "correction_row": "account", "deed": "account", "deed_fact": "account", "effect": "account", "feed_behind": "account", "hold": "account",
        "journal": "account", "notice": "account", "plan_move": "account", "staged_account": "id", "staged_hold": "account", "staged_login": "id",
        "staged_newer": "id", "staged_seen": "id", "tombstone": "account", "comeback": "account"}

ON_EVERY_NODE = {
    "organisation": "reference data: a row for each site", "membership": "reference data: rows of shared mailboxes",
    "staged_organisation": "the next organisation", "staged_membership": "the next membership",
    "lease": "one row", "engine": "one row", "run": "a row for each night", "chunk": "some rows for each night",
    "claim": "a row for each engine at work",
    "block": "a row for each transaction", "feed": "a row for each source",
    "correction": "a row for each correction", "feed_past": "some rows for each source",
    "feed_doubt": "a row for each import in doubt", "gap": "a row for each pause",
    "policy_edition": "a row for each edition", "run_undo": "a row for each run that was taken back",
    "policy_edition": "a row for each edition",
    "plan": "a row for each plan that people save", "approval": "some rows for each of them",
    "purge_record": "a row for each older copy that was made good",
    "alert": "a row for each rule and night that a guard stops",
}

BANNED = [
    (r"\bTEMP(ORARY)?\b|\bUNLOGGED\b", "temporary table"),
    (r"\bTRIGGER\b", "trigger"),
    (r"\bSEQUENCE\b|\b(BIG|SMALL)?SERIAL\b|\b(nextval|currval|lastval|LAST_INSERT_ID|last_insert_rowid)\b"
     r"|\bAUTO_?INCREMENT\b|\bGENERATED\b.*\bIDENTITY\b", "numbers are given by lapse, not by the server"),
    (r"\b(UN)?LISTEN\b|\bNOTIFY\b", "LISTEN and NOTIFY"),
    (r"\bpg_(try_)?advisory|\b(GET|RELEASE|IS_FREE)_LOCK\b|\bLOCK TABLES?\b", "lock outside the lease row"),
    (r"\bFOR (NO KEY )?(UPDATE|SHARE)\b|\bFOR KEY SHARE\b|\bSKIP LOCKED\b|\bLOCK IN SHARE MODE\b", "lock of what was only read"),
    (r"\b(now|clock_timestamp|statement_timestamp|sysdate|unix_timestamp|curdate|curtime|strftime|julianday|datetime)"
     r"\s*\(|\b(CURRENT|LOCAL)_?(TIMESTAMP|TIME|DATE)\b|\bUTC_(TIMESTAMP|DATE|TIME)\b", "the server's clock"),
]

WORDS = set("""queued ambiguous sending handed dead cancelled owner engine account personal_email mobile move event""".split()) | {
    "", "the engine ended before the answer", "the account has moved on"}
LARGEST_NUMBER = 1
PAGE = re.compile(r" LIMIT \d+$")
# Whom a change tells, numbered by the statement itself.
SLOT = re.compile(r"\bSELECT \d+ AS slot, \d+ AS place\b|\bWHEN \d+ THEN\b")

FUNCTION = r"\b(?!IN\b|EXISTS\b|NOT\b|AND\b|OR\b|OVER\b|THEN\b|WHEN\b|ELSE\b)[A-Za-z_]+\((?:[^()]|\([^()]*\))*\)"
COMPARED = re.compile(rf"({FUNCTION})\s*(?:=|<>|<|>|\bIN\b|\bLIKE\b)|(?:=|<|>)\s*({FUNCTION})")

# Who owns a mailbox is another account than the one that is told of: found by its own id, wherever that is.
OWNER = re.compile(r"\baccount w\b(?=.*\bw\.id = o\.account\b)")

EXCEPTIONS = [
    ("banned", r"^SELECT fence FROM lease WHERE name = :name AND fence = :fence (FOR SHARE|LOCK IN SHARE MODE)$",
     "the one row that orders all writers: engines that share a night hold it together"),
    ("join", r"^UPDATE notice .*SELECT n\.number AS that FROM journal j CROSS JOIN notice n",
     "the list of numbers is made first, by account; then the notices are found by their numbers"),
    ("join", r"^SELECT s\.line, s\.id FROM staged_account s WHERE EXISTS \(SELECT 1 FROM staged_account t WHERE "
             r"t\.(id|email)_key = s\.\1_key", "one person is looked for under another id"),
    ("column", r"^(INSERT INTO (journal|plan_move)|SELECT :work,) .* FROM plan_move m CROSS JOIN account a WHERE .*a\.id = m\.account",
     "the plan has found the accounts: what they are asked again is written so that no index fits it"),
    ("column", r"WHERE LOWER\(a\.email\) = LOWER\(:key\)", "explain, for one person who is asked for by an address"),
    ("column", r"WHERE LOWER\(a\.email\) IN \(LOWER\(:e0\)", "the service desk, for many people at once"),
]


def statements(text):
    """(line, statement in one line) of each block."""
    line = 1
    for block in text.split("\n\n"):
        sql = " ".join(block.split()).replace(" OR ROLLBACK ", " ", 1)  # SQLite's word for what is said everywhere
        if sql:
            yield line, sql.rstrip(";")
        line += block.count("\n") + 2


def literals(sql):
    if sql.startswith(("SET ", "PRAGMA ")):
        return
    for word in re.findall(r"'((?:[^']|'')*)'", sql):
        if word not in WORDS:
            yield f"'{word}' is written out: bind it"
    bare = SLOT.sub("", PAGE.sub("", re.sub(r"'(?:[^']|'')*'|:\w+", " ", sql)))
    for number in re.findall(r"(?<![\w.])\d+\b", bare):
        if int(number) > LARGEST_NUMBER and not re.search(rf"ORDER BY (\d, )*{number}\b", bare):
            yield f"{number} is written out: bind it"


def compared_functions(sql):
    for before, after in COMPARED.findall(sql.partition(" WHERE ")[2]):
        call = before or after
        if re.search(r"[(\s.+](?!SELECT\b)[a-z_]+\b(?!\()", re.sub(r":\w+", "", call)):
            yield f"{call} is compared: compare the column itself"


def problems(sql):
    """(rule, text) of all that is wrong with one statement."""
    found = [("banned", name) for pattern, name in BANNED if re.search(pattern, sql, re.I)]
    found += [("literal", text) for text in literals(sql)]
    found += [("column", text) for text in compared_functions(sql)]
    found += [("table", f"{table}: does it grow with the accounts? Say so in tests/lint/statements.py")
              for table in sql_scopes.tables(sql) if table not in KEYS and table not in ON_EVERY_NODE and table != "STDIN"]
    found += [("join", text) for text in sql_scopes.apart(OWNER.sub("owner w", sql), KEYS)]
    changed = re.match(r"UPDATE (\w+)\b.*? SET (.*)", sql)
    if changed and changed[1] in KEYS:
        key = KEYS[changed[1]]
        if re.search(rf"(^|, )({changed[1]}\.)?{key} =", sql_scopes.outer_text(changed[2]).partition(" WHERE ")[0]):
            found.append(("key", f"{changed[1]}.{key} is changed"))
    return found


def lint(tree):
    findings = []
    for path, text in tree.items():
        if not GOLDEN.match(path):
            continue
        for line, sql in statements(text):
            for rule, problem in problems(sql):
                if not any(rule == of and re.search(pattern, sql) for of, pattern, _ in EXCEPTIONS):
                    findings.append(Finding(path, line, f"{rule}: {problem}: {sql[:100]}"))
    return findings


ALLOWED = """
BEGIN; UPDATE lease SET fence = :fence WHERE name = :name AND fence = :fence
SELECT COALESCE(MAX(seq), 0) FROM journal
SELECT a.id, COALESCE(g.name, '') FROM account a LEFT JOIN organisation g ON g.code = a.organisation WHERE a.id = :key
UPDATE account SET epoch = epoch + 1 WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first) AND 1 = 1
UPDATE account JOIN (SELECT account AS that FROM journal WHERE seq >= :first) those ON those.that = account.id SET epoch = epoch + 1 WHERE 1 = 1
UPDATE account SET holds = (SELECT COUNT(*) FROM hold h WHERE h.account = account.id) WHERE id IN (SELECT id AS that FROM staged_seen)
UPDATE account SET idle_since = s.at FROM staged_newer s WHERE s.id = account.id
SELECT a.id FROM account a WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.account = a.id AND j.seq = (SELECT MAX(k.seq) FROM journal k WHERE k.account = a.id))
INSERT INTO staged_seen (id) SELECT account FROM hold UNION SELECT account FROM staged_hold
INSERT INTO journal (seq, account) SELECT :before + m.position, a.id FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND a.id = m.account
SELECT w.email FROM membership o CROSS JOIN account w CROSS JOIN account a WHERE w.id = o.account AND a.id = :id
SELECT a.id FROM account a WHERE a.state = :state ORDER BY a.id LIMIT 5000
SELECT fence FROM lease WHERE name = :name AND fence = :fence FOR SHARE
SELECT t.address FROM (SELECT CASE l.slot WHEN 2 THEN a.email END AS address FROM account a CROSS JOIN (SELECT 2 AS slot, 2 AS place) l) t
SET lock_timeout = '30s'
COPY staged_login (line, id, last_login_at) FROM STDIN
"""

REFUSED = """
banned CREATE TEMPORARY TABLE x (id BIGINT)
banned SELECT nextval(:name)
banned LISTEN lapse
banned SELECT pg_advisory_lock(:key)
banned SELECT GET_LOCK(:name, 0)
banned SELECT id FROM account WHERE id = :id FOR UPDATE
banned SELECT id FROM run WHERE id = :id FOR SHARE
banned SELECT number FROM notice WHERE state = 'queued' LIMIT 1 FOR UPDATE SKIP LOCKED
banned UPDATE lease SET until_at = now() WHERE name = :name
banned UPDATE lease SET until_at = CURRENT_TIMESTAMP WHERE name = :name
literal SELECT id FROM account WHERE email = 'ann@nhs.example'
literal SELECT id FROM account WHERE idle_since < 1767571200
column SELECT id FROM account WHERE COALESCE(last_login_at, created_at) < :t
column SELECT a.id FROM account a WHERE :t > ABS(a.idle_since)
table SELECT id FROM person
join SELECT a.id FROM account a JOIN notice n ON n.address = a.email
join SELECT a.id FROM account a WHERE EXISTS (SELECT 1 FROM notice n WHERE n.address = a.email)
join SELECT a.id FROM journal j CROSS JOIN account a CROSS JOIN notice n WHERE a.id = j.account AND n.run = j.run
join SELECT w.email FROM account w CROSS JOIN account a WHERE w.email = a.email
join SELECT w.id FROM membership o CROSS JOIN account w CROSS JOIN account a CROSS JOIN hold h WHERE w.id = o.account AND h.kind = a.kind
join UPDATE account SET epoch = epoch + 1 WHERE email IN (SELECT address AS that FROM notice)
join UPDATE account JOIN (SELECT address AS that FROM notice) those ON those.that = account.email SET epoch = epoch + 1
key UPDATE account SET id = :new WHERE id = :old
key UPDATE notice SET state = :state, account = :account WHERE number = :number
"""


def self_test():
    path = "tests/golden/statements.any.sql"
    for sql in filter(None, ALLOWED.split("\n")):
        assert problems(sql) == [] or any(re.search(pattern, sql) for _, pattern, _ in EXCEPTIONS), (sql, problems(sql))
        trees.expect(lint, {path: sql + ";\n\n"})
    for row in filter(None, REFUSED.split("\n")):
        rule, _, sql = row.partition(" ")
        assert {of for of, _ in problems(sql)} == {rule}, (row, problems(sql))
        trees.expect(lint, {path: f"BEGIN;\n\n{sql[:12]}\n  {sql[12:].strip()};\n\n"} if " " == sql[11:12] else
                     {path: f"BEGIN;\n\n{sql};\n\n"}, (path, 3))
        trees.expect(lint, {"docs/any.sql": sql})


if __name__ == "__main__":
    sys.exit(trees.main(lint, self_test, __doc__))
