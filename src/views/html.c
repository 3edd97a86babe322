/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that holds the view's rows, tables and charts, and nothing that runs, loads or leads out.
 */
#include "views/html.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/chart.h"
#include "views/html-private.h"
#include "views/meaning.h"
#include "views/param.h"

static const char style[]
    = ":root{color-scheme:light}body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:70rem;"
      "padding:0 1rem;color:#241f31;background:#fff}h1{font-size:1.6rem}h3{font-size:1.05rem;"
      "margin:0 0 .5rem}.row{display:flex;flex-wrap:wrap;gap:1.5rem;margin:1.5rem 0}"
      ".row>section{flex:1 1 18rem;min-width:0;overflow-x:auto}table{border-collapse:collapse}"
      "th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #deddda;"
      "vertical-align:top}.figure{text-align:end;font-variant-numeric:tabular-nums}tfoot td{"
      "font-weight:bold}.metric{font-size:1.8rem;margin:0}figure{margin:0}svg{max-width:100%;"
      "height:auto}ul{padding-inline-start:1.2rem}li "
      "span{margin-inline-end:.75rem}dt{color:#5e5c64}"
      "footer{color:#5e5c64;margin-top:2rem}@media print{body{margin:0}details{display:none}}";

/* Reading ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauMemory *memory;
  JsonObject *document;
  JsonObject *values;
} Export;

static void
export_free (Export *self)
{
  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self);
}

/* What cannot be read says why, in its place. */
static BureauShownRows *
read_rows (Export *self, BureauViewPlan *plan, JsonObject *source, JsonObject *element)
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

static GHashTable *
read_all (Export *self)
{
  g_autoptr (BureauViewPlan) plan = bureau_view_plan_new (self->document);
  JsonArray *elements = bureau_json_get_array (self->document, "elements");
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);
      const char *data = bureau_json_get_string (element, "data");
      JsonObject *source = data != NULL ? bureau_view_find_in (self->document, "data", data) : NULL;

      if (source != NULL)
        g_hash_table_insert (all, (char *)bureau_json_get_string (element, "id"),
                             read_rows (self, plan, source, element));
    }
  return all;
}

/* Writing ----------------------------------------------------------------------------------------
 */

static void
add_ids (BureauHtml *self, JsonArray *ids)
{
  g_string_append (self->html, "<div class=\"row\">\n");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonObject *element = bureau_view_find_in (self->document, "elements",
                                                 json_array_get_string_element (ids, i));

      if (element != NULL)
        bureau_html_add_element (self, element);
    }
  g_string_append (self->html, "</div>\n");
}

/* Tabs stand one below the other: paper has none. */
static void
add_tabs (BureauHtml *self, JsonArray *tabs)
{
  for (guint i = 0; i < json_array_get_length (tabs); i++)
    {
      JsonObject *tab = json_array_get_object_element (tabs, i);
      JsonArray *rows = bureau_json_get_array (tab, "rows");

      bureau_html_add_tag (self, "h2", bureau_json_get_string (tab, "title"));
      for (guint j = 0; j < json_array_get_length (rows); j++)
        add_ids (self, bureau_json_get_array (json_array_get_object_element (rows, j), "row"));
    }
}

static void
add_layout (BureauHtml *self)
{
  JsonArray *layout = bureau_json_get_array (self->document, "layout");

  for (guint i = 0; i < json_array_get_length (layout); i++)
    {
      JsonObject *block = json_array_get_object_element (layout, i);
      JsonArray *row = bureau_json_get_array (block, "row");
      JsonArray *side = bureau_json_get_array (block, "side");
      JsonArray *tabs = bureau_json_get_array (block, "tabs");

      if (tabs != NULL)
        add_tabs (self, tabs);
      else if (row != NULL || side != NULL)
        add_ids (self, row != NULL ? row : side);
    }
}

static void
add_head (BureauHtml *self)
{
  const char *language = bureau_json_get_string (self->document, "lang");

  g_string_append (self->html, "<!DOCTYPE html>\n<html lang=\"");
  bureau_html_add_text (self, language != NULL ? language : "en");
  g_string_append_printf (
      self->html,
      "\">\n<head>\n<meta charset=\"utf-8\" />\n"
      "<meta name=\"viewport\" content=\"width=device-width\" />\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\" />\n<style>%s</style>\n",
      style);
  bureau_html_add_tag (self, "title", bureau_json_get_string (self->document, "title"));
  g_string_append (self->html, "</head>\n<body>\n");
  bureau_html_add_tag (self, "h1", bureau_json_get_string (self->document, "title"));
}

static void
add_foot (BureauHtml *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a day and a time, as in “22 Nov 2026, 14:05” (see GLib.DateTime.format) */
  g_autofree char *when = g_date_time_format (now, _ ("%-e %b %Y, %H:%M"));

  bureau_html_add_tag (self, "footer", when);
  g_string_append (self->html, "</body>\n</html>\n");
}

static DexFuture *
export_fiber (gpointer data)
{
  Export *self = data;
  g_autoptr (GHashTable) rows = read_all (self);
  BureauHtml html = {
    .html = g_string_new (NULL), .document = self->document, .values = self->values, .rows = rows
  };

  add_head (&html);
  add_layout (&html);
  add_foot (&html);
  return dex_future_new_take_string (g_string_free_and_steal (html.html));
}

/**
 * bureau_view_to_html:
 * @document: a checked view
 * @values: (nullable): {"PARAM": value}; %NULL is what the view begins with
 *
 * Writes a view as a page that stands alone: its rows are in it, its charts are SVG, nothing in it
 * runs, loads or leads anywhere, and every text of the data is only text. Filters are told; forms
 * and buttons are left out.
 *
 * Returns: (transfer full): a future of the page, a string; what cannot be read says why in its
 *   place
 */
DexFuture *
bureau_view_to_html (BureauMemory *memory, JsonObject *document, JsonObject *values)
{
  Export *self = g_new0 (Export, 1);

  self->memory = g_object_ref (memory);
  self->document = json_object_ref (document);
  self->values = values != NULL ? json_object_ref (values) : bureau_view_params_start (document);
  return dex_scheduler_spawn (NULL, 0, export_fiber, self, (GDestroyNotify)export_free);
}
