/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of rows: cells, totals, sentences, CSV, what a button asks for. No memory. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "views/cell.h"
#include "views/csv.h"
#include "views/intent.h"
#include "views/markdown.h"

#include <locale.h>

static const char source_text[]
    = "{'id':'s','columns':[{'name':'id','type':'ref'},{'name':'name','type':'text','label':'The "
      "name'},{'name':'fee','type':'money','currency_col':'currency'},{'name':'currency','type':"
      "'text'},{'name':'due','type':'date'},{'name':'paid','type':'bool'},{'name':'n','type':'int'}"
      "]"
      ",'sql':''}";
static const char answer_text[]
    = "{'rows':[['9007199254740993','Anna',100050,'EUR','2026-11-01',1,7],"
      "[2,'=1+1|cmd',50,'USD','2026-11-25',0,4],[3,'**Bo** \\\"B\\\", "
      "[x](y)',200000,'EUR',null,1,null]],"
      "'today':'2026-11-22','currency':'CHF','hash':'x','truncated':false}";

static JsonObject *
object_of (const char *text)
{
  g_autofree char *json = g_strdup (text);

  g_strdelimit (json, "'", '"');
  return json_object_of (json);
}

static BureauShownRows *
make_rows (void)
{
  g_autoptr (JsonObject) source = object_of (source_text);
  g_autoptr (JsonObject) answer = object_of (answer_text);
  BureauShownRows *rows = bureau_shown_rows_new (source, &(BureauShownWish){ .source = "s" });

  bureau_shown_rows_take (rows, answer);
  return rows;
}

static const struct
{
  guint row;
  const char *shape;
  const char *text;
  BureauTone tone;
  gboolean is_badge;
} cells[] = {
  { 0, "{'col':'fee'}", "1,000.50 EUR", BUREAU_TONE_NONE, FALSE },
  { 0,
    "{'col':'fee','tones':[{'op':'less','value':100,'tone':'bad'},{'op':'more','value':1000,'tone':"
    "'good'}]}",
    "1,000.50 EUR", BUREAU_TONE_GOOD, FALSE },
  { 0,
    "{'col':'due','format':'relative_date','tones':[{'op':'older_than','days':20,'tone':'bad'}]}",
    "21 days ago", BUREAU_TONE_BAD, FALSE },
  { 0, "{'col':'due','tones':[{'op':'older_than','days':21,'tone':'bad'}]}", "1 Nov 2026",
    BUREAU_TONE_NONE, FALSE },
  { 1, "{'col':'due','tones':[{'op':'within','days':3,'tone':'warn'}]}", "25 Nov 2026",
    BUREAU_TONE_WARN, FALSE },
  { 1, "{'col':'due','tones':[{'op':'within','days':2,'tone':'warn'}]}", "25 Nov 2026",
    BUREAU_TONE_NONE, FALSE },
  { 2, "{'col':'due','tones':[{'op':'missing','tone':'neutral'}]}", "", BUREAU_TONE_NEUTRAL,
    FALSE },
  { 2, "{'col':'due','tones':[{'op':'older_than','days':0,'tone':'bad'}]}", "", BUREAU_TONE_NONE,
    FALSE },
  { 0, "{'col':'paid','badge':[{'value':true,'label':'Paid','tone':'good'}]}", "Paid",
    BUREAU_TONE_GOOD, TRUE },
  { 1, "{'col':'paid','badge':[{'value':true,'label':'Paid','tone':'good'}]}", "No",
    BUREAU_TONE_NONE, TRUE },
  { 0, "{'col':'name','badge':[{'value':'Anna','label':'A','tone':'warn'}]}", "A", BUREAU_TONE_WARN,
    TRUE },
  { 0, "{'col':'name','tones':[{'op':'is','value':'Anna','tone':'bad'}]}", "Anna", BUREAU_TONE_BAD,
    FALSE },
};

static void
test_cells (void)
{
  g_autoptr (BureauShownRows) rows = make_rows ();

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (JsonObject) shape = object_of (cells[i].shape);
      g_auto (BureauCell) cell = { 0 };

      g_test_message ("%s", cells[i].shape);
      bureau_cell_fill (&cell, rows, cells[i].row, shape);
      g_assert_cmpstr (cell.text, ==, cells[i].text);
      g_assert_cmpint (cell.tone, ==, cells[i].tone);
      g_assert_cmpint (cell.is_badge, ==, cells[i].is_badge);
    }
}

