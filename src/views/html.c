/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that holds the view's rows, tables and charts, and nothing that runs, loads or leads out.
 */
#include "views/html.h"

#include "base/json.h"
#include "views/html-private.h"

static const char style_sheet[]
    = ":root{color-scheme:light}body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:70rem;"
      "padding:0 1rem;color:#241f31;background:#fff}h1{font-size:1.6rem}h3{font-size:1.05rem;"
      "margin:0 0 .5rem}.row{display:flex;flex-wrap:wrap;gap:1.5rem;margin:1.5rem 0}"
      ".row>section{flex:1 1 18rem;min-width:0;overflow-x:auto}table{border-collapse:collapse}"
      "th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #deddda;"
      "vertical-align:top}.figure{text-align:end;font-variant-numeric:tabular-nums}tfoot td{"
      "font-weight:bold}.metric{font-size:1.8rem;margin:0}figure{margin:0}svg{max-width:100%;"
      "height:auto}ul{padding-inline-start:1.2rem}li "
      "span{margin-inline-end:.75rem}dt{color:#5e5c64}"
      "body>p:last-child{color:#5e5c64;margin-top:2rem}@media "
      "print{body{margin:0}details{display:none}}";

/* Writing ----------------------------------------------------------------------------------------
 */

static const struct
{
  const char *begin;
  const char *end;
} boxes[] = {
  [BUREAU_PAPER_ROW] = { "<div class=\"row\">\n", "</div>\n" },
  [BUREAU_PAPER_SECTION] = { "<section>\n", "</section>\n" },
  [BUREAU_PAPER_LIST] = { "<ul>\n", "</ul>\n" },
  [BUREAU_PAPER_ITEM] = { "<li>", "</li>\n" },
  [BUREAU_PAPER_TERMS] = { "<dl>\n", "</dl>\n" },
};

static const char *const tags[] = {
  [BUREAU_PAPER_TITLE] = "h1",   [BUREAU_PAPER_TAB] = "h2",   [BUREAU_PAPER_HEADING] = "h3",
  [BUREAU_PAPER_GROUP] = "h4",   [BUREAU_PAPER_STRONG] = "b", [BUREAU_PAPER_LINE] = "div",
  [BUREAU_PAPER_ASIDE] = "span", [BUREAU_PAPER_NOTE] = "p",   [BUREAU_PAPER_QUOTE] = "blockquote",
  [BUREAU_PAPER_TERM] = "dt",    [BUREAU_PAPER_VALUE] = "dd",
};

static void
begin (gpointer data, BureauPaperBox box, guint n)
{
  g_string_append (((BureauHtml *)data)->html, boxes[box].begin);
}

static void
end (gpointer data, BureauPaperBox box)
{
  g_string_append (((BureauHtml *)data)->html, boxes[box].end);
}

static void
add_words (gpointer data, BureauPaperStyle style, const char *text)
{
  BureauHtml *self = data;

  if (style != BUREAU_PAPER_FIGURE)
    {
      bureau_html_add_tag (self, tags[style], text);
      return;
    }
  g_string_append (self->html, "<p class=\"metric\">");
  bureau_html_add_text (self, text);
  g_string_append (self->html, "</p>\n");
}

static void
add_markdown (gpointer data, const char *text)
{
  bureau_html_add_markdown (data, text);
}

static void
add_bar (gpointer data, double share)
{
  bureau_html_add_bar (data, share);
}

static void
add_table (gpointer data, BureauShownRows *rows, JsonArray *cells)
{
  bureau_html_add_table (data, rows, cells);
}

static void
add_chart (gpointer data, BureauShownRows *rows, JsonObject *element, const char *summary)
{
  bureau_html_add_chart (data, rows, element, summary);
}

static const BureauPaperWriter writer = { begin,   end,       add_words, add_markdown,
                                          add_bar, add_table, add_chart };

static void
add_head (BureauHtml *self, JsonObject *document)
{
  const char *language = bureau_json_get_string (document, "lang");

  g_string_append (self->html, "<!DOCTYPE html>\n<html lang=\"");
  bureau_html_add_text (self, language != NULL ? language : "en");
  g_string_append_printf (
      self->html,
      "\">\n<head>\n<meta charset=\"utf-8\" />\n"
      "<meta name=\"viewport\" content=\"width=device-width\" />\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\" />\n<style>%s</style>\n",
      style_sheet);
  bureau_html_add_tag (self, "title", bureau_json_get_string (document, "title"));
  g_string_append (self->html, "</head>\n<body>\n");
}

static DexFuture *
write_cb (DexFuture *future, gpointer data)
{
  BureauPaper *paper = g_value_get_object (dex_future_get_value (future, NULL));
  BureauHtml self = { g_string_new (NULL) };

  add_head (&self, bureau_paper_get_document (paper));
  for (guint i = 0; i < bureau_paper_get_n_parts (paper); i++)
    bureau_paper_write_part (paper, i, &writer, &self);
  g_string_append (self.html, "</body>\n</html>\n");
  return dex_future_new_take_string (g_string_free_and_steal (self.html));
}

/**
 * bureau_view_to_html:
 * @document: a checked view
 * @values: (nullable): {"PARAM": value}; %NULL is what the view begins with
 * @progress_or_null: (nullable): told how far it is; may be cancelled
 *
 * Writes a view as a page that stands alone: its rows are in it, its charts are SVG, nothing in it
 * runs, loads or leads anywhere, and every text of the data is only text.
 *
 * Returns: (transfer full): a future of the page, a string; what cannot be read says why in its
 *   place
 */
DexFuture *
bureau_view_to_html (BureauMemory *memory, JsonObject *document, JsonObject *values,
                     BureauProgress *progress_or_null)
{
  return dex_future_then (bureau_paper_read (memory, document, values, progress_or_null), write_cb,
                          NULL, NULL);
}
