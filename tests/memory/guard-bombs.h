/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Statements that read nothing they may not, but would take seconds, hours or gigabytes. Each must
 * be over 200 ms after its deadline at the latest, answered or stopped. */

#define LONG_A "printf('%.*c', 990000, 'a')"
#define TEN_EVENTS                                                                                 \
  "events a, events b, events c, events d, events e, events f, events g, events h, events i, "     \
  "events j"

static const char *const guard_bombs[] = {
  "SELECT count(*) FROM events a, events b, events c",
  "SELECT count(*) FROM " TEN_EVENTS,
  "SELECT max(a.n + b.n * c.n) FROM events a, events b, events c",
  "SELECT a.n FROM events a, events b, events c WHERE a.n + b.n + c.n < 0",
  "SELECT a.n FROM events a, events b, events c ORDER BY a.text || b.text || c.text LIMIT 1",
  "SELECT DISTINCT a.n * b.n * c.n FROM events a, events b, events c LIMIT 1 OFFSET 4000000",
  "SELECT a.n * b.n, count(*) FROM events a, events b, events c GROUP BY 1",
  "SELECT sum(a.n) OVER (ORDER BY b.n, c.n) FROM events a, events b, events c",
  "SELECT count(*) OVER (PARTITION BY a.n ORDER BY b.text) FROM events a, events b, events c LIMIT "
  "1",
  "SELECT group_concat(b.text) OVER (ORDER BY a.n ROWS BETWEEN 1000 PRECEDING AND CURRENT ROW) "
  "FROM events a, events b",
  "SELECT max(a.text) OVER (ORDER BY a.n, b.n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) "
  "FROM events a, events b",
  "SELECT ntile(100000) OVER (ORDER BY a.n * b.n) FROM events a, events b LIMIT 1",
  "SELECT * FROM events WHERE n IN (SELECT a.n * b.n * c.n FROM events a, events b, events c)",
  "SELECT * FROM events WHERE NOT EXISTS (SELECT 1 FROM events a, events b WHERE a.n + b.n = "
  "-events.n)",
  "SELECT (SELECT count(*) FROM events b, events c WHERE b.n + c.n > a.n) FROM events a",
  "SELECT count(*) FROM events a LEFT JOIN events b ON a.text LIKE '%' || b.n || '%' LEFT JOIN "
  "events c ON c.n > b.n",
  "SELECT a.n FROM events a, events b UNION SELECT b.n + 1 FROM events b, events c, events d",
  "SELECT a.n FROM events a, events b, events c EXCEPT SELECT 1",
  "SELECT length(" LONG_A ")",
  "SELECT printf('%.*c', 2000000000, 'a')",
  "SELECT printf('%*c', 1000000000, 'a')",
  "SELECT printf('%2000000000d', 1)",
  "SELECT printf('%.2000000000f', 1.5)",
  "SELECT format('%0999999999d', 1)",
  "SELECT replace(hex(" LONG_A "), '6', " LONG_A ")",
  "SELECT replace(" LONG_A ", 'a', " LONG_A ")",
  "SELECT replace(" LONG_A ", 'a', '')",
  "SELECT replace(" LONG_A ", substr(" LONG_A ", 1, 400000) || 'b', 'x')",
  "SELECT instr(" LONG_A ", substr(" LONG_A ", 1, 400000) || 'b')",
  "SELECT trim(" LONG_A ", 'b' || " LONG_A ")",
  "SELECT rtrim(" LONG_A ", hex(" LONG_A "))",
  "SELECT trim(" LONG_A ", 'bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789a')",
  "SELECT "
  "hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex(hex('abcd'))))))))))))))"
  ")))))",
  "SELECT upper(" LONG_A ") = lower(" LONG_A ") FROM events a, events b",
  "SELECT count(*) FROM events a, events b WHERE length(printf('%.*c', 990000 - a.n, 'a')) = b.n",
  "SELECT count(*) FROM events a, events b WHERE instr(printf('%.*c', 990000 - a.n, 'a'), 'ab') = "
  "b.n",
  "SELECT count(*) FROM events a WHERE json_array_length(printf('[%.*c1]', 900000 - a.n, ' ')) = 5",
  "SELECT " LONG_A " LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%b'",
  "SELECT " LONG_A " LIKE '%_a%_a%_a%_a%_a%_a%_a%_a%_a%_a%b'",
  "SELECT " LONG_A " GLOB '*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b'",
  "SELECT " LONG_A " GLOB '*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]b'",
  "SELECT group_concat(a.text || b.text) FROM events a, events b",
  "SELECT group_concat(" LONG_A ") FROM events",
  "SELECT string_agg(a.text, " LONG_A ") FROM events a",
  "SELECT json_group_array(" LONG_A ") FROM events a, events b",
  "SELECT json_group_array(a.text || b.text) FROM events a, events b",
  "SELECT json_group_object(a.n * b.n, " LONG_A ") FROM events a, events b",
  "SELECT length(json_group_array(json_array(" LONG_A ", " LONG_A "))) FROM events",
  "SELECT json_array(" LONG_A ", " LONG_A ", " LONG_A ", " LONG_A ", " LONG_A ", " LONG_A
  ", " LONG_A ")",
  "SELECT json_set('{}', '$.a', " LONG_A ", '$.b', " LONG_A ", '$.c', " LONG_A ", '$.d', " LONG_A
  ")",
  "SELECT json_extract(replace(printf('%.*c', 400, '['), '[', '[') || 1, '$')",
  "SELECT json_valid(" LONG_A ")",
  "SELECT json(printf('%.*c', 900000, '['))",
  "SELECT json_remove(printf('[%.*c1]', 900000, ' '), '$[0]', '$[0]', '$[0]', '$[0]', '$[0]', "
  "'$[0]')",
  "SELECT count(*) FROM json_each(printf('[%s1]', replace(printf('%.*c', 300000, 'a'), 'a', "
  "'1,')))",
  "SELECT count(*) FROM json_each(printf('[%s1]', replace(printf('%.*c', 300000, 'a'), 'a', "
  "'1,'))) x, events a",
  "SELECT count(*) FROM json_tree(printf('[%s1]', replace(printf('%.*c', 90000, 'a'), 'a', "
  "'[1],'))) x, events a, events b",
  "SELECT strftime(printf('%.*c', 900000, 'a'), '2026-01-01')",
  "SELECT char(1, 2, 3) || " LONG_A " || " LONG_A,
  "SELECT concat(" LONG_A ", " LONG_A ")",
  "SELECT concat_ws(" LONG_A ", 'a', 'b', 'c')",
  "SELECT quote(" LONG_A ")",
  "SELECT substr(" LONG_A ", 2) || substr(" LONG_A ", 3) FROM events a, events b",
  "SELECT unicode(" LONG_A ") + abs(" LONG_A ") + round(" LONG_A ")",
  "SELECT " LONG_A " FROM events a, events b",
  "SELECT " LONG_A "||1, " LONG_A "||2, " LONG_A "||3, " LONG_A "||4, " LONG_A "||5, " LONG_A
  "||6 FROM events",
  "WITH a AS (SELECT n FROM events), b AS (SELECT x.n FROM a x, a y), c AS (SELECT x.n FROM b x, b "
  "y),"
  " d AS (SELECT x.n FROM c x, c y), e AS (SELECT x.n FROM d x, d y), f AS (SELECT x.n FROM e x, e "
  "y),"
  " g AS (SELECT x.n FROM f x, f y), h AS (SELECT x.n FROM g x, g y), i AS (SELECT x.n FROM h x, h "
  "y),"
  " j AS (SELECT x.n FROM i x, i y), k AS (SELECT x.n FROM j x, j y), l AS (SELECT x.n FROM k x, k "
  "y),"
  " m AS (SELECT x.n FROM l x, l y), o AS (SELECT x.n FROM m x, m y), p AS (SELECT x.n FROM o x, o "
  "y),"
  " q AS (SELECT x.n FROM p x, p y), r AS (SELECT x.n FROM q x, q y), s AS (SELECT x.n FROM r x, r "
  "y)"
  " SELECT count(*) FROM s",
  "WITH a AS (SELECT 1 AS n UNION ALL SELECT 2), b AS (SELECT n FROM a UNION ALL SELECT n FROM a "
  "UNION ALL SELECT n"
  " FROM a), c AS (SELECT n FROM b UNION ALL SELECT n FROM b UNION ALL SELECT n FROM b), d AS "
  "(SELECT n FROM c UNION"
  " ALL SELECT n FROM c UNION ALL SELECT n FROM c), e AS (SELECT n FROM d UNION ALL SELECT n FROM "
  "d UNION ALL SELECT"
  " n FROM d), f AS (SELECT n FROM e UNION ALL SELECT n FROM e UNION ALL SELECT n FROM e), g AS "
  "(SELECT n FROM f"
  " UNION ALL SELECT n FROM f UNION ALL SELECT n FROM f), h AS (SELECT n FROM g UNION ALL SELECT n "
  "FROM g UNION ALL"
  " SELECT n FROM g) SELECT count(*) FROM h, h AS i, h AS j",
};

#undef LONG_A