static const struct
{
  const char *shape;
  const char *total;
} totals[] = {
  { "{'col':'fee','total':'sum'}", "3,000.50 EUR · 0.50 USD" },
  { "{'col':'fee','total':'max'}", "2,000 EUR · 0.50 USD" },
  { "{'col':'fee','total':'avg','format':'compact'}", "1.5 k EUR · 0.5 USD" },
  { "{'col':'n','total':'sum'}", "11" },
  { "{'col':'n','total':'min'}", "4" },
  { "{'col':'n','total':'count'}", "2" },
  { "{'col':'n'}", NULL },
};

static void
test_totals (void)
{
  g_autoptr (BureauShownRows) rows = make_rows ();

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autoptr (JsonObject) shape = object_of (totals[i].shape);
      g_autofree char *total = bureau_cell_total (rows, shape);

      g_assert_cmpstr (total, ==, totals[i].total);
    }
}

/* Bars are compared within a currency. */
static void
test_bars (void)
{
  g_autoptr (BureauShownRows) rows = make_rows ();

  g_autoptr (GHashTable) bars = bureau_cell_bars_new ();

  g_assert_cmpfloat (bureau_cell_share (rows, 0, "fee", bars), ==, 100050 / 200000.0);
  g_assert_cmpfloat (bureau_cell_share (rows, 1, "fee", bars), ==, 1);
  g_assert_cmpfloat (bureau_cell_share (rows, 0, "name", bars), ==, 0);
  g_assert_cmpuint (g_hash_table_size (bars), ==, 3);
}

static void
test_sentences (void)
{
  g_autoptr (BureauShownRows) rows = make_rows ();
  g_autofree char *words = bureau_cell_fill_summary (
      rows,
      "{n} rows, {sum.fee}; {first.name} to {last.currency}, most {top.currency}, {min.due}.");
  g_autofree char *of_row = bureau_cell_fill_words (rows, "{n} of {name}");
  g_autofree char *none = bureau_cell_fill_words (NULL, "{n} of {name}");
  g_autofree char *marked = bureau_cell_fill_markdown (rows, "**{last.name}**");
  g_autoptr (GPtrArray) blocks = bureau_markdown_parse (marked);

  g_assert_cmpstr (words, ==,
                   "3 rows, 3,000.50 EUR · 0.50 USD; Anna to EUR, most EUR, 1 Nov 2026.");
  g_assert_cmpstr (of_row, ==, "7 of Anna");
  g_assert_cmpstr (none, ==, "– of –");
  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpstr (((BureauBlock *)blocks->pdata[0])->text, ==, "**Bo** \"B\", [x](y)");
}

static void
test_csv (void)
{
  g_autoptr (BureauShownRows) rows = make_rows ();
  g_autofree char *csv = bureau_view_to_csv (rows);

  g_assert_cmpstr (csv, ==,
                   "\"id\",\"The name\",\"fee\",\"currency\",\"due\",\"paid\",\"n\"\r\n"
                   "\"9007199254740993\",\"Anna\",1000.50,\"EUR\",\"2026-11-01\",1,7\r\n"
                   "2,\"'=1+1|cmd\",0.50,\"USD\",\"2026-11-25\",0,4\r\n"
                   "3,\"**Bo** \"\"B\"\", [x](y)\",2000.00,\"EUR\",,1,\r\n");
}

static const struct
{
  const char *action;
  const char *intent; /* NULL: the row lacks what it is about */
} intents[] = {
  { "{'do':'set','label':'L','entity':'e','args':[{'arg':'paid','const':true}]}",
    "{'do':'set','label':'L','entity':'e','fields':{'paid':true},'record':'9007199254740993'}" },
  { "{'do':'set','label':'L','entity':'e','key':'due','args':[]}", NULL },
  { "{'do':'add','label':'L','entity':'e','args':[{'arg':'a','field':'x'},{'arg':'b','param':'p'},"
    "{'arg':'c','col':'nope'}]}",
    "{'do':'add','label':'L','entity':'e','fields':{'a':'typed','b':'set','c':null}}" },
  { "{'do':'workflow','label':'L','name':'w','args':[{'arg':'record','col':'id'}]}",
    "{'do':'workflow','label':'L','name':'w','record':'9007199254740993'}" },
  { "{'do':'workflow','label':'L','name':'w','args':[{'arg':'record','col':'nope'}]}", NULL },
  { "{'do':'workflow','label':'L','name':'w'}", "{'do':'workflow','label':'L','name':'w'}" },
  { "{'do':'set_param','label':'L','param':'p','args':[{'arg':'p','from':'move_target'}]}",
    "{'do':'set_param','label':'L','param':'p','value':'there'}" },
  { "{'do':'copy','label':'L','col':'name'}", "{'do':'copy','label':'L','text':'Anna'}" },
  { "{'do':'copy','label':'L','col':'fee'}", "{'do':'copy','label':'L','text':'100050'}" },
  { "{'do':'open_view','label':'L','view':'v','args':[{'arg':'p','col':'name'}]}",
    "{'do':'open_view','label':'L','view':'v','values':{'p':'Anna'}}" },
  { "{'do':'refresh','label':'L'}", "{'do':'refresh','label':'L'}" },
  { "{'do':'export_csv','label':'L','data':'s'}", "{'do':'export_csv','label':'L','data':'s'}" },
  { "{'do':'delete_everything','label':'L'}", NULL },
};

