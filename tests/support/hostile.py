# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a workspace with naughty texts, in every column that holds words, whatever the table: a new
table or column is filled with no line here."""
import collections
import contextlib
import itertools
import json
import re
import sqlite3

import naughty

# Rows behind one draft, and the columns by which they know each other.
THREAD = {"bureau_draft": ("message", "record", "run"), "bureau_message": (), "inquiries": (), "bureau_run": ("message", "record", "parent"),
          "bureau_step": ("run",), "bureau_evidence": ("record", "run", "message"), "bureau_question": ("run",)}
# What is not for people, or means something to the program.
LEFT_ALONE = re.compile(r"bureau_(journal|cursor|search|blob|document_version|match|scratch|usage|request|setting|label)|sqlite_")
NO_WORDS = re.compile(r"(^|_)(at|id|until|before|from|key|hash|sha256|by|kind|state|level|op|phase|outcome|origin|raw|identity|to|cc|"
                      r"references|reply|recipients|channel|type|label|taint|collection|currency|body|fields|cause|config|target|do)$")
# Words after all: the texts of a letter, and what it was answered with.
WORDS = {("bureau_draft", "body"), ("bureau_draft", "agent_body"), ("bureau_draft", "to")}
FIXED_KEYS = re.compile(r"^(address|type|collection|currency|id|record|message|fee|date.*|account)$")


class Hostile:
    """A filled workspace; @where says which string stands behind which mark."""

    def __init__(self, file, rows=103, turn=0):
        self.where = {}  # mark → (place, text)
        self._texts = itertools.islice(itertools.cycle(naughty.strings()), turn * 5, None)
        with contextlib.closing(sqlite3.connect(file)) as self._database:
            self._database.row_factory = sqlite3.Row
            self._clone_threads(rows)
            for table in self._tables():
                self._fill(table)
            self._database.execute("UPDATE bureau_setting SET value = ? WHERE key = 'firm'", [json.dumps(self._text("setting.firm"))])
            self._database.commit()

    def _tables(self):
        names = self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [name for name, in names if not LEFT_ALONE.match(name)]

    def _rows(self, statement, *values):
        return [dict(row) for row in self._database.execute(statement, values)]

    def _insert(self, table, row):
        names = ", ".join(f'"{name}"' for name in row)
        self._database.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))

    def _clone_threads(self, count):
        """As many drafts that wait, each with its message, record, run, steps, evidence and a question."""
        draft, = self._rows("SELECT * FROM bureau_draft WHERE state = 'drafted' ORDER BY id LIMIT 1")
        thread = {"bureau_draft": [draft]}
        for table, column, value in (("bureau_message", "id", draft["message"]), ("inquiries", "id", draft["record"]),
                                     ("bureau_run", "id", draft["run"]), ("bureau_step", "run", draft["run"]),
                                     ("bureau_evidence", "record", draft["record"])):
            thread[table] = self._rows(f"SELECT * FROM {table} WHERE {column} = ?", value)
        thread["bureau_question"] = [{"id": 1, "created_at": draft["created_at"], "run": draft["run"], "step": "reply", "agent": "writer",
                                      "text": "?", "choices": '["yes","no"]', "state": "open"}]
        fresh = itertools.count(self._database.execute("SELECT max(id) FROM bureau_draft").fetchone()[0] + 1000)
        for number in range(count):
            ids = collections.defaultdict(lambda: next(fresh))
            for table, rows in thread.items():
                for row in rows:
                    self._insert(table, self._renamed(table, row, ids, number))
        self._database.execute("UPDATE bureau_run SET state = 'parked', error = 'x', advice = 'x' WHERE id % 3 = 0")

    @staticmethod
    def _renamed(table, row, ids, number):
        columns = ("id", *THREAD[table])
        row = {name: ids[value] if name in columns and value is not None and name != "parent" else value for name, value in row.items()}
        if "identity" in row:
            row["identity"] = f"hostile-{number}"
        return row

    def _text(self, place):
        """The next text, behind a mark that is nowhere else."""
        mark, text = f"q{len(self.where)}q", next(self._texts)
        if place.startswith("bureau_message."):  # What comes in is cleaned on its way.
            text = "".join(c for c in text if c in "\n\t" or not naughty.is_hidden(c))
        self.where[mark] = (place, text)
        return f"{mark} {self.where[mark][1]}".encode("utf-8", "replace").decode()

    def _fill(self, table):
        columns = [row[1] for row in self._database.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
        for column in columns:
            if not NO_WORDS.search(column) or (table, column) in WORDS:
                self._fill_column(table, column)

    def _fill_column(self, table, column):
        try:
            rows = self._rows(f'SELECT rowid AS "row at", "{column}" AS value FROM {table} WHERE "{column}" IS NOT NULL')
        except sqlite3.OperationalError:
            return  # no rowid: a table of pairs
        for row in rows:
            value = self._replace(f"{table}.{column}", row["value"])
            if value is not None:
                self._database.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE rowid = ?', [value, row["row at"]])

    def _replace(self, place, value):
        if value[:1] not in ("{", "["):
            # Names by which the program finds things stay: workflow, agent, step.
            return None if place.rpartition(".")[2] in ("name", "workflow", "agent", "step", "field", "collection") else self._text(place)
        return json.dumps(self._replace_deep(place, json.loads(value)), ensure_ascii=False)

    def _replace_deep(self, place, value, key=""):
        if isinstance(value, dict):
            return {k: self._replace_deep(f"{place}.{k}", v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [self._replace_deep(place, v, key) for v in value]
        return self._text(place) if isinstance(value, str) and not FIXED_KEYS.match(key) else value
