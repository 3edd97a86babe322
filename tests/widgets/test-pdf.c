/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view as PDF: whole, on as many pages as it needs. */
#include "base/json.h"
#include "memory/record.h"
#include "memory/workspace-fixture.h"
#include "widgets/pdf.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define N_CLIENTS 200
#define MAX_STREAM (1 << 20)

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"who\",\"type\":\"text\",\"label\":\"Name\"}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT name, email, fee, "
      "CASE WHEN fee > 5000 THEN 'large' ELSE 'small' END AS kind FROM clients "
      "WHERE :who IS NULL OR instr(name, :who) > 0 ORDER BY name\",\"columns\":["
      "{\"name\":\"name\",\"type\":\"text\"},{\"name\":\"email\",\"type\":\"text\"},"
      "{\"name\":\"fee\",\"type\":\"money\"},{\"name\":\"kind\",\"type\":\"text\"}]}],"
      "\"layout\":[{\"row\":[\"f\",\"m\",\"x\"]},{\"row\":[\"c\",\"l\"]},{\"row\":[\"t\"]},"
      "{\"row\":[\"b\",\"g\"]}],"
      "\"elements\":[{\"id\":\"f\",\"type\":\"filter\",\"param\":\"who\"},"
      "{\"id\":\"m\",\"type\":\"metric\",\"title\":\"Fee\",\"data\":\"all\",\"value\":\"fee\"},"
      "{\"id\":\"x\",\"type\":\"text\",\"text\":\"# Hi\\n\\n- **a** *b*\\n- `c`\\n\\n| x | y |\\n"
      "|---|---|\\n| 1 | 2 |\\n\\n---\\n\"},"
      "{\"id\":\"c\",\"type\":\"chart\",\"mark\":\"%s\",\"title\":\"Chart\",\"data\":\"all\","
      "\"x\":\"name\",\"y\":[\"fee\"],\"target\":50,\"summary\":\"{n} clients\"},"
      "{\"id\":\"l\",\"type\":\"progress\",\"title\":\"Fees\",\"data\":\"all\",\"value\":\"fee\","
      "\"max\":1000,\"label\":\"name\"},"
      "{\"id\":\"t\",\"type\":\"table\",\"title\":\"Table\",\"data\":\"all\",\"columns\":["
      "{\"col\":\"name\"},{\"col\":\"email\"},{\"col\":\"fee\",\"total\":\"sum\"}]},"
      "{\"id\":\"b\",\"type\":\"board\",\"title\":\"Board\",\"data\":\"all\",\"group\":\"kind\","
      "\"card\":{\"title\":\"name\",\"fields\":[\"fee\"]}},"
      "{\"id\":\"g\",\"type\":\"group\",\"title\":\"Group\",\"elements\":[\"k\",\"d\"]},"
      "{\"id\":\"k\",\"type\":\"callout\",\"tone\":\"warn\",\"text\":\"Look\"},"
      "{\"id\":\"d\",\"type\":\"detail\",\"title\":\"First\",\"data\":\"all\",\"fields\":["
      "{\"col\":\"name\"},{\"col\":\"fee\"}]}]}";

/* A table and a list, whose third column and whose note can be bars. */
static const char bars[]
    = "{\"spec\":\"view/1\",\"id\":\"bars\",\"title\":\"Bars\","
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT name, email, fee + 1 AS fee "
      "FROM clients\",\"columns\":[{\"name\":\"name\",\"type\":\"text\"},"
      "{\"name\":\"email\",\"type\":\"text\"},{\"name\":\"fee\",\"type\":\"money\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]},{\"row\":[\"l\"]}],"
      "\"elements\":[{\"id\":\"t\",\"type\":\"table\",\"title\":\"Table\",\"data\":\"all\","
      "\"columns\":[{\"col\":\"name\"},{\"col\":\"email\"},{\"col\":\"fee\"}]},"
      "{\"id\":\"l\",\"type\":\"list\",\"title\":\"List\",\"data\":\"all\",\"primary\":\"name\","
      "\"meta\":\"fee\"}]}";

typedef struct
{
  Workspace workspace;
  char *path;
  BureauProgress *progress;
} Fixture;

static void
add_clients (Fixture *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"name\":\"Client %u \u202e<b>\",\"email\":\"c%u@example.org\",\"fee\":%u}", i, i,
          i * 100);
      g_autoptr (JsonObject) fields = json_object_of (text);

      await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
    }
}

