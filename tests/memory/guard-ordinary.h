/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What people ask, with its answer. */
static const struct
{
  const char *sql;
  const char *params;
  const char *rows;
} guard_ordinary[] = {
  { "SELECT name FROM clients ORDER BY id", NULL,
    "[[\"Ada Hart\"],[\"Bo Lind\"],[\"O'Neil & Söhne\"]]" },
  { "SELECT count(*) FROM clients", NULL, "[[3]]" },
  { "SELECT count(*) FROM clients c, projects p", NULL, "[[12]]" },
  { "select c.name, sum (p.fee) from clients c join projects p on p.client = c.id group by c.id "
    "order by 2 desc",
    NULL, "[[\"Ada Hart\",200000],[\"Bo Lind\",50000]]" },
  { "SELECT c.name, p.title FROM clients c LEFT JOIN projects p ON p.client = c.id WHERE p.id IS "
    "NULL",
    NULL, "[[\"O'Neil & Söhne\",null]]" },
  { "WITH rich AS (SELECT * FROM projects WHERE fee > :least) SELECT count (*) FROM rich",
    "{\"least\":60000}", "[[3]]" },
  { "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT a.x, b.x FROM a, b", NULL,
    "[[1,2]]" },
  { "SELECT title, rank() OVER (ORDER BY fee DESC) FROM projects WHERE client = 11 ORDER BY id",
    NULL, "[[\"Garden\",1],[\"Kitchen\",2]]" },
  { "SELECT title, sum (fee) OVER (PARTITION BY client ORDER BY id) FROM projects WHERE client IS "
    "NOT NULL ORDER BY id",
    NULL, "[[\"Garden\",120000],[\"Kitchen\",200000],[\"Roof\",50000]]" },
  { "SELECT lag (title) OVER (ORDER BY id) FROM projects LIMIT 2", NULL, "[[null],[\"Garden\"]]" },
  { "SELECT json_extract (meta, '$.budget') FROM clients WHERE id = 11", NULL, "[[1200]]" },
  { "SELECT meta ->> 'budget', meta -> 'tags' FROM clients WHERE id = 11", NULL,
    "[[1200,\"[\\\"new\\\",\\\"vip\\\"]\"]]" },
  { "SELECT c.name, t.value FROM clients c, json_each (c.meta, '$.tags') t ORDER BY t.key", NULL,
    "[[\"Ada Hart\",\"new\"],[\"Ada Hart\",\"vip\"]]" },
  { "SELECT count(*) FROM clients c, json_tree (c.meta)", NULL, "[[8]]" },
  { "SELECT name FROM clients WHERE id IN (SELECT value FROM json_each (:ids)) ORDER BY id",
    "{\"ids\":[11,13]}", "[[\"Ada Hart\"],[\"O'Neil & Söhne\"]]" },
  { "SELECT sum (fee) FILTER (WHERE client = 11), avg (fee) FILTER (WHERE client = 12) FROM "
    "projects",
    NULL, "[[200000,50000.0]]" },
  { "SELECT date (due, '+1 month'), strftime ('%Y', due), julianday (due) > 0 FROM projects WHERE "
    "id = 21",
    NULL, "[[\"2027-01-01\",\"2026\",1]]" },
  { "SELECT subject, sender_name, text FROM messages", NULL,
    "[[\"Fence\",\"Ada Hart\",\"How much is a fence?\"]]" },
  { "SELECT count(*) FROM messages", NULL, "[[1]]" },
  { "SELECT count(*) FROM messages, drafts, runs", NULL, "[[1]]" },
  { "SELECT m.subject, d.body FROM messages m, drafts d", NULL,
    "[[\"Fence\",\"A fence is 900.\"]]" },
  { "SELECT state, workflow FROM runs", NULL, "[[\"done\",\"reading\"]]" },
  { "SELECT count(*) FROM usage", NULL, "[[0]]" },
  { "SELECT client, fees FROM metric_fees ORDER BY client", NULL,
    "[[null,\"9007199254740993\"],[11,200000],[12,50000]]" },
  { "SELECT fee FROM projects WHERE id = 24", NULL, "[[\"9007199254740993\"]]" },
  { "SELECT name FROM clients WHERE id = :id", "{\"id\":\"11\"}", "[[\"Ada Hart\"]]" },
  { "SELECT name FROM clients WHERE id = :id", "{\":id\":12}", "[[\"Bo Lind\"]]" },
  { "SELECT :a, :b, :c, :d, :e", "{\"a\":1,\"b\":1.5,\"c\":\"x\",\"d\":null,\"e\":true}",
    "[[1,1.5,\"x\",null,1]]" },
  { "SELECT :currency", NULL, "[[\"CHF\"]]" },
  { "SELECT :currency", "{\"currency\":\"USD\"}", "[[\"USD\"]]" },
  { "SELECT length (:today), length (:now), :me", NULL, "[[10,24,\"Mira\"]]" },
  { "SELECT name FROM clients WHERE (:q IS NULL OR name LIKE '%' || :q || '%') ORDER BY id LIMIT 1",
    "{\"q\":\"lind\"}", "[[\"Bo Lind\"]]" },
  { "SELECT CASE WHEN email IS NULL THEN 'none' ELSE lower (email) END FROM clients ORDER BY id "
    "DESC LIMIT 1",
    NULL, "[[\"none\"]]" },
  { "SELECT name FROM clients UNION SELECT title FROM projects ORDER BY 1 LIMIT 2", NULL,
    "[[\"Ada Hart\"],[\"Bo Lind\"]]" },
  { "SELECT * FROM (SELECT name AS n FROM clients) ORDER BY n LIMIT 1 OFFSET 1", NULL,
    "[[\"Bo Lind\"]]" },
  { "SELECT instr ('größe', 'ß'), replace ('a-b-c', '-', '+'), trim ('xxaxx', 'x'), ltrim "
    "('xxaxx', 'x'), rtrim ('aéé', 'é')",
    NULL, "[[4,\"a+b+c\",\"a\",\"axx\",\"a\"]]" },
  { "SELECT instr ('a', ''), replace ('a', '', 'b'), instr (NULL, 'a'), replace ('a', 'a', NULL), "
    "trim (' a ')",
    NULL, "[[1,\"a\",null,null,\"a\"]]" },
  { "SELECT group_concat (name, '; ') FROM clients WHERE id < 13", NULL,
    "[[\"Ada Hart; Bo Lind\"]]" },
  { "SELECT json_object ('n', name) FROM clients WHERE id = 11", NULL,
    "[[\"{\\\"n\\\":\\\"Ada Hart\\\"}\"]]" },
  { "SELECT round (avg (n), 1), min (n), max (n) FROM events", NULL, "[[1500.5,1,3000]]" },
  { "SELECT 9e999", NULL, "[[null]]" },
  { "SELECT coalesce (NULL, 'bureau of engineering')", NULL, "[[\"bureau of engineering\"]]" },
  { "SELECT name -- the name\nFROM clients /* all */ LIMIT 1;", NULL, "[[\"Ada Hart\"]]" },
  { "SELECT name FROM clients LIMIT 1; -- done", NULL, "[[\"Ada Hart\"]]" },
  { "VALUES (1, 2)", NULL, "[[1,2]]" },
  { "SELECT p.title FROM projects p WHERE EXISTS (SELECT 1 FROM clients c WHERE c.id = p.client "
    "AND c.name GLOB 'Bo*')",
    NULL, "[[\"Roof\"]]" },
  { "SELECT CAST ('12' AS INTEGER), typeof ('x'), 7 % 4, 1 BETWEEN 0 AND 2, 'a' || 'b'", NULL,
    "[[12,\"text\",3,1,\"ab\"]]" },
};
