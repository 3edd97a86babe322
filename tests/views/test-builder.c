/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "views/builder.h"
#include "views/meaning.h"
#include "views/view.h"

/* What is wrong with a document that only the document shows. */
static void
assert_fine (JsonObject *document)
{
  g_autoptr (JsonArray) problems = bureau_view_check (document, NULL);

  if (json_array_get_length (problems) > 0)
    g_test_message ("%s",
                    bureau_json_get_string (json_array_get_object_element (problems, 0), "hint"));
  g_assert_cmpuint (json_array_get_length (problems), ==, 0);
}

/* What it binds to
 * ---------------------------------------------------------------------------------
 */

static const char base[]
    = "{'spec':'view/1','id':'desk','title':'Desk',"
      "'params':[{'id':'owner','type':'text'}],"
      "'data':[{'id':'kpi','rows':'one','sql':'SELECT 1','columns':[{'name':'n','type':'int'},"
      "{'name':'share','type':'ratio'}]},"
      "{'id':'late','rows':'many','sql':'SELECT 1 WHERE :owner IS "
      "NULL','columns':[{'name':'id','type':'ref',"
      "'entity':'inquiries'},{'name':'title','type':'text'},{'name':'due','type':'date'}]}],"
      "'actions':[{'id':'again','label':'Look again','do':'refresh'}],"
      "'builder':'%s'}";

static JsonObject *
parse_with (const char *xml, GError **error)
{
  g_autofree char *quoted = g_strescape (xml, NULL);
  g_auto (GStrv) parts = g_strsplit (base, "'", -1);
  g_autofree char *json = g_strjoinv ("\"", parts);
  g_auto (GStrv) sides = g_strsplit (json, "%s", 2);
  g_autofree char *whole = g_strconcat (sides[0], quoted, sides[1], NULL);

  return bureau_view_parse (whole, -1, error);
}

typedef struct
{
  const char *name;
  const char *xml;     /* inside of <interface> */
  const char *type;    /* of the first element */
  const char *members; /* of it, "name=value name=value" */
  guint n_blocks;
} Case;

#define OBJECT(class, inner) "<object class=\"" class "\">" inner "</object>"
#define BOUND(class, id, inner) "<object class=\"" class "\" id=\"" id "\">" inner "</object>"
#define PROPERTY(name, value) "<property name=\"" name "\">" value "</property>"
#define CHILD(inner) "<child>" inner "</child>"
#define STYLE(name) "<style><class name=\"" name "\"/></style>"

