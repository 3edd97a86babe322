/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/csv.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "corpus.h"

static BureauCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BureauCsv *table = bureau_csv_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  return table;
}

/* The table as one line: header and rows, cells apart by '|', rows by '/'. */
static char *
flat (const BureauCsv *table)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *header = g_strjoinv ("|", table->header);
  g_string_append (out, header);
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", g_ptr_array_index (table->rows, i));
      g_string_append_printf (out, "/%s", row);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static void
test_forms (void)
{
  static const char *const CASES[][2] = {
    { "a,b\n1,2\n", "a|b/1|2" },
    { "a,b\r\n1,2", "a|b/1|2" },
    { "a,b\r1,2\r", "a|b/1|2" },
    { "a;b\n1,5;2\n", "a|b/1,5|2" },
    { "a\tb\n1\t2\n", "a|b/1|2" },
    { "\357\273\277a,b\n1,2\n", "a|b/1|2" },
    { "a,b\n\"x,\"\"y\"\"\n\",2\n", "a|b/x,\"y\"\n|2" },
    { "a,b\n\n1\n\n,2\n", "a|b/1|/|2" },
    { "a,,a\n1,2,3\n", "a|column 2|column 3/1|2|3" },
    { "a\n\"open\n", "a/open\n" },
    { "a\n\"x\"y\n", "a/xy" },
    { "\"a;b\",c\n1,2\n", "a;b|c/1|2" },
    { "caf\351,b\n1,2\n", "café|b/1|2" },
    { "a", "a" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BureauCsv) table = parse (CASES[i][0]);
      g_autofree char *shown = flat (table);
      g_assert_cmpstr (shown, ==, CASES[i][1]);
    }
  static const char UTF16[] = "\377\376a\0,\0b\0\n\0001\0,\0002\0\n\0";
  g_autoptr (BureauCsv) wide = bureau_csv_parse (UTF16, sizeof UTF16 - 1, NULL);
  g_autofree char *shown = flat (wide);
  g_assert_cmpstr (shown, ==, "a|b/1|2");
}

static void
test_limits (void)
{
  g_autofree char *columns = g_strnfill (BUREAU_CSV_MAX_COLUMNS, ',');
  g_autofree char *many = g_strnfill (10 * 1000 * 1000, ',');
  g_autofree char *cell = g_strnfill (BUREAU_CSV_MAX_CELL_BYTES + 1, 'x');
  const char *const CASES[] = { columns, many, cell, "a,b\n1,2,3\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (bureau_csv_parse (CASES[i], strlen (CASES[i]), &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
    }
  static const char *const NONE[] = { "", "\n\n\r\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (NONE); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (bureau_csv_parse (NONE[i], strlen (NONE[i]), &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (bureau_csv_parse ("a\0b", 3, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
}

static void
check_row (JsonObject *expected, const BureauCsv *table, guint i, guint first)
{
  char **cells = g_ptr_array_index (table->rows, i);
  g_assert_cmpuint (json_object_get_size (expected), ==, table->n_columns);
  for (guint k = first; k < table->n_columns; k++)
    g_assert_cmpstr (cells[k], ==, bureau_json_get_string (expected, table->header[k]));
}

/* One of the files gives its only row bare, and with another telephone number in its first column.
 */
static JsonArray *
rows_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_ref (json_node_get_array (node));
  JsonArray *rows = json_array_new ();
  json_array_add_object_element (rows, json_object_ref (json_node_get_object (node)));
  return rows;
}

static void
test_spectrum (void)
{
  g_autoptr (GPtrArray) files = corpus_files ("csv/csv-spectrum/csvs");
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr (GString) other = g_string_new (path);
      g_string_replace (other, "/csvs/", "/json/", 0);
      g_string_replace (other, ".csv", ".json", 0);
      g_autoptr (GBytes) bytes = corpus_read (path);
      g_autoptr (GBytes) json = corpus_read (other->str);
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauCsv) table = bureau_csv_parse (g_bytes_get_data (bytes, NULL),
                                                      g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
      g_autoptr (JsonNode) node = bureau_json_parse (g_bytes_get_data (json, NULL),
                                                     (gssize)g_bytes_get_size (json), &error);
      g_assert_no_error (error);
      g_autoptr (JsonArray) rows = rows_of (node);
      g_assert_cmpuint (json_array_get_length (rows), ==, table->rows->len);
      for (guint k = 0; k < table->rows->len; k++)
        check_row (json_array_get_object_element (rows, k), table, k,
                   JSON_NODE_HOLDS_OBJECT (node));
    }
  g_test_message ("%u files of csv-spectrum read alike", files->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/forms", test_forms);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/spectrum", test_spectrum);
  return g_test_run ();
}
