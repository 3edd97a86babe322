/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "workflows/document.h"

/* Single quotes are easier on the eye here; ~ is a quote inside a text. */
static JsonObject *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdelimit (g_strdup (text), "'", '"'), "~", '\'');
  g_autoptr (GError) error = NULL;
  JsonObject *object = bureau_json_parse_object (json, -1, &error);

  g_assert_no_error (error);
  return object;
}

static const char *const collections[] = {
  "{'collection':'inquiries','title':'I','fields':[{'name':'contact','type':'person'},{'name':'"
  "email',"
  "'type':'email'},{'name':'note','type':'text'},{'name':'deadline','type':'date'},{'name':'state',"
  "'type':'choice','choices':['new','read','closed']}]}",
  "{'collection':'clients','title':'C','fields':[{'name':'name','type':'company'}]}",
};

static const char *const agents[] = {
  "{'agent':'intake','instructions':'Read.','reads':['clients'],'writes':['inquiries']}",
  "{'agent':'writer','instructions':'Write.','reads':['inquiries','clients','drafts'],"
  "'tools':['search']}",
  "{'agent':'stranger','instructions':'Nothing.'}",
};

static BureauWorkflowContext *
build_context (void)
{
  BureauWorkflowContext *context = bureau_workflow_context_new ();
  g_autoptr (JsonObject) other = parse (
      "{'workflow':'other','on':{'hand':'clients'},'steps':[{'id':'w','do':'wait','days':1}]}");

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    {
      g_autoptr (JsonObject) document = parse (collections[i]);

      bureau_workflow_context_add_collection (context, document);
    }
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autoptr (JsonObject) document = parse (agents[i]);

      bureau_workflow_context_add_agent (context, document);
    }
  bureau_workflow_context_add_workflow (context, other);
  return context;
}

typedef struct
{
  const char *document; /* a whole workflow, or the second step of one about inquiries */
  const char *code;     /* NULL: all is well */
  const char *at;
  const char *fix; /* NULL: none */
} Case;

#define IN_RECORD(step)                                                                            \
  "{'workflow':'w','on':{'record':'inquiries','where':'state = "                                   \
  "~new~'},'steps':[{'id':'recall','do':"                                                          \
  "'search','in':['clients'],'about':'record'},{'id':'last'," step "}]}"
#define WITH_ON(on) "{'workflow':'w','on':" on ",'steps':[{'id':'a','do':'wait','days':1}]}"
#define IN_MESSAGE(steps) "{'workflow':'w','on':{'message':true},'steps':[" steps "]}"
#define TWO_IN_RECORD(one, two)                                                                    \
  "{'workflow':'w','on':{'record':'inquiries'},'steps':[" one "," two "]}"
#define SET(record, field)                                                                         \
  "{'id':'set','do':'update','record':'" record "','set':{'" field "':'~a@b.example~'}}"
#define ASK "{'id':'ask','do':'ask','question':'Is the address right?'}"
#define DRAFT(to) "{'id':'d','do':'draft','agent':'writer','given':['message'],'to':'" to "'}"
#define READ "{'id':'read','do':'extract','agent':'intake','from':'message','into':'inquiries'}"