static const Case cases[] = {
  { "label", OBJECT ("GtkLabel", PROPERTY ("label", "Late *today*")), "text",
    "text=Late\\ \\*today\\*", 1 },
  { "heading", OBJECT ("GtkLabel", PROPERTY ("label", "Late") STYLE ("title-1")), "text",
    "text=#\\ Late", 1 },
  { "markup stays text", OBJECT ("GtkLabel", PROPERTY ("label", "&lt;b&gt;x&lt;/b&gt;")), "text",
    "text=\\<b\\>x\\<\\/b\\>", 1 },
  { "tone", OBJECT ("GtkLabel", PROPERTY ("label", "Late") STYLE ("warning")), "callout",
    "text=Late tone=warn", 1 },
  { "a column", BOUND ("GtkLabel", "kpi-n", ""), "text", "data=kpi text={n}", 1 },
  { "a template", BOUND ("GtkLabel", "kpi", PROPERTY ("label", "{n} late")), "text",
    "data=kpi text={n}\\ late", 1 },
  { "metric", BOUND ("AdwActionRow", "kpi-n", PROPERTY ("title", "Late")), "metric",
    "data=kpi value=n title=Late", 1 },
  { "level", BOUND ("GtkLevelBar", "kpi-share", ""), "progress", "data=kpi value=share title=Share",
    1 },
  { "table", BOUND ("GtkColumnView", "late", ""), "table", "data=late title=Late", 1 },
  { "columns", BOUND ("GtkColumnView", "late", CHILD (BOUND ("GtkColumnViewColumn", "due", ""))),
    "table", "data=late", 1 },
  { "list", BOUND ("GtkListView", "late", ""), "list", "data=late primary=title secondary=due", 1 },
  { "detail", BOUND ("AdwPreferencesGroup", "kpi", PROPERTY ("title", "Now")), "detail",
    "data=kpi title=Now", 1 },
  { "filter", BOUND ("GtkSearchEntry", "owner", ""), "filter", "param=owner", 1 },
  { "button", BOUND ("GtkButton", "again", PROPERTY ("label", "x")), "actions", "", 1 },
  { "beside each other",
    OBJECT ("GtkBox", CHILD (BOUND ("GtkListView", "late", ""))
                          CHILD (OBJECT ("GtkLabel", PROPERTY ("label", "x")))),
    "list", "", 1 },
  { "one below the other",
    OBJECT ("GtkBox", PROPERTY ("orientation", "vertical") CHILD (BOUND ("GtkListView", "late", ""))
                          CHILD (OBJECT ("GtkLabel", PROPERTY ("label", "x")))),
    "list", "", 2 },
  { "a word as its number",
    OBJECT ("GtkBox", PROPERTY ("orientation", "1") CHILD (BOUND ("GtkListView", "late", ""))
                          CHILD (OBJECT ("GtkLabel", PROPERTY ("label", "x")))),
    "list", "", 2 },
  { "tabs",
    OBJECT ("AdwViewStack",
            CHILD (OBJECT ("AdwViewStackPage", PROPERTY ("title", "Late") PROPERTY (
                                                   "child", BOUND ("GtkListView", "late", ""))))),
    "list", "", 1 },
  { "hidden",
    OBJECT ("GtkBox", PROPERTY ("orientation", "vertical") CHILD (
                          OBJECT ("GtkLabel", PROPERTY ("label", "x") PROPERTY ("visible", "0")))
                          CHILD (BOUND ("GtkListView", "late", ""))),
    "list", "", 1 },
};

static void
assert_members (JsonObject *element, const char *members)
{
  g_auto (GStrv) pairs = g_regex_split_simple ("(?<!\\\\) ", members, 0, 0);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      g_auto (GStrv) words = g_strsplit (pair[1], "\\ ", -1);
      g_autofree char *value = g_strjoinv (" ", words);

      g_assert_cmpstr (bureau_json_get_string (element, pair[0]), ==, value);
    }
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *xml = g_strdup_printf ("<interface>%s</interface>", test->xml);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = parse_with (xml, &error);
  JsonObject *element;

  g_assert_no_error (error);
  assert_fine (document);
  element = json_array_get_object_element (bureau_json_get_array (document, "elements"), 0);
  g_assert_cmpstr (bureau_json_get_string (element, "type"), ==, test->type);
  assert_members (element, test->members);
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (document, "layout")), ==,
                    test->n_blocks);
}

static void
test_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = bureau_view_parse (
      "<?xml version=\"1.0\"?><!-- made elsewhere --><interface><requires lib=\"gtk\" "
      "version=\"4.0\"/>" BOUND ("AdwStatusPage", "Welcome_1",
                                 PROPERTY ("title", "Good morning")) "</interface>",
      -1, &error);

  g_assert_no_error (error);
  assert_fine (document);
  g_assert_cmpstr (bureau_json_get_string (document, "id"), ==, "welcome-1");
  g_assert_cmpstr (bureau_json_get_string (document, "title"), ==, "Good morning");
}

/* A part: what the document has already stays, and ids do not collide. */
static void
test_part (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = bureau_json_parse_object (
      "{\"spec\":\"view/1\",\"id\":\"v\",\"title\":\"V\",\"layout\":[{\"row\":[\"text_1\"]}],"
      "\"elements\":[{\"id\":\"text_1\",\"type\":\"text\",\"text\":\"Hello\"}]}",
      -1, &error);
  const char xml[] = "<interface>" OBJECT ("GtkLabel", PROPERTY ("label", "World")) "</interface>";

  g_assert_true (bureau_builder_add (document, xml, sizeof xml - 1, &error));
  g_assert_no_error (error);
  assert_fine (document);
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (document, "elements")), ==, 2);
}