static GError *
save_view (Fixture *self, JsonObject *view, const char *path)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (DexFuture) saved = bureau_pdf_save (self->workspace.memory, view, values, path,
                                                 &bureau_pdf_a4, self->progress);
  GError *error = NULL;

  while (dex_future_is_pending (saved))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (saved, &error);
  return error;
}

static GError *
save (Fixture *self, const char *mark, const char *path)
{
  g_auto (GStrv) sides = g_strsplit (document, "%s", 2);
  g_autofree char *text = g_strconcat (sides[0], mark, sides[1], NULL);
  g_autoptr (JsonObject) view = json_object_of (text);

  return save_view (self, view, path);
}

/* In PDF 1.4 the objects of pages stand in the file as they are. */
static guint
count_pages (Fixture *self)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_nonnull (g_strrstr_len (bytes + length - 8, 8, "%%EOF"));
  for (const char *at = bytes;
       (at = memmem (at, length - (gsize)(at - bytes), "/Type /Page %", 13)) != NULL; at++)
    n++;
  return n;
}

static void
test_one_page (Fixture *self, gconstpointer data)
{
  static const char *const marks[] = { "bar", "line", "area", "pie", "funnel" };

  add_clients (self, 2);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_assert_no_error (save (self, marks[i], self->path));
      g_assert_cmpuint (count_pages (self), ==, 1);
    }
}

/* What the pages are drawn with: each stream of the file that can be unpacked. */
static char *
read_strokes (Fixture *self)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GString) strokes = g_string_new (NULL);
  gsize length;
  const char *at;

  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  at = bytes;
  while ((at = memmem (at, length - (gsize)(at - bytes), "\nstream\n", 8)) != NULL)
    {
      g_autoptr (GConverter) inflate = G_CONVERTER (
          g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
      g_autofree char *out = g_malloc (MAX_STREAM);
      gsize n_read, n_written = 0;

      at += 8;
      g_converter_convert (inflate, at, length - (gsize)(at - bytes), out, MAX_STREAM,
                           G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL);
      g_string_append_len (strokes, out, (gssize)n_written);
    }
  return g_string_free_and_steal (g_steal_pointer (&strokes));
}

static guint
count_boxes (Fixture *self)
{
  g_autofree char *strokes = read_strokes (self);
  guint n = 0;

  for (const char *at = strokes; (at = strstr (at, " re")) != NULL; at++)
    n++;
  return n;
}

static void
set_format (JsonObject *view, guint element, const char *format)
{
  JsonObject *shape = json_array_get_object_element (bureau_json_get_array (view, "elements"),
                                                     element);
  JsonArray *columns = bureau_json_get_array (shape, "columns");

  json_object_set_string_member (
      columns != NULL ? json_array_get_object_element (columns, 2) : shape, "format", format);
}

/* A bar in a table, and in a list, is its ground and what of it is full. */
static void
test_bars (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (bars);
  guint n_plain;

  add_clients (self, 4);
  g_assert_no_error (save_view (self, view, self->path));
  n_plain = count_boxes (self);
  set_format (view, 0, "bar");
  g_assert_no_error (save_view (self, view, self->path));
  g_assert_cmpuint (count_boxes (self), ==, n_plain + 2 * 4);
  set_format (view, 1, "bar");
  g_assert_no_error (save_view (self, view, self->path));
  g_assert_cmpuint (count_boxes (self), ==, n_plain + 4 * 4);
}

/* Cancelled, nothing is left in the place of the file. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (GError) error = NULL;

  add_clients (self, 2);
  self->progress = progress;
  bureau_progress_cancel (progress);
  error = save (self, "bar", self->path);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_many_pages (Fixture *self, gconstpointer data)
{
  add_clients (self, N_CLIENTS);
  g_assert_no_error (save (self, "bar", self->path));
  g_assert_cmpuint (count_pages (self), >=, 8);
}

/* What is there stays where the new file cannot be written. */
static void
test_no_room (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_clients (self, 1);
  error = save (self, "bar", "/nonexistent/view.pdf");
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *kept = g_getenv ("BUREAU_PDF");

  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  self->path = kept != NULL ? g_strdup (kept)
                            : g_build_filename (self->workspace.folder, "view.pdf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  workspace_tear_down (&self->workspace, NULL);
  g_free (self->path);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/pdf/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("one page", test_one_page);
  ADD ("bars", test_bars);
  ADD ("many pages", test_many_pages);
  ADD ("no room", test_no_room);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