static const Case cases[] = {
  /* What is fine */
  { IN_RECORD ("'do':'wait','days':1"), NULL },
  { IN_RECORD ("'do':'wait','until':'record.deadline'"), NULL },
  { IN_RECORD ("'do':'draft','agent':'writer','given':['record','recall'],'to':'record.email'"),
    NULL },
  { IN_RECORD ("'do':'draft','agent':'writer','given':['message'],'to':'record.contact'"), NULL },
  { IN_RECORD ("'do':'update','record':'record','set':{'state':'~read~'}"), NULL },
  { IN_RECORD ("'do':'query','with':{'c':'record.contact'},'sql':'SELECT :c, :today'"), NULL },
  { IN_RECORD ("'do':'ask','if':'contact = :c','with':{'c':'record.contact'},'question':'Q?'"),
    NULL },
  { IN_RECORD ("'do':'search','in':['messages','drafts'],'about':'message.text','agent':'writer'"),
    "read_not_allowed", "/steps/1/in/0", NULL },
  { IN_MESSAGE (
        READ ",{'id':'set','do':'update','record':'read','set':{'state':'~read~'}},{'id':'d','do'"
             ":'draft','agent':'writer','given':['set.note'],'to':'message.sender'}"),
    NULL },
  { IN_MESSAGE (READ "," ASK "," DRAFT ("read.email")), NULL },
  { TWO_IN_RECORD (SET ("record", "note"), DRAFT ("record.email")), NULL },
  { TWO_IN_RECORD (SET ("record", "note"), DRAFT ("set.email")), NULL },
  { WITH_ON ("{'hand':true}"), NULL },
  { WITH_ON ("{'hand':'message'}"), NULL },

  /* Form */
  { "{'workflow':'w','on':{'message':true}}", "key_missing", "", NULL },
  { "{'workflow':'w','on':{'message':true},'stebs':[]}", "key_missing", "", NULL },
  { WITH_ON ("{}"), "key_missing", "/on", NULL },
  { WITH_ON ("{'message':true,'hand':true}"), "key_conflict", "/on", NULL },
  { WITH_ON ("{'message':true,'where':'a = 1'}"), "key_alone", "/on", NULL },
  { WITH_ON ("{'message':false}"), "type_wrong", "/on/message", NULL },
  { WITH_ON ("{'record':'inquiries','when':'change'}"), "word_unknown", "/on/when",
    "set:/on/when=changed" },
  { IN_RECORD ("'do':'extrakt'"), "kind_unknown", "/steps/1/do", "set:/steps/1/do=extract" },
  { IN_RECORD ("'do':'fly'"), "kind_unknown", "/steps/1/do", NULL },
  { IN_RECORD ("'do':'wait','day':1"), "key_missing", "/steps/1", NULL },
  { IN_RECORD ("'do':'wait','days':0"), "range_wrong", "/steps/1/days", NULL },
  { IN_RECORD ("'do':'wait','days':1,'hours':1"), "key_conflict", "/steps/1", NULL },
  { IN_RECORD ("'do':'wait','days':'1'"), "type_wrong", "/steps/1/days", NULL },
  { IN_RECORD ("'do':'ask','question':'Q?','chioces':['a','b']"), "key_unknown", "/steps/1/chioces",
    "rename:/steps/1/chioces=choices" },
  { IN_RECORD ("'do':'ask','question':'Q?','choices':['a']"), "count_wrong", "/steps/1/choices",
    NULL },
  { IN_RECORD ("'do':'ask','question':'Q?','choices':['a','a']"), "duplicate", "/steps/1/choices/1",
    NULL },
  { IN_RECORD ("'do':'draft','given':['record'],'to':'message.sender'"), "key_missing", "/steps/1",
    NULL },
  { IN_RECORD ("'do':'call','tool':'search'"), "key_missing", "/steps/1", NULL },
  { IN_RECORD ("'do':'call','agent':'writer','tool':'serach'"), "word_unknown", "/steps/1/tool",
    "set:/steps/1/tool=search" },
  { IN_RECORD ("'do':'call','agent':'writer','tool':'read'"), "tool_not_given", "/steps/1/tool",
    NULL },
  { IN_RECORD ("'do':'call','agent':'writer','tool':'search','with':{'words':'record.contact'}"),
    NULL },
  { "{'workflow':'w w','on':{'message':true},'steps':[{'id':'a','do':'wait','days':1}]}",
    "name_bad", "/workflow", NULL },

  /* Steps and references */
  { IN_RECORD ("'do':'search','in':['clients'],'about':'last'"), "step_later", "/steps/1/about",
    NULL },
  { IN_RECORD ("'do':'search','in':['clients'],'about':'recal'"), "step_unknown", "/steps/1/about",
    "set:/steps/1/about=recall" },
  { IN_RECORD ("'do':'search','in':['clients'],'about':'recall.hits'"), "part_unknown",
    "/steps/1/about", NULL },
  { IN_RECORD ("'do':'search','in':['clients'],'about':'a.b.c'"), "reference_bad", "/steps/1/about",
    NULL },
  { IN_RECORD ("'do':'search','in':['clients'],'about':'message.sendr'"), "part_unknown",
    "/steps/1/about", "set:/steps/1/about=message.sender" },
  { IN_RECORD ("'do':'search','in':['clients'],'about':'record.notes'"), "field_unknown",
    "/steps/1/about", "set:/steps/1/about=record.note" },
  { IN_MESSAGE ("{'id':'a','do':'search','in':['clients'],'about':'record'}"),
    "reference_unavailable", "/steps/0/about", NULL },
  { "{'workflow':'w','on':{'hand':true},'steps':[{'id':'a','do':'search','in':['clients'],'about':"
    "'message'}]}",
    "reference_unavailable", "/steps/0/about", NULL },
  { IN_MESSAGE (READ "," READ), "duplicate", "/steps/1/id", NULL },
  { IN_MESSAGE ("{'id':'record','do':'wait','days':1}"), "name_reserved", "/steps/0/id", NULL },
  { IN_RECORD ("'do':'wait','until':'record.note'"), "reference_not_date", "/steps/1/until", NULL },

  /* Names and rights */
  { WITH_ON ("{'record':'inquirys'}"), "collection_unknown", "/on/record",
    "set:/on/record=inquiries" },
  { IN_RECORD ("'do':'search','in':['client'],'about':'record'"), "collection_unknown",
    "/steps/1/in/0", "set:/steps/1/in/0=clients" },
  { IN_RECORD ("'do':'draft','agent':'writter','given':['record'],'to':'message.sender'"),
    "agent_unknown", "/steps/1/agent", "set:/steps/1/agent=writer" },
  { IN_RECORD ("'do':'extract','agent':'writer','from':'message','into':'inquiries'"),
    "write_not_allowed", "/steps/1/into", NULL },
  { IN_RECORD (
        "'do':'extract','agent':'intake','from':'message','into':'inquiries','fields':['state',"
        "'emial']"),
    "field_unknown", "/steps/1/fields/1", "set:/steps/1/fields/1=email" },
  { IN_RECORD ("'do':'draft','agent':'stranger','given':['record'],'to':'message.sender'"),
    "read_not_allowed", "/steps/1/given/0", NULL },
  { IN_RECORD ("'do':'draft','agent':'intake','given':['recall','record'],'to':'message.sender'"),
    "read_not_allowed", "/steps/1/given/1", NULL },
  { IN_RECORD ("'do':'draft','agent':'writer','given':['record'],'to':'record.note'"),
    "recipient_bad", "/steps/1/to", NULL },
  { IN_RECORD ("'do':'draft','agent':'writer','given':['record'],'to':'message.text'"),
    "recipient_bad", "/steps/1/to", NULL },
  { IN_RECORD ("'do':'draft','agent':'writer','given':['record'],'to':'settings.firm'"),
    "recipient_bad", "/steps/1/to", NULL },
  { IN_RECORD ("'do':'draft','agent':'writer','given':['record'],'to':'recall'"), "recipient_bad",
    "/steps/1/to", NULL },
  { IN_MESSAGE (READ "," DRAFT ("read.email")), "recipient_read", "/steps/1/to", NULL },
  { IN_MESSAGE (ASK "," READ "," DRAFT ("read.contact")), "recipient_read", "/steps/2/to", NULL },
  { IN_MESSAGE (READ "," SET ("read", "note") "," DRAFT ("set.email")), "recipient_read",
    "/steps/2/to", NULL },
  { TWO_IN_RECORD (SET ("record", "email"), DRAFT ("record.email")), "recipient_read",
    "/steps/1/to", NULL },
  { TWO_IN_RECORD (SET ("record", "email"), DRAFT ("set.email")), "recipient_read", "/steps/1/to",
    NULL },
  { IN_RECORD ("'do':'start','workflow':'othr','record':'record'"), "workflow_unknown",
    "/steps/1/workflow", "set:/steps/1/workflow=other" },
  { IN_RECORD ("'do':'start','workflow':'other','record':'record'"), "record_mismatch",
    "/steps/1/record", NULL },
  { IN_RECORD ("'do':'update','record':'recall','set':{'state':'1'}"), "reference_not_record",
    "/steps/1/record", NULL },
  { IN_RECORD ("'do':'update','agent':'writer','record':'record','set':{'note':'1'}"),
    "write_not_allowed", "/steps/1/record", NULL },
  { IN_RECORD ("'do':'update','record':'record','set':{'staet':'1'}"), "field_unknown",
    "/steps/1/set/staet", "rename:/steps/1/set/staet=state" },
  { IN_RECORD ("'do':'update','record':'record','set':{'id':'1'}"), "field_kept", "/steps/1/set/id",
    NULL },

  /* SQL */
  { IN_RECORD ("'do':'update','record':'record','set':{'state':'~raed~'}"), "choice_unknown",
    "/steps/1/set/state", "set:/steps/1/set/state='read'" },
  { WITH_ON ("{'record':'inquiries','where':'state = ~reed~'}"), "choice_unknown", "/on/where",
    "set:/on/where=state = 'read'" },
  { WITH_ON ("{'record':'inquiries','where':'stat = ~read~'}"), "field_unknown", "/on/where",
    "set:/on/where=state = 'read'" },
  { WITH_ON ("{'record':'inquiries','where':'state = :x'}"), "parameter_unbound", "/on/where",
    NULL },
  { WITH_ON ("{'message':'label = ~a~; DROP TABLE x'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label = ~a~ -- really'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label = /* x */ 1'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'(label = 1'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label) = (1'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label = ~a'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label = ?1'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label = @a'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'label = $a'}"), "sql_bad", "/on/message", NULL },
  { WITH_ON ("{'message':'  '}"), "sql_bad", "/on/message", NULL },
  { IN_RECORD ("'do':'query','sql':'DELETE FROM clients'"), "sql_bad", "/steps/1/sql", NULL },
  { IN_RECORD ("'do':'query','sql':'SELECT :naem','with':{'name':'record.note'}"),
    "parameter_unbound", "/steps/1/sql", NULL },
  { IN_RECORD ("'do':'query','sql':'SELECT 1','with':{'name':'record.note'}"), "parameter_unused",
    "/steps/1/with", NULL },
  { IN_RECORD ("'do':'query','sql':'SELECT :today','with':{'today':'record.note'}"),
    "name_reserved", "/steps/1/with/today", NULL },
  { IN_RECORD ("'do':'query','sql':'SELECT :r','with':{'r':'record'}"), "reference_whole",
    "/steps/1/with/r", NULL },
  { IN_RECORD ("'do':'query','sql':'SELECT ~:none~ AS a'"), NULL },
};