/* What is refused
 * ------------------------------------------------------------------------------------
 */

typedef struct
{
  const char *name;
  const char *xml;
  const char *says;
} Refusal;

#define INTERFACE(inner) "<interface>\n" inner "</interface>"

/* The first fourteen are the rows of views.md §6. */
static const Refusal refusals[] = {
  { "1 type function", INTERFACE ("<object class=\"GtkBox\" type-func=\"abort\"/>"),
    "Line 2: <object> cannot have ‘type-func’" },
  { "2 lazy type", INTERFACE ("<object class=\"GtkTestRegisterAllTypes\"/>"),
    "cannot have a ‘GtkTestRegisterAllTypes’" },
  { "3 signal",
    INTERFACE (OBJECT ("GtkButton", "\n<signal name=\"clicked\" handler=\"g_abort\"/>")),
    "Line 3: a view has no <signal>" },
  { "3 closure",
    INTERFACE (OBJECT ("GtkLabel", "<binding name=\"label\"><closure type=\"gchararray\" "
                                   "function=\"g_initable_init\"/></binding>")),
    "no <binding>" },
  { "4 any class", INTERFACE (OBJECT ("GSubprocess", PROPERTY ("argv", "/bin/true"))),
    "cannot have a ‘GSubprocess’" },
  { "5 abstract class", INTERFACE (OBJECT ("GtkWidget", "")), "cannot have a ‘GtkWidget’" },
  { "5 settings", INTERFACE (OBJECT ("GSettings", PROPERTY ("schema-id", "no.such"))),
    "cannot have a ‘GSettings’" },
  { "6 loads a file", INTERFACE (OBJECT ("GtkLabel", PROPERTY ("paintable", "/etc/passwd"))),
    "no property ‘paintable’" },
  { "7 reads a file", INTERFACE (OBJECT ("GtkBookmarkList", PROPERTY ("filename", "/etc/passwd"))),
    "cannot have a ‘GtkBookmarkList’" },
  { "7 image", INTERFACE (OBJECT ("GtkImage", PROPERTY ("file", "/etc/passwd"))),
    "cannot have a ‘GtkImage’" },
  { "7 link", INTERFACE (OBJECT ("GtkLinkButton", PROPERTY ("uri", "file:///"))),
    "cannot have a ‘GtkLinkButton’" },
  { "8 interface in bytes",
    INTERFACE (OBJECT ("GtkBuilderListItemFactory", PROPERTY ("bytes", "&lt;interface/&gt;"))),
    "cannot have a ‘GtkBuilderListItemFactory’" },
  { "9 precompiled", "GBU", "Line 1: XML begins with ‘<’" },
  { "10 action", INTERFACE (OBJECT ("GtkButton", PROPERTY ("action-name", "app.quit"))),
    "no property ‘action-name’" },
  { "10 menu", INTERFACE ("<menu id=\"m\"/>"), "no <menu>" },
  { "11 markup", INTERFACE (OBJECT ("GtkLabel", PROPERTY ("use-markup", "true"))),
    "‘use-markup’ cannot be ‘true’" },
  { "12 reference",
    INTERFACE (OBJECT ("GtkLabel", "<property name=\"label\" bind-source=\"window\"/>")),
    "cannot have ‘bind-source’" },
  { "12 lookup", INTERFACE (OBJECT ("GtkLabel", "<lookup name=\"title\">window</lookup>")),
    "no <lookup>" },
  { "12 object by name", INTERFACE (OBJECT ("GtkScrolledWindow", PROPERTY ("child", "window"))),
    "‘child’ cannot be ‘window’" },
  { "13 css", INTERFACE (OBJECT ("GtkBox", PROPERTY ("css-name", "x"))), "no property ‘css-name’" },
  { "13 style", INTERFACE (OBJECT ("GtkBox", STYLE ("osd"))), "no style ‘osd’" },

  { "document type", "<!DOCTYPE interface [<!ENTITY a \"b\">]><interface/>", "no part of a view" },
  { "instruction", INTERFACE ("<?php x ?>"), "no part of a view" },
  { "cdata", INTERFACE (OBJECT ("GtkLabel", "<property name=\"label\"><![CDATA[x]]></property>")),
    "no part of a view" },
  { "template", INTERFACE ("<template class=\"A\" parent=\"GtkBox\"/>"), "no <template>" },
  { "internal child", INTERFACE (OBJECT ("GtkBox", "<child internal-child=\"x\"/>")),
    "cannot have ‘internal-child’" },
  { "not whole", "<interface>", "it is no whole XML" },
  { "words between", INTERFACE ("rm -rf"), "words stand between the tags" },
  { "number", INTERFACE (OBJECT ("GtkBox", PROPERTY ("spacing", "nan"))),
    "‘spacing’ cannot be ‘nan’" },
  { "too wide", INTERFACE (OBJECT ("GtkBox", PROPERTY ("width-request", "99999"))),
    "cannot be ‘99999’" },
  { "unknown column", INTERFACE (BOUND ("GtkLabel", "kpi-m", "")), "names no column of ‘kpi’" },
  { "unknown source", INTERFACE (BOUND ("GtkColumnView", "soon", "")), "has to be a source" },
  { "unknown parameter", INTERFACE (BOUND ("GtkEntry", "buyer", "")), "sets a parameter" },
  { "unknown action", INTERFACE (BOUND ("GtkButton", "pay", "")), "has to be an action" },
  { "braces", INTERFACE (OBJECT ("GtkLabel", PROPERTY ("label", "{n}"))), "braces stand only" },
  { "no words", INTERFACE (OBJECT ("GtkLabel", "")), "shows nothing" },
  { "other library", INTERFACE ("<requires lib=\"webkit\" version=\"6\"/>"), "cannot require" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = NULL;
  const char *member = g_str_has_prefix (test->xml, "GBU") ? NULL : test->xml;

  document = member != NULL ? parse_with (member, &error)
                            : bureau_builder_to_view ("GBU\0\0\0", 6, &error);
  g_assert_null (document);
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, test->says));
}

