/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "desk/claim-marks.h"

#define CLAIMS "{\"claims\":[{\"text\":\"450 EUR\"},{\"text\":\"Peter Lind\"},{\"text\":\"\"}]}"

static guint
count_marked (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "claim");
  GtkTextIter iter;
  guint n = 0;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  do
    n += gtk_text_iter_has_tag (&iter, tag);
  while (gtk_text_iter_forward_char (&iter));
  return n;
}

/* A letter, how many of its characters are underlined, and what is said about it. */
static const struct
{
  const char *letter;
  guint n_marked;
  const char *said;
} cases[] = {
  { "It costs 450 EUR.", 7, "Stands in nothing the agent was given: “450 EUR”" },
  { "450 EUR with Peter Lind, 450 EUR", 24,
    "Stands in nothing the agent was given: “450 EUR”, “Peter Lind”" },
  { "It costs 460 EUR.", 0, NULL },
  { "", 0, NULL },
};

/* What a person changed is marked no longer. */
static void
test_show (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (JsonObject) object = bureau_json_parse_object (CLAIMS, -1, NULL);
  JsonArray *claims = bureau_json_get_array (object, "claims");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = NULL;
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      gtk_text_buffer_set_text (buffer, cases[i].letter, -1);
      said = bureau_claim_marks_show (buffer, "", attributes, claims);
      g_assert_cmpstr (said, ==, cases[i].said);
      g_assert_cmpuint (count_marked (buffer), ==, cases[i].n_marked);
    }
}

static void
test_no_claims (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_text_buffer_set_text (buffer, "450 EUR", -1);
  g_assert_null (bureau_claim_marks_show (buffer, "450 EUR", attributes, NULL));
  g_assert_cmpuint (count_marked (buffer), ==, 0);
}

/* A subject is one line, underlined where it says so, in bytes. */
static void
test_subject (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (JsonObject) object = bureau_json_parse_object (CLAIMS, -1, NULL);
  g_autofree char *said = NULL;
  g_autofree char *lines = NULL;

  gtk_text_buffer_set_text (buffer, "As in the subject.", -1);
  said = bureau_claim_marks_show (buffer, "Für 450 EUR", attributes,
                                  bureau_json_get_array (object, "claims"));
  lines = pango_attr_list_to_string (attributes);
  g_assert_cmpstr (said, ==, "Stands in nothing the agent was given: “450 EUR”");
  g_assert_cmpuint (count_marked (buffer), ==, 0);
  g_assert_nonnull (strstr (lines, "5 12 underline double"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/claim-marks/show", test_show);
  g_test_add_func ("/desk/claim-marks/no-claims", test_no_claims);
  g_test_add_func ("/desk/claim-marks/subject", test_subject);

  return g_test_run ();
}