static char *
show_fix (JsonObject *problem)
{
  static const char *const ops[] = { "set", "rename" };
  JsonObject *fix = bureau_json_get_object (problem, "fix");

  for (guint i = 0; fix != NULL && i < G_N_ELEMENTS (ops); i++)
    if (json_object_has_member (fix, ops[i]))
      return g_strdup_printf ("%s:%s=%s", ops[i], bureau_json_get_string (fix, ops[i]),
                              bureau_json_get_string (fix, "to"));
  return NULL;
}

static void
check_first (const Case *it, JsonArray *problems)
{
  JsonObject *first = json_array_get_object_element (problems, 0);
  g_autofree char *fix = show_fix (first);

  g_assert_cmpstr (bureau_json_get_string (first, "code"), ==, it->code);
  g_assert_cmpstr (bureau_json_get_string (first, "at"), ==, it->at);
  g_assert_true (g_str_has_suffix (bureau_json_get_string (first, "hint"), ".")
                 || g_str_has_suffix (bureau_json_get_string (first, "hint"), "?"));
  if (it->fix != NULL)
    g_assert_cmpstr (fix, ==, it->fix);
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (BureauWorkflowContext) context = build_context ();
  g_autoptr (JsonObject) document = parse (it->document);
  g_autoptr (JsonArray) problems = bureau_workflow_check (document, context);
  g_autofree char *text = bureau_json_print_array (problems);

  g_test_message ("%s", text);
  if (it->code == NULL)
    g_assert_cmpstr (text, ==, "[]");
  else
    {
      g_assert_cmpuint (json_array_get_length (problems), >, 0);
      check_first (it, problems);
    }
}

