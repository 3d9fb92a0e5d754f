#!/usr/bin/python3
"""The night of lapse_bench as an operations team would script it: ask who is due, then account by account.

  row_by_row.py URL     sqlite:PATH, or the URL of a server's socket

One UPDATE, one INSERT into the journal and the INSERTs of the notices for each account, a COMMIT every thousand.
It ends with the same accounts, journal rows and notices as the engine. Prints what it took as JSON.
"""

import json
import re
import resource
import sys
import time
import urllib.parse

AS_OF = 1781602200  # Tuesday 16 June 2026, 10:30 in London
MIDNIGHT = 1781564400
WINTER = 3600  # what summer time takes from midnights before 29 March
DAY = 86400
RESTORABLE = 720 * 3600
COMMIT_EVERY = 1000
TEAMS = {"community_pharmacy": "pharmacy-team@nas.example", "dental_practice": "dental-team@nas.example"}

# rule, state, state_since before, idle_since before, to, send, recipients; all follow the warning of step 1
MOVES = [
    ("mark-inactive", "active", MIDNIGHT, MIDNIGHT - 90 * DAY + WINTER, "inactive", "now-inactive",
     ["personal_email", "site_owner"]),
    ("delete-inactive", "inactive", MIDNIGHT - 90 * DAY + WINTER, MIDNIGHT - 180 * DAY + WINTER, "deleted", "now-deleted",
     ["personal_email", "site_owner", "team"]),
    ("delete-leaver", "leaver", MIDNIGHT - 30 * DAY, AS_OF, "deleted", "now-deleted",
     ["personal_email", "site_owner", "team"]),
    ("purge-deleted", "deleted", MIDNIGHT - 30 * DAY, AS_OF, "purged", "now-purged", ["site_owner", "team"]),
]
# rule, state, send, recipients, most days of notice, then for each step: the one told before, the days, winter in
# state_since and in idle_since; None: that date is no condition
LADDERS = [
    ("mark-inactive", "active", "soon-inactive", ["account", "personal_email", "site_owner"], 7, None, 90,
     [(0, 30, 0, 0), (30, 14, 0, 0), (14, 7, 0, 1), (7, 1, 0, 1)]),
    ("delete-inactive", "inactive", "soon-deleted", ["personal_email", "mobile", "site_owner"], 14, 90, 180,
     [(0, 60, 0, 1), (60, 30, 0, 1), (30, 14, 0, 1), (14, 7, 1, 1), (7, 1, 1, 1)]),
    ("delete-leaver", "leaver", "leaver-ending", ["account", "personal_email", "site_owner"], 7, 30, None,
     [(0, 21, 0, 0), (21, 7, 0, 0), (7, 1, 0, 0)]),
    ("purge-deleted", "deleted", "last-chance", ["site_owner", "team"], 7, 30, None, [(0, 7, 0, 0), (7, 1, 0, 0)]),
]


def work():
    """What the policy asks for tonight: moves, then warnings."""
    for rule, state, since, idle, to, send, recipients in MOVES:
        yield {"rule": rule, "kind": "move", "state": state, "told": 1, "since": since, "idle": idle,
               "promised": MIDNIGHT, "to": to, "step": 0, "date": 0, "lead": 0, "send": send, "recipients": recipients}
    for rule, state, send, recipients, lead, in_state, idle, steps in LADDERS:
        for told, days, winter_since, winter_idle in steps:
            date = MIDNIGHT + days * DAY
            yield {"rule": rule, "kind": "warn", "state": state, "told": told,
                   "since": AS_OF if in_state is None else date - in_state * DAY + winter_since * WINTER,
                   "idle": AS_OF if idle is None else date - idle * DAY + winter_idle * WINTER, "promised": date,
                   "to": state, "step": days, "date": date, "lead": min(days, lead), "send": send,
                   "recipients": recipients}


