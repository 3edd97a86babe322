/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-sheet.h"

#include <adwaita.h>

#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "bureau-desk-resources.h"

#define LINES "one line\nand another"

static void
fill (BureauRecordSheet *sheet, const char *note, const char *colour)
{
  g_autoptr (JsonObject) thread = json_object_of (
      "{\"collection\":\"orders\",\"evidence\":[],\"document\":{\"fields\":["
      "{\"name\":\"note\",\"title\":\"Note\",\"type\":\"text\"},"
      "{\"name\":\"who\",\"title\":\"Who\",\"type\":\"text\"}]},"
      "\"record\":{\"id\":\"1\",\"fields\":{\"who\":\"Eva\"},\"meta\":{}}}");
  JsonObject *record = bureau_json_get_object (thread, "record");

  bureau_json_set_string (bureau_json_get_object (record, "fields"), "note", note);
  bureau_json_set_string (bureau_json_get_object (record, "meta"), "colour", colour);
  bureau_record_sheet_fill (sheet, thread);
}

/* A person may be in the midst of the row beneath: rows stand, whatever a text grows or shrinks to.
 */
static void
test_rows_stand (void)
{
  g_autoptr (GtkListBox) fields = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
  g_autoptr (GtkListBox) others = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
  g_autoptr (BureauRecordSheet) sheet = bureau_record_sheet_new (fields, others);
  GtkListBoxRow *note, *colour;

  fill (sheet, LINES, "blue");
  note = gtk_list_box_get_row_at_index (fields, 0);
  colour = gtk_list_box_get_row_at_index (others, 0);
  g_assert_false (ADW_IS_ENTRY_ROW (note));
  g_assert_true (ADW_IS_ENTRY_ROW (colour));

  fill (sheet, "short", LINES);
  g_assert_true (gtk_list_box_get_row_at_index (fields, 0) == note);
  g_assert_true (gtk_list_box_get_row_at_index (others, 0) == colour);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (colour)), ==, LINES);
}

/* A sum that no field says the currency of is in the business's own. */
static void
test_own_currency (void)
{
  static const struct
  {
    const char *currency;
    const char *said;
    const char *shown;
  } cases[] = { { "GBP", NULL, "GBP" }, { "JPY", NULL, "JPY" }, { "GBP", "CHF", "CHF" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkListBox) fields = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
      g_autoptr (GtkListBox) others = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
      g_autoptr (BureauRecordSheet) sheet = bureau_record_sheet_new (fields, others);
      g_autoptr (JsonObject) thread = json_object_of (
          "{\"collection\":\"orders\",\"evidence\":[],\"document\":{\"fields\":["
          "{\"name\":\"fee\",\"title\":\"Fee\",\"type\":\"money\"}]},"
          "\"record\":{\"id\":\"1\",\"fields\":{\"fee\":420000},\"meta\":{}}}");

      json_object_set_string_member (thread, "currency", cases[i].currency);
      bureau_json_set_string (
          bureau_json_get_object (bureau_json_get_object (thread, "record"), "fields"), "currency",
          cases[i].said);
      bureau_record_sheet_fill (sheet, thread);
      g_assert_nonnull (
          strstr (gtk_editable_get_text (GTK_EDITABLE (gtk_list_box_get_row_at_index (fields, 0))),
                  cases[i].shown));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  bureau_desk_register_resource ();

  g_test_add_func ("/desk/record-sheet/rows-stand", test_rows_stand);
  g_test_add_func ("/desk/record-sheet/own-currency", test_own_currency);

  return g_test_run ();
}
