/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json-text.h"
#include "base/json.h"

static void
test_get (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = bureau_json_parse_object (
      "{\"s\":\"x\",\"i\":7,\"d\":2.5,\"whole\":3.0,\"huge\":1e300,\"t\":true,\"n\":null,\"o\":{},"
      "\"a\":[]}",
      -1, &error);
  static const char *names[] = { "s", "i", "d", "t", "n", "o", "a", "absent" };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i];

      g_assert_true ((bureau_json_get_string (object, name) != NULL) == (*name == 's'));
      g_assert_true ((bureau_json_get_int (object, name, -1) != -1) == (*name == 'i'));
      g_assert_true ((bureau_json_get_double (object, name, -1) > 0)
                     == (*name == 'i' || *name == 'd'));
      g_assert_true (bureau_json_get_boolean (object, name) == (*name == 't'));
      g_assert_true ((bureau_json_get_object (object, name) != NULL) == (*name == 'o'));
      g_assert_true ((bureau_json_get_array (object, name) != NULL) == (strcmp (name, "a") == 0));
    }
  g_assert_cmpint (bureau_json_get_int (object, "whole", -1), ==, 3);
  g_assert_cmpint (bureau_json_get_int (object, "huge", -1), ==, -1);
  g_assert_cmpint (bureau_json_get_int (NULL, "i", -1), ==, -1);
  g_assert_null (bureau_json_get_string (NULL, "s"));
}

static void
test_ids (void)
{
  static const struct
  {
    gint64 id;
    const char *printed;
  } cases[] = {
    { 0, "{\"id\":0}" },
    { 42, "{\"id\":42}" },
    { G_GINT64_CONSTANT (9007199254740992), "{\"id\":9007199254740992}" },
    { G_GINT64_CONSTANT (9007199254740993), "{\"id\":\"9007199254740993\"}" },
    { G_MAXINT64, "{\"id\":\"9223372036854775807\"}" },
  };
  static const char *none[] = { "{}",
                                "{\"id\":-1}",
                                "{\"id\":\"-1\"}",
                                "{\"id\":\"12x\"}",
                                "{\"id\":\"\"}",
                                "{\"id\":null}",
                                "{\"id\":\"9223372036854775808\"}",
                                "{\"id\":1.5}" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      g_autofree char *text = NULL;

      bureau_json_set_id (object, "id", cases[i].id);
      text = bureau_json_print_object (object);
      g_assert_cmpstr (text, ==, cases[i].printed);
      g_assert_cmpint (bureau_json_get_id (object, "id"), ==, cases[i].id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (JsonObject) object = bureau_json_parse_object (none[i], -1, NULL);
      g_assert_cmpint (bureau_json_get_id (object, "id"), ==, 0);
    }
}

static void
test_set_string (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  bureau_json_set_string (object, "a", "x");
  bureau_json_set_string (object, "b", NULL);
  text = bureau_json_print_object (object);
  g_assert_cmpstr (text, ==, "{\"a\":\"x\",\"b\":null}");
}

static void
test_copy (void)
{
  const char *text = "{\"z\":[1,2.5,true,null,\"9007199254740993\"],\"a\":{\"inner\":\"é\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = bureau_json_parse_object (text, -1, &error);
  g_autoptr (JsonObject) copy = NULL;
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  copy = bureau_json_copy_object (object);
  json_array_add_int_element (bureau_json_get_array (object, "z"), 3);
  json_object_remove_member (bureau_json_get_object (object, "a"), "inner");
  g_clear_pointer (&object, json_object_unref);
  printed = bureau_json_print_object (copy);
  g_assert_cmpstr (printed, ==, text);
}

static void
test_text (void)
{
  static const char *const no_object[] = { "", "[1]", "{\"a\":", "null" };
  g_autoptr (JsonObject) object = bureau_json_text_to_object ("{\"a\":1}");
  g_autoptr (JsonArray) array = bureau_json_text_to_array ("[1,2]");

  g_assert_cmpint (bureau_json_get_int (object, "a", 0), ==, 1);
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  g_assert_null (bureau_json_text_to_object (NULL));
  g_assert_null (bureau_json_text_to_array (NULL));
  g_assert_null (bureau_json_text_to_array ("{}"));
  for (guint i = 0; i < G_N_ELEMENTS (no_object); i++)
    g_assert_null (bureau_json_text_to_object (no_object[i]));
}

static void
test_open_member (void)
{
  g_autoptr (JsonObject) row = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (row, "list", "[1]");
  json_object_set_string_member (row, "words", "no JSON");
  json_object_set_null_member (row, "none");
  bureau_json_open_member (row, "list");
  bureau_json_open_member (row, "words");
  bureau_json_open_member (row, "none");
  bureau_json_open_member (row, "absent");
  text = bureau_json_print_object (row);
  g_assert_cmpstr (text, ==, "{\"list\":[1],\"words\":\"no JSON\",\"none\":null}");
}

/* What text comes in, piece by piece. */
static const BureauJsonPick piece[] = {
  { NULL, "type", "delta" },
  { "delta", "type", "text" },
  { "delta", "text", NULL },
};

static gboolean
pick (const char *text, GString *wanted)
{
  return bureau_json_pick (text, strlen (text), piece, G_N_ELEMENTS (piece), wanted);
}

static void
test_pick (void)
{
  static const struct
  {
    const char *text;
    const char *wanted; /* NULL: it is no such object, or no small one */
  } cases[] = {
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"Hello\"}}", "Hello" },
    { " { \"a\":-1.5e3, \"delta\" : "
      "{\"text\":\"\",\"b\":null,\"type\":\"text\"},\"type\":\"delta\" }\n",
      "" },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"\\u00e9\\n\\\"ü\"}}", "é\n\"ü" },
    { "{\"type\":\"delta\",\"text\":\"a\",\"delta\":{\"type\":\"text\",\"text\":\"b\"}}", "b" },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"thinking\",\"text\":\"Hello\"}}", NULL },
    { "{\"type\":\"stop\",\"delta\":{\"type\":\"text\",\"text\":\"Hello\"}}", NULL },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\"}}", NULL },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":7}}", NULL },
    { "{\"type\":\"delta\",\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"a\"}}",
      NULL },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"a\"}} {}", NULL },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"a\",}}", NULL },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"\\ud800\"}}", NULL },
    { "{\"type\":\"delta\",\"delta\":{\"type\":\"text\",\"text\":\"\xff\"}}", NULL },
    { "[\"type\"]", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) wanted = g_string_new ("before");

      g_test_message ("%s", cases[i].text);
      g_assert_true (pick (cases[i].text, wanted) == (cases[i].wanted != NULL));
      if (cases[i].wanted != NULL)
        g_assert_cmpstr (wanted->str, ==, cases[i].wanted);
    }
}

