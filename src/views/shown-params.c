/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parameters of a shown view are set to. */
#include "base/json.h"
#include "views/param.h"
#include "views/shown-view-private.h"

/**
 * bureau_shown_view_get_values:
 *
 * Returns: (transfer none): {"PARAM": value} of all parameters
 */
JsonObject *
bureau_shown_view_get_values (BureauShownView *self)
{
  return self->values;
}

/**
 * bureau_shown_view_get_param:
 *
 * Returns: (transfer none) (nullable): what the parameter is set to; %NULL where there is none
 */
JsonNode *
bureau_shown_view_get_param (BureauShownView *self, const char *id)
{
  return json_object_get_member (self->values, id);
}

static gboolean
is_needed (JsonObject *source, const char *id)
{
  JsonArray *needs = bureau_json_get_array (source, "needs");

  for (guint i = 0; needs != NULL && i < json_array_get_length (needs); i++)
    if (g_str_equal (json_array_get_string_element (needs, i), id))
      return TRUE;
  return FALSE;
}

static gboolean
reads (BureauShownView *self, BureauShownRows *rows, const char *id)
{
  JsonObject *source = bureau_shown_rows_get_source (rows);
  JsonObject *param = bureau_view_param_find (self->document, id);

  return g_strcmp0 (bureau_shown_rows_get_wish (rows)->unbound, id) != 0
         && (is_needed (source, id)
             || (param != NULL
                 && bureau_view_param_is_read (param, bureau_json_get_string (source, "sql"))));
}

static gboolean
is_same_value (JsonNode *one, JsonNode *other)
{
  g_autofree char *first = one != NULL ? bureau_json_print (one) : g_strdup ("null");
  g_autofree char *second = other != NULL ? bureau_json_print (other) : g_strdup ("null");

  return g_str_equal (first, second);
}

/**
 * bureau_shown_view_set_param:
 * @id: of a parameter of the view
 * @value: (nullable): as bureau_view_params_bind() takes it; %NULL for none
 *
 * Sets a parameter; the sources that read it are read again.
 */
void
bureau_shown_view_set_param (BureauShownView *self, const char *id, JsonNode *value)
{
  if (!json_object_has_member (self->values, id)
      || is_same_value (bureau_shown_view_get_param (self, id), value))
    return;
  json_object_set_member (self->values, id,
                          value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      if (!reads (self, asked->rows, id))
        continue;
      asked->extent = BUREAU_SHOWN_READS_ALL;
      asked->rests_until = 0;
      bureau_shown_view_read_rows (self, asked);
    }
  g_signal_emit_by_name (self, "param-changed", id);
}

static JsonNode *
get_start (BureauShownView *self, const char *id)
{
  JsonObject *param = bureau_view_param_find (self->document, id);

  return param != NULL ? json_object_get_member (param, "default") : NULL;
}

/**
 * bureau_shown_view_reset_param:
 *
 * Sets a parameter to what the view begins with.
 */
void
bureau_shown_view_reset_param (BureauShownView *self, const char *id)
{
  bureau_shown_view_set_param (self, id, get_start (self, id));
}

/**
 * bureau_shown_view_is_start:
 *
 * Returns: whether a parameter is set to what the view begins with
 */
gboolean
bureau_shown_view_is_start (BureauShownView *self, const char *id)
{
  return is_same_value (bureau_shown_view_get_param (self, id), get_start (self, id));
}