/* What another kind of document says of itself. */
static const Case others[] = {
  { "{'agent':'a','instructions':'I.','reads':['client']}", "collection_unknown", "/reads/0" },
  { "{'agent':'a','instructions':'I.','writes':['drafts']}", "collection_unknown", "/writes/0" },
  { "{'agent':'a','instructions':'I.','letter':'{{#a}}{{b}}'}", "letter_bad", "/letter" },
  { "{'agent':'a','instructions':'I.','letter':'{{#a}}{{#b}}{{/a}}{{/b}}'}", "letter_bad",
    "/letter" },
  { "{'agent':'a','instructions':'I.','letter':'{{a'}", "letter_bad", "/letter" },
  { "{'agent':'a','instructions':'I.','letter':'{{a}} {{^b}}x{{/b}}'}", NULL },
  { "{'agent':'a','instructions':'I.','letters':{'de':'{{#a}}'}}", "letter_bad", "/letters/de" },
  { "{'agent':'a','instructions':'I.','letters':{'German':'a'}}", "language_bad",
    "/letters/German" },
  { "{'agent':'a','instructions':'I.','letter':'{{?a}}x{{/a}}'}", NULL },
  { "{'agent':'a','instructions':''}", "length_wrong", "/instructions" },
  { "{'agent':'a','instructions':'I.','budget':{'per_day':-1}}", "range_wrong", "/budget/per_day" },
  { "{'agent':'a','instructions':'I.','tools':['search','raed']}", "word_unknown", "/tools/1",
    "set:/tools/1=read" },
  { "{'agent':'a','instructions':'I.','tools':['send_mail']}", "word_unknown", "/tools/0" },
  { "{'collection':'messages','title':'M','fields':[{'name':'a','type':'text'}]}", "name_reserved",
    "/collection" },
  { "{'collection':'bureau_x','title':'M','fields':[{'name':'a','type':'text'}]}", "name_reserved",
    "/collection" },
  { "{'collection':'c','title':'M','fields':[{'name':'id','type':'text'}]}", "name_reserved",
    "/fields/0/name" },
  { "{'collection':'c','title':'M','fields':[{'name':'a','type':'text'},{'name':'a','type':'int'}]"
    "}",
    "duplicate", "/fields/0/name" },
  { "{'collection':'c','title':'M','fields':[{'name':'a','type':'txt'}]}", "word_unknown",
    "/fields/0/type", "set:/fields/0/type=text" },
  { "{'collection':'c','title':'M','fields':[{'name':'a','type':'choice'}]}", "key_missing",
    "/fields/0" },
  { "{'collection':'c','title':'M','fields':[{'name':'a','type':'text','choices':['b']}]}",
    "key_alone", "/fields/0" },
  { "{'collection':'c','title':'M','fields':[{'name':'a','type':'money','currency':'b'}]}",
    "field_unknown", "/fields/0/currency" },
  { "{'collection':'c','title':'M','fields':[{'name':'a','type':'ref','collection':'client'}]}",
    "collection_unknown", "/fields/0/collection", "set:/fields/0/collection=clients" },
};