static void
test_intents (void)
{
  g_autoptr (BureauShownRows) rows = make_rows ();
  g_autoptr (JsonObject) row = bureau_shown_rows_dup_row (rows, 0);
  g_autoptr (JsonObject) values = object_of ("{'p':'set'}");
  g_autoptr (JsonObject) fields = object_of ("{'x':'typed'}");
  g_autoptr (JsonNode) target = json_node_init_string (json_node_alloc (), "there");
  const BureauIntentPlace place = { row, values, fields, target };

  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    {
      g_autoptr (JsonObject) action = object_of (intents[i].action);
      g_autoptr (JsonObject) intent = bureau_intent_for_action (action, &place);
      g_autofree char *printed = intent != NULL ? bureau_json_print_object (intent) : NULL;

      if (printed != NULL)
        g_strdelimit (printed, "\"", '\'');
      g_assert_cmpstr (printed, ==, intents[i].intent);
    }
}

static void
test_markdown (void)
{
  static const char text[] = "# A *b*\n\ntwo\nlines <b>&amp;</b> ![pic](http://x) [y](http://y)\n\n"
                             "- one\n  1. deep\n- **two**\n\n```\ncode\n```\n\n"
                             "| h | i |\n|---|---|\n| c | `d` |\n\n---\n";
  static const struct
  {
    BureauBlockKind kind;
    int level;
    int number;
    int row;
    guint n_spans;
    const char *text;
  } expected[] = {
    { BUREAU_BLOCK_HEADING, 1, 0, 0, 1, "A b" },
    { BUREAU_BLOCK_PARAGRAPH, 0, 0, 0, 0, "two lines <b>&amp;</b> pic y" },
    { BUREAU_BLOCK_ITEM, 0, 0, 0, 0, "one" },
    { BUREAU_BLOCK_ITEM, 1, 1, 0, 0, "deep" },
    { BUREAU_BLOCK_ITEM, 0, 0, 0, 1, "two" },
    { BUREAU_BLOCK_CODE, 0, 0, 0, 0, "code\n" },
    { BUREAU_BLOCK_CELL, 0, 0, 0, 0, "h" },
    { BUREAU_BLOCK_CELL, 0, 0, 0, 0, "i" },
    { BUREAU_BLOCK_CELL, 0, 0, 1, 0, "c" },
    { BUREAU_BLOCK_CELL, 0, 0, 1, 1, "d" },
    { BUREAU_BLOCK_RULE, 0, 0, 0, 0, "" },
  };
  g_autoptr (GPtrArray) blocks = bureau_markdown_parse (text);

  g_assert_cmpuint (blocks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < blocks->len; i++)
    {
      const BureauBlock *block = g_ptr_array_index (blocks, i);

      g_assert_cmpstr (block->text, ==, expected[i].text);
      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpint (block->level, ==, expected[i].level);
      g_assert_cmpint (block->number, ==, expected[i].number);
      g_assert_cmpint (block->row, ==, expected[i].row);
      g_assert_cmpuint (block->spans->len, ==, expected[i].n_spans);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/cell/cells", test_cells);
  g_test_add_func ("/views/cell/totals", test_totals);
  g_test_add_func ("/views/cell/sentences", test_sentences);
  g_test_add_func ("/views/cell/bars", test_bars);
  g_test_add_func ("/views/cell/csv", test_csv);
  g_test_add_func ("/views/cell/intents", test_intents);
  g_test_add_func ("/views/cell/markdown", test_markdown);
  return g_test_run ();
}