class Statements:
    """Statements with %s for values, each prepared once where the driver can."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        socket = dict(urllib.parse.parse_qsl(parts.query)).get("socket")
        self.scheme = parts.scheme
        self.prepared = {}
        if self.scheme == "sqlite":
            import sqlite3
            self.connection = sqlite3.connect(parts.path, isolation_level="IMMEDIATE")
            for setting in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -8192"):
                self.connection.execute("PRAGMA " + setting)
        elif self.scheme == "postgresql":
            import psycopg2
            self.connection = psycopg2.connect(host=socket, dbname=parts.path[1:], user=parts.username)
        else:
            import pymysql
            self.connection = pymysql.connect(unix_socket=socket, database=parts.path[1:], user=parts.username,
                                              charset="utf8mb4", init_command="SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin")
        self.cursor = self.connection.cursor()

    def run(self, sql, *values):
        if self.scheme == "sqlite":
            self.cursor.execute(sql.replace("%s", "?"), values)
        elif self.scheme == "postgresql" and values:
            self.cursor.execute(self.execution(sql, len(values)), values)
        else:
            self.cursor.execute(sql, values)
        return self.cursor

    def execution(self, sql, count):
        if sql not in self.prepared:
            name = f"statement_{len(self.prepared)}"
            numbers = iter(range(1, count + 1))
            self.cursor.execute(f"PREPARE {name} AS " + re.sub("%s", lambda _: f"${next(numbers)}", sql))
            self.prepared[sql] = f"EXECUTE {name} (" + ", ".join(["%s"] * count) + ")"
        return self.prepared[sql]


class Night:
    def __init__(self, statements):
        self.run = statements.run
        self.commit = statements.connection.commit
        self.edition = self.one("SELECT hash FROM policy_edition")
        self.number = self.one("SELECT COALESCE(MAX(id), 0) + 1 FROM run")
        self.seq = self.one("SELECT MAX(seq) FROM journal")
        self.notice = self.one("SELECT COALESCE(MAX(number), 0) FROM notice")
        self.changed = 0

    def one(self, sql):
        return self.run(sql).fetchone()[0]

    def all(self):
        for item in work():
            for account in self.due(item):
                self.carry_out(item, *account)
                self.changed += 1
                if self.changed % COMMIT_EVERY == 0:
                    self.commit()
        self.commit()

    def due(self, item):
        told = ("promised_at <= %s AND warned_rule = %s AND handed_at > 0" if item["told"] else
                "promised_at < %s AND warned_rule <> %s")
        told_values = (item["promised"], item["rule"]) if item["told"] else (1, item["rule"])
        kind = " AND kind = 'user'" if item["state"] in ("active", "inactive") else ""
        return self.run(
            "SELECT id, email, display_name, personal_email, mobile, organisation, organisation_type, state_since,"
            " idle_since, epoch FROM account WHERE state = %s AND warned_step = %s AND state_since < %s"
            f" AND idle_since < %s AND missing_since = 0 AND {told}{kind} ORDER BY id",
            item["state"], item["told"], item["since"], item["idle"], *told_values).fetchall()

    def carry_out(self, item, account, email, name, personal_email, mobile, organisation, kind, since, idle, epoch):
        is_move = item["kind"] == "move"
        epoch += is_move
        self.write_journal(item, account, since, idle, epoch)
        addresses = {"account": [email], "personal_email": [personal_email], "mobile": [mobile]}
        restorable = 0
        if item["to"] == "deleted":
            restorable = (AS_OF if is_move else since) + RESTORABLE
        self.settle(item, account)
        for recipient in item["recipients"]:
            if recipient == "site_owner":
                found = self.owners(organisation, account)
            elif recipient == "team":
                found = [TEAMS.get(kind, "duty-team@nas.example")]
            else:
                found = addresses[recipient]
            for address in filter(None, found):
                self.tell(item, item["send"], recipient, address, account, epoch, email, name, restorable)
        if is_move and item["to"] == "inactive" and self.owns_alone(account):
            team = TEAMS.get(kind, "duty-team@nas.example")
            self.tell(item, "mailbox-without-owner", "team", team, account, epoch, email, name, restorable)
        self.change(item, account)

    def write_journal(self, item, account, since, idle, epoch):
        self.seq += 1
        self.run("INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,"
                 " state_since, idle_since, epoch, step, promised_at)"
                 " VALUES (%s, %s, %s, %s, %s, %s, %s, 'uid 0 (root)', %s, %s, %s, %s, %s, %s, %s, %s)",
                 self.seq, AS_OF, account, item["kind"], item["rule"], self.edition, self.number, item["state"],
                 item["to"], since, AS_OF if item["kind"] == "move" else since, idle, epoch, item["step"], item["date"])

    def settle(self, item, account):
        if item["kind"] == "move":
            self.run("UPDATE notice SET state = 'cancelled', detail = 'overtaken' WHERE account = %s AND step > 0"
                     " AND state IN ('queued', 'ambiguous', 'sending')", account)
        if item["to"] == "purged":
            self.run("UPDATE notice SET about = '', name = '', address = CASE WHEN recipient IN ('account',"
                     " 'personal_email', 'mobile') THEN '' ELSE address END WHERE account = %s"
                     " AND state IN ('handed', 'dead', 'cancelled')", account)

    def owners(self, organisation, account):
        return [row[0] for row in self.run(
            "SELECT p.email FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner'"
            " JOIN account p ON p.id = o.account WHERE g.code = %s AND p.id <> %s AND p.state NOT IN ('deleted', 'purged')",
            organisation, account).fetchall()]

    def owns_alone(self, account):
        return self.run(
            "SELECT COUNT(*) FROM membership m WHERE m.account = %s AND m.role = 'owner' AND NOT EXISTS (SELECT 1 FROM"
            " membership x JOIN account y ON y.id = x.account WHERE x.mailbox = m.mailbox AND x.role = 'owner'"
            " AND x.account <> m.account AND y.state NOT IN ('deleted', 'purged'))",
            account).fetchone()[0] > 0

    def tell(self, item, send, recipient, address, account, epoch, email, name, restorable):
        self.notice += 1
        self.run("INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run,"
                 " as_of, date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail)"
                 " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'queued', 0, %s, 0, '')",
                 self.notice, account, epoch, item["rule"], send, item["step"], recipient, address, email, name,
                 self.number, AS_OF, item["date"], item["lead"], restorable, AS_OF)

    def change(self, item, account):
        if item["kind"] == "warn":
            self.run("UPDATE account SET warned_step = %s, warned_rule = %s, promised_at = %s, handed_at = 0,"
                     " version = version + 1 WHERE id = %s", item["step"], item["rule"], item["date"], account)
            return
        erased = ", email = '', display_name = '', personal_email = '', mobile = ''" if item["to"] == "purged" else ""
        self.run("UPDATE account SET state = %s, state_since = %s, epoch = epoch + 1, version = version + 1,"
                 f" warned_step = 0, warned_rule = '', promised_at = 0, handed_at = 0{erased} WHERE id = %s",
                 item["to"], AS_OF, account)


def main():
    start = time.monotonic()
    night = Night(Statements(sys.argv[1]))
    night.all()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"seconds": time.monotonic() - start, "cpu_seconds": used.ru_utime + used.ru_stime,
                      "changed": night.changed}))


if __name__ == "__main__":
    main()
