/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/paper.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/chart.h"
#include "views/meaning.h"
#include "views/paper-private.h"
#include "views/param.h"

struct _BureauPaper
{
  GObject parent_instance;
  BureauMemory *memory;
  JsonObject *document;
  JsonObject *values;
  BureauProgress *progress;
  GHashTable *rows; /* element → BureauShownRows */
};

G_DEFINE_FINAL_TYPE (BureauPaper, bureau_paper, G_TYPE_OBJECT)

static void
bureau_paper_finalize (GObject *object)
{
  BureauPaper *self = BUREAU_PAPER (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (bureau_paper_parent_class)->finalize (object);
}

static void
bureau_paper_class_init (BureauPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_paper_finalize;
}

static void
bureau_paper_init (BureauPaper *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

/* Reading ----------------------------------------------------------------------------------------
 */

/* What cannot be read says why, in its place. */
static BureauShownRows *
read_rows (BureauPaper *self, BureauViewPlan *plan, JsonObject *source, JsonObject *element)
{
  BureauShownWish wish = { .source = bureau_json_get_string (source, "id"),
                           .sort = bureau_json_get_string (element, "sort") };
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;
  BureauShownRows *rows;

  bureau_chart_has_points (element, &wish.x, &wish.y);
  rows = bureau_shown_rows_new (source, &wish);
  answer = dex_await_boxed (bureau_shown_read (self->memory, plan, &wish, self->values), &error);
  if (answer != NULL)
    bureau_shown_rows_take (rows, answer);
  else
    bureau_shown_rows_fail (rows, error->message);
  return rows;
}

static DexFuture *
read_fiber (gpointer data)
{
  BureauPaper *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauViewPlan) plan = bureau_view_plan_new (self->document);
  JsonArray *elements = bureau_json_get_array (self->document, "elements");

  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);
      const char *name = bureau_json_get_string (element, "data");
      JsonObject *source = name != NULL ? bureau_view_find_in (self->document, "data", name) : NULL;

      if (source != NULL)
        g_hash_table_insert (self->rows, (char *)bureau_json_get_string (element, "id"),
                             read_rows (self, plan, source, element));
      bureau_progress_set (self->progress, i + 1, json_array_get_length (elements));
      if (!bureau_progress_check (self->progress, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
  return dex_future_new_for_object (self);
}

/**
 * bureau_paper_read:
 * @document: a checked view
 * @values: (nullable): {"PARAM": value}; %NULL is what the view begins with
 * @progress_or_null: (nullable): told how far it is; may be cancelled
 *
 * Reads what a view shows, once. Filters are told; forms and buttons are left out.
 *
 * Returns: (transfer full): a future of a #BureauPaper; what cannot be read says why in its place
 */
DexFuture *
bureau_paper_read (BureauMemory *memory, JsonObject *document, JsonObject *values,
                   BureauProgress *progress_or_null)
{
  BureauPaper *self = g_object_new (BUREAU_TYPE_PAPER, NULL);

  self->memory = g_object_ref (memory);
  self->document = json_object_ref (document);
  self->values = values != NULL ? json_object_ref (values) : bureau_view_params_start (document);
  g_set_object (&self->progress, progress_or_null);
  bureau_progress_begin (progress_or_null, BUREAU_PHASE_WRITING);
  return dex_scheduler_spawn (NULL, 0, read_fiber, self, g_object_unref);
}

JsonObject *
bureau_paper_get_document (BureauPaper *self)
{
  return self->document;
}

const char *
bureau_paper_get_title (BureauPaper *self)
{
  return bureau_json_get_string (self->document, "title");
}

/* Writing ----------------------------------------------------------------------------------------
 */

static JsonObject *
find_element (const BureauPaperCall *call, JsonArray *ids, guint i)
{
  return bureau_view_find_in (call->document, "elements", json_array_get_string_element (ids, i));
}

static guint
count_elements (const BureauPaperCall *call, JsonArray *ids)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (ids); i++)
    n += bureau_paper_has_element (call, find_element (call, ids, i)) ? 1 : 0;
  return n;
}

static void
write_ids (const BureauPaperCall *call, JsonArray *ids)
{
  guint n = count_elements (call, ids);

  if (n == 0)
    return;
  call->writer->begin (call->data, BUREAU_PAPER_ROW, n);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonObject *element = find_element (call, ids, i);

      if (bureau_paper_has_element (call, element))
        bureau_paper_write_element (call, element);
    }
  call->writer->end (call->data, BUREAU_PAPER_ROW);
}

/* Tabs stand one below the other: paper has none. */
static void
write_tabs (const BureauPaperCall *call, JsonArray *tabs)
{
  for (guint i = 0; i < json_array_get_length (tabs); i++)
    {
      JsonObject *tab = json_array_get_object_element (tabs, i);
      JsonArray *rows = bureau_json_get_array (tab, "rows");

      call->writer->words (call->data, BUREAU_PAPER_TAB, bureau_json_get_string (tab, "title"));
      for (guint j = 0; j < json_array_get_length (rows); j++)
        write_ids (call, bureau_json_get_array (json_array_get_object_element (rows, j), "row"));
    }
}

static void
write_block (const BureauPaperCall *call, JsonObject *block)
{
  JsonArray *row = bureau_json_get_array (block, "row");
  JsonArray *side = bureau_json_get_array (block, "side");
  JsonArray *tabs = bureau_json_get_array (block, "tabs");

  if (tabs != NULL)
    write_tabs (call, tabs);
  else if (row != NULL || side != NULL)
    write_ids (call, row != NULL ? row : side);
}

static void
write_day (const BureauPaperCall *call)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a day and a time, as in “22 Nov 2026, 14:05” (see GLib.DateTime.format) */
  g_autofree char *when = g_date_time_format (now, _ ("%-e %b %Y, %H:%M"));

  call->writer->words (call->data, BUREAU_PAPER_NOTE, when);
}

/**
 * bureau_paper_get_n_parts:
 *
 * Returns: into how many parts it is written: the title, each block of the layout, and the day
 */
guint
bureau_paper_get_n_parts (BureauPaper *self)
{
  return json_array_get_length (bureau_json_get_array (self->document, "layout")) + 2;
}

/**
 * bureau_paper_write_part:
 * @part: below bureau_paper_get_n_parts()
 *
 * Writes one part, so that a long view need not be written at once.
 */
void
bureau_paper_write_part (BureauPaper *self, guint part, const BureauPaperWriter *writer,
                         gpointer data)
{
  const BureauPaperCall call = { self->document, self->values, self->rows, writer, data };
  JsonArray *layout = bureau_json_get_array (self->document, "layout");

  if (part == 0)
    writer->words (data, BUREAU_PAPER_TITLE, bureau_paper_get_title (self));
  else if (part <= json_array_get_length (layout))
    write_block (&call, json_array_get_object_element (layout, part - 1));
  else
    write_day (&call);
}
