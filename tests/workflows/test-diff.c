/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "workflows/diff.h"

#define WORKFLOW(steps)                                                                            \
  "{'workflow':'w','title':'T','on':{'message':'label = ~a~'},'steps':[" steps "]}"
#define WAIT "{'id':'wait','do':'wait','days':1}"
#define ASK "{'id':'ask','do':'ask','question':'May I?'}"
#define QUERY(n) "{'id':'price','do':'query','sql':'SELECT 1 WHERE 2 > " n "'}"
#define DRAFT(to) "{'id':'reply','do':'draft','agent':'writer','given':['message'],'to':'" to "'}"
#define AGENT(more) "{'agent':'writer','instructions':'Write.'" more "}"
#define COLLECTION(fields) "{'collection':'c','title':'C','fields':[" fields "]}"

typedef struct
{
  const char *before; /* NULL: there was none */
  const char *after;
  const char *changes; /* op element.member, one a line */
  BureauLevel level;
} Case;

static const Case cases[] = {
  { WORKFLOW (WAIT), WORKFLOW (WAIT), "", BUREAU_LEVEL_OPERATOR },
  { "{'workflow':'w','title':'T'}", "{'workflow':'w','title':'U'}", "changed -.title\n",
    BUREAU_LEVEL_OPERATOR },
  { "{'workflow':'w'}", "{'workflow':'w','note':'N'}", "added -.note\n", BUREAU_LEVEL_OPERATOR },
  { "{'workflow':'w','note':'N'}", "{'workflow':'w'}", "removed -.note\n", BUREAU_LEVEL_OPERATOR },
  { WORKFLOW (WAIT), WORKFLOW ("{'id':'wait','do':'wait','days':2}"), "changed wait.days\n",
    BUREAU_LEVEL_OPERATOR },
  { WORKFLOW (WAIT), WORKFLOW ("{'id':'wait','do':'wait','until':'message.sent_at'}"),
    "removed wait.days\nadded wait.until\n", BUREAU_LEVEL_BUILDER },
  { WORKFLOW (WAIT), WORKFLOW (WAIT "," ASK), "added ask.-\n", BUREAU_LEVEL_BUILDER },
  { WORKFLOW (WAIT "," ASK), WORKFLOW (WAIT), "removed ask.-\n", BUREAU_LEVEL_BUILDER },
  { WORKFLOW (WAIT "," ASK), WORKFLOW (ASK "," WAIT), "changed ask.-\n", BUREAU_LEVEL_BUILDER },
  { WORKFLOW (WAIT), WORKFLOW (ASK "," WAIT), "added ask.-\n", BUREAU_LEVEL_BUILDER },
  { WORKFLOW (QUERY ("3")), WORKFLOW (QUERY ("4")), "changed price.sql\n", BUREAU_LEVEL_OPERATOR },
  { WORKFLOW (QUERY ("3")), WORKFLOW (QUERY ("fee")), "changed price.sql\n", BUREAU_LEVEL_BUILDER },
  { WORKFLOW (QUERY ("~3~")), WORKFLOW (QUERY ("~4~")), "changed price.sql\n",
    BUREAU_LEVEL_BUILDER },
  { WORKFLOW (DRAFT ("message.sender")), WORKFLOW (DRAFT ("record.email")), "changed reply.to\n",
    BUREAU_LEVEL_BUILDER },
  { WORKFLOW (WAIT), WORKFLOW (WAIT "," DRAFT ("message.sender")), "added reply.-\n",
    BUREAU_LEVEL_BUILDER },
  { "{'workflow':'w','on':{'message':true}}", "{'workflow':'w','on':{'message':'label = 1'}}",
    "changed on.message\n", BUREAU_LEVEL_BUILDER },
  { "{'workflow':'w','on':{'message':true}}", "{'workflow':'w','on':{'hand':true}}",
    "removed on.message\nadded on.hand\n", BUREAU_LEVEL_BUILDER },
  { "{'workflow':'w','steps':[{'id':'s','do':'classify','labels':['a',{'name':'b','description':'x'"
    "}]}]}",
    "{'workflow':'w','steps':[{'id':'s','do':'classify','labels':['a',{'name':'b','description':'y'"
    "}]}]}",
    "changed s.labels\n", BUREAU_LEVEL_OPERATOR },
  { "{'workflow':'w','steps':[{'id':'s','do':'classify','labels':['a','b']}]}",
    "{'workflow':'w','steps':[{'id':'s','do':'classify','labels':['a','c']}]}",
    "changed s.labels\n", BUREAU_LEVEL_BUILDER },
  { NULL, "{'workflow':'w'}", "added -.workflow\n", BUREAU_LEVEL_BUILDER },
  { "{'workflow':'w'}", NULL, "removed -.workflow\n", BUREAU_LEVEL_BUILDER },
  { "{'workflow':'w'}", "{'agent':'w'}", "removed -.workflow\nadded -.agent\n",
    BUREAU_LEVEL_BUILDER },
  { AGENT (""), "{'agent':'writer','instructions':'Write well.'}", "changed -.instructions\n",
    BUREAU_LEVEL_OPERATOR },
  { AGENT (",'letter':'a'"), AGENT (",'letter':'b'"), "changed -.letter\n", BUREAU_LEVEL_OPERATOR },
  { AGENT (",'letters':{'de':'a'}"), AGENT (",'letters':{'de':'b','es':'c'}"),
    "changed letters.de\nadded letters.es\n", BUREAU_LEVEL_OPERATOR },
  { "{'workflow':'w','steps':[{'id':'letters','do':'update','set':{'a':'1'}}]}",
    "{'workflow':'w','steps':[{'id':'letters','do':'update','set':{'a':'2'}}]}",
    "changed letters.set\n", BUREAU_LEVEL_BUILDER },
  { AGENT (",'reads':['a']"), AGENT (",'reads':['a','b']"), "changed -.reads\n",
    BUREAU_LEVEL_BUILDER },
  { AGENT (""), AGENT (",'writes':['a']"), "added -.writes\n", BUREAU_LEVEL_BUILDER },
  { AGENT (""), AGENT (",'tools':['search']"), "added -.tools\n", BUREAU_LEVEL_BUILDER },
  { AGENT (""), AGENT (",'provider':'anthropic'"), "added -.provider\n", BUREAU_LEVEL_BUILDER },
  { AGENT (",'budget':{'per_day':100}"), AGENT (",'budget':{'per_day':200}"),
    "changed budget.per_day\n", BUREAU_LEVEL_OPERATOR },
  { COLLECTION ("{'name':'a','type':'text'}"),
    COLLECTION ("{'name':'a','type':'text'},{'name':'b','type':'text'}"), "added b.-\n",
    BUREAU_LEVEL_BUILDER },
  { COLLECTION ("{'name':'a','type':'text'}"), COLLECTION ("{'name':'a','type':'int'}"),
    "changed a.type\n", BUREAU_LEVEL_BUILDER },
};