/* Whatever stands at any place, it is picked only as the tree would have it. */
static void
test_pick_as_parsed (void)
{
  static const char text[] = "{\"type\":\"delta\",\"n\":10,\"delta\":{\"type\":\"text\",\"text\":"
                             "\"a\\u0041\"},\"l\":true}";
  static const char others[] = "\"\\{}[],:0-.eut \n\x01";
  g_autofree char *broken = g_strdup (text);
  guint n_picked = 0;

  for (gsize at = 0; text[at] != '\0'; at++)
    for (gsize i = 0; others[i] != '\0'; i++)
      {
        g_autoptr (GString) wanted = g_string_new (NULL);
        g_autoptr (JsonObject) object = NULL;
        JsonObject *delta;

        broken[at] = others[i];
        if (pick (broken, wanted))
          {
            object = bureau_json_parse_object (broken, -1, NULL);
            g_assert_nonnull (object);
            delta = bureau_json_get_object (object, "delta");
            g_assert_cmpstr (bureau_json_get_string (object, "type"), ==, "delta");
            g_assert_cmpstr (bureau_json_get_string (delta, "type"), ==, "text");
            g_assert_cmpstr (bureau_json_get_string (delta, "text"), ==, wanted->str);
            n_picked++;
          }
        broken[at] = text[at];
      }
  g_assert_cmpuint (n_picked, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-members/get", test_get);
  g_test_add_func ("/json-members/ids", test_ids);
  g_test_add_func ("/json-members/set-string", test_set_string);
  g_test_add_func ("/json-members/copy", test_copy);
  g_test_add_func ("/json-members/text", test_text);
  g_test_add_func ("/json-members/open-member", test_open_member);
  g_test_add_func ("/json-members/pick", test_pick);
  g_test_add_func ("/json-members/pick-as-parsed", test_pick_as_parsed);

  return g_test_run ();
}