#define TEMPLATE(collections, agents)                                                              \
  "{'template':'t','title':'T','description':'D','needs':[],'never':[],'collections':"             \
  "[" collections "],'agents':[" agents "],'workflows':[]}"
#define C(name) "{'collection':'" name "','title':'C','fields':[{'name':'a','type':'text'}]}"

/* A template knows its own documents, whatever the workspace has. */
static const Case templates[] = {
  { TEMPLATE (C ("c"), "{'agent':'a','instructions':'I.','reads':['c']}"), NULL },
  { TEMPLATE (C ("c"), "{'agent':'a','instructions':'I.','reads':['clients']}"),
    "collection_unknown", "/agents/0/reads/0" },
  { TEMPLATE (C ("c") "," C ("d") "," C ("c"), ""), "duplicate", "/collections/2" },
};

static void
test_other (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (BureauWorkflowContext) context = build_context ();
  g_autoptr (JsonObject) document = parse (it->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) problems = NULL;
  BureauDocumentKind kind;

  g_assert_true (bureau_document_kind_of (document, &kind, &error));
  problems = bureau_document_check (kind, document, context);
  if (it->code == NULL)
    g_assert_cmpuint (json_array_get_length (problems), ==, 0);
  else
    check_first (it, problems);
}

/* A check of anything ends, and never says more than twenty things. */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new ("{'workflow':'w','on':{'message':true},'steps':[");
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (JsonArray) problems = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "%s{'id':'s%u','do':'fly','a':1}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  document = parse (text->str);
  problems = bureau_workflow_check (document, NULL);
  g_assert_cmpuint (json_array_get_length (problems), ==, BUREAU_MAX_PROBLEMS);
}

static void
test_parse_refuses (void)
{
  g_autoptr (JsonObject) document = parse (
      "{'workflow':'w','on':{'message':true},'steps':[{'id':'a',"
      "'do':'search','in':['b'],'about':'later'}]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (bureau_workflow_parse (document, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "/steps/0/about"));
}

/* Parsed objects do not change with the document they came from. */
static void
test_parse_copies (void)
{
  g_autoptr (JsonObject) document = parse (
      "{'workflow':'w','on':{'hand':true},'steps':[{'id':'a','do':'wait','days':1}]}");
  g_autoptr (BureauWorkflow) workflow = bureau_workflow_parse (document, NULL);

  json_object_set_string_member (document, "workflow", "changed");
  g_assert_cmpstr (workflow->name, ==, "w");
  g_assert_null (workflow->trigger.collection);
  g_assert_cmpint (bureau_json_get_int (workflow->steps[0].arguments, "days", 0), ==, 1);
}

static void
add_cases (const char *folder, const Case *list, guint count, GTestDataFunc func)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("/workflows/check/%s/%02u-%s", folder, i,
                                               list[i].code != NULL ? list[i].code : "fine");

      g_test_add_data_func (path, &list[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("workflow", cases, G_N_ELEMENTS (cases), test_case);
  add_cases ("other", others, G_N_ELEMENTS (others), test_other);
  add_cases ("template", templates, G_N_ELEMENTS (templates), test_other);
  g_test_add_func ("/workflows/check/limit", test_limit);
  g_test_add_func ("/workflows/parse/refuses", test_parse_refuses);
  g_test_add_func ("/workflows/parse/copies", test_parse_copies);
  return g_test_run ();
}