/* Single quotes are easier on the eye here; ~ is a quote inside a text. */
static JsonObject *
parse (const char *text)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  if (text == NULL)
    return NULL;
  json = g_strdelimit (g_strdelimit (g_strdup (text), "'", '"'), "~", '\'');
  object = bureau_json_parse_object (json, -1, &error);
  g_assert_no_error (error);
  return object;
}

static char *
list_changes (JsonArray *changes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);
      const char *element = bureau_json_get_string (change, "element");
      const char *member = bureau_json_get_string (change, "member");

      g_assert_cmpstr (bureau_json_get_string (change, "words"), !=, NULL);
      g_string_append_printf (text, "%s %s.%s\n", bureau_json_get_string (change, "op"),
                              element != NULL ? element : "-", member != NULL ? member : "-");
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (JsonObject) before = parse (it->before);
  g_autoptr (JsonObject) after = parse (it->after);
  g_autoptr (JsonArray) changes = bureau_document_diff (before, after);
  g_autofree char *list = list_changes (changes);

  g_assert_cmpstr (list, ==, it->changes);
  g_assert_cmpstr (bureau_level_to_text (bureau_document_level (before, after)), ==,
                   bureau_level_to_text (it->level));
}

static void
test_words (void)
{
  g_autoptr (JsonObject) before = parse (WORKFLOW (DRAFT ("message.sender")));
  g_autoptr (JsonObject) after = parse (WORKFLOW (DRAFT ("record.email") "," WAIT));
  g_autoptr (JsonArray) changes = bureau_document_diff (before, after);

  g_assert_cmpstr (bureau_json_get_string (json_array_get_object_element (changes, 0), "words"), ==,
                   "reply, to: “message.sender” becomes “record.email”");
  g_assert_cmpstr (bureau_json_get_string (json_array_get_object_element (changes, 1), "words"), ==,
                   "wait is added");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/workflows/diff/%02u", i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/workflows/diff/words", test_words);
  return g_test_run ();
}