/* The fourteenth row: nothing is unbounded. */

static char *
repeat (const char *before, const char *after, guint n)
{
  g_autoptr (GString) xml = g_string_new ("<interface>");

  for (guint i = 0; i < n; i++)
    g_string_append (xml, before);
  for (guint i = 0; i < n; i++)
    g_string_append (xml, after);
  return g_strdup_printf ("%s</interface>", xml->str);
}

static void
assert_refused (const char *xml, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bureau_builder_to_view (xml, strlen (xml), &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_budget (void)
{
  g_autofree char *deep = repeat ("<object class=\"GtkBox\"><child>", "</child></object>", 17);
  g_autofree char *many = repeat ("<object class=\"GtkLabel\"/>", "", 301);
  g_autofree char *words = g_strnfill (BUREAU_BUILDER_MAX_TEXT + 1, 'x');
  g_autofree char *text = g_strdup_printf (
      INTERFACE ("<object class=\"GtkLabel\"><property name=\"label\">%s</property></object>"),
      words);
  g_autofree char *spaces = g_strnfill (BUREAU_BUILDER_MAX_BYTES, ' ');
  g_autofree char *large = g_strconcat ("<", spaces, NULL);

  assert_refused (deep, "more than 16 deep");
  assert_refused (many, "more than 300 objects");
  assert_refused (text, "more than 2000 bytes");
  assert_refused (large, "may have 65536");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/builder/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/builder/refused/%s", refusals[i].name);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/builder/alone", test_alone);
  g_test_add_func ("/builder/part", test_part);
  g_test_add_func ("/builder/refused/14 no budget", test_budget);
  return g_test_run ();
}
