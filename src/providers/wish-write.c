/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was understood to a view: one source, and the elements that show it. */
#include "providers/wish-write.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"

#define MAX_TITLE 60
#define MAX_ID 40

JsonObject *
bureau_wish_period_param (BureauWish *self)
{
  JsonObject *param = json_object_new ();

  json_object_set_string_member (param, "id", BUREAU_WISH_PERIOD);
  json_object_set_string_member (param, "type", "date_range");
  json_object_set_string_member (param, "default", self->period);
  json_object_set_string_member (param, "label", self->period_field->title);
  return param;
}

static char *
make_id (const char *title)
{
  g_autofree char *folded = bureau_text_fold (title);
  GString *id = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && id->len < MAX_ID; p++)
    if (g_ascii_islower (*p) || (g_ascii_isdigit (*p) && id->len > 0))
      g_string_append_c (id, *p);
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, "view");
  return g_string_free_and_steal (id);
}

/* A new view replaces none. */
static char *
find_free_id (BureauWish *self, const char *title)
{
  JsonArray *taken = bureau_json_get_array (self->inputs, "views");
  g_autofree char *base = make_id (title);
  char *id = g_strdup (base);

  for (guint n = 2, i = 0; taken != NULL && i < json_array_get_length (taken); i++)
    if (g_strcmp0 (json_array_get_string_element (taken, i), id) == 0)
      {
        g_free (id);
        id = g_strdup_printf ("%s-%u", base, n++);
        i = -1;
      }
  return id;
}

static char *
make_title (BureauWish *self)
{
  g_autofree char *line = bureau_text_one_line (bureau_json_get_string (self->inputs, "words"));
  g_autofree char *visible = bureau_text_visible (line, NULL);
  g_autofree char *shorter = bureau_text_shorten (visible, MAX_TITLE);
  g_autofree char *first = g_utf8_substring (shorter, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (shorter), NULL);
}

static void
add_filter (BureauWish *self, JsonObject *view, JsonArray *layout, JsonArray *elements)
{
  JsonArray *params = json_array_new ();
  JsonObject *filter = json_object_new ();
  JsonObject *row = json_object_new ();

  json_array_add_object_element (params, bureau_wish_period_param (self));
  json_object_set_array_member (view, "params", params);
  json_object_set_string_member (filter, "id", "filter");
  json_object_set_string_member (filter, "type", "filter");
  json_object_set_string_member (filter, "param", BUREAU_WISH_PERIOD);
  json_array_add_object_element (elements, filter);
  json_object_set_array_member (row, "row", bureau_wish_names ("filter", NULL));
  json_array_add_object_element (layout, row);
}

static void
add_rows_of_layout (JsonArray *layout, JsonArray *elements, guint from)
{
  for (guint i = from; i < json_array_get_length (elements); i++)
    {
      JsonObject *row = json_object_new ();
      const char *id = bureau_json_get_string (json_array_get_object_element (elements, i), "id");

      json_object_set_array_member (row, "row", bureau_wish_names (id, NULL));
      json_array_add_object_element (layout, row);
    }
}

/* Returns: (transfer full): the view, unchecked */
JsonObject *
bureau_wish_write (BureauWish *self)
{
  JsonObject *view = json_object_new ();
  JsonArray *data = json_array_new (), *layout = json_array_new (), *elements = json_array_new ();
  g_autofree char *id = NULL;
  guint n_before;
  gboolean is_figure;

  if (self->title == NULL)
    self->title = make_title (self);
  id = find_free_id (self, self->title);
  json_object_set_string_member (view, "spec", "view/1");
  json_object_set_string_member (view, "id", id);
  json_object_set_string_member (view, "title", self->title);
  json_object_set_string_member (view, "lang",
                                 bureau_dictionary_get_language (self->source->dictionary));
  if (self->period != NULL)
    add_filter (self, view, layout, elements);
  n_before = json_array_get_length (elements);
  is_figure = self->total != NULL || self->bucket != NULL
              || (self->group != NULL && !bureau_wish_is_arranged (self))
              || (self->limit > 0 && self->measure != NULL && !self->is_named);
  if (is_figure)
    bureau_wish_settle (self);
  json_array_add_object_element (data, is_figure && self->total != NULL
                                           ? bureau_wish_write_figures (self, elements)
                                           : bureau_wish_write_rows (self, elements));
  add_rows_of_layout (layout, elements, n_before);
  json_object_set_array_member (view, "data", data);
  json_object_set_array_member (view, "layout", layout);
  json_object_set_array_member (view, "elements", elements);
  if (self->button != NULL)
    bureau_wish_add_button (
        self, view, json_array_get_object_element (elements, json_array_get_length (elements) - 1));
  return view;
}
