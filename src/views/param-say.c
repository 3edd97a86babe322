/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters and what they are set to, in a person's words. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "views/format.h"
#include "views/meaning.h"
#include "views/param.h"

/**
 * bureau_view_period_say:
 * @period: a word such as "this_month"
 *
 * Returns: (nullable): what people call it
 */
const char *
bureau_view_period_say (const char *period)
{
  static const struct
  {
    const char *period;
    const char *words;
  } words[] = {
    { "today", N_ ("Today") },
    { "yesterday", N_ ("Yesterday") },
    { "this_week", N_ ("This week") },
    { "last_week", N_ ("Last week") },
    { "this_month", N_ ("This month") },
    { "last_month", N_ ("Last month") },
    { "this_quarter", N_ ("This quarter") },
    { "last_quarter", N_ ("Last quarter") },
    { "this_year", N_ ("This year") },
    { "last_year", N_ ("Last year") },
    { "last_7_days", N_ ("Last 7 days") },
    { "last_30_days", N_ ("Last 30 days") },
    { "last_90_days", N_ ("Last 90 days") },
    { "last_12_months", N_ ("Last 12 months") },
    { "next_7_days", N_ ("Next 7 days") },
    { "next_30_days", N_ ("Next 30 days") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].period, period))
      return _ (words[i].words);
  return NULL;
}

static char *
say_day (const char *text)
{
  g_autoptr (JsonNode) day = json_node_init_string (json_node_alloc (), text);

  return bureau_format_value (day, "date", NULL);
}

/* "2026-11-01..2026-11-30" */
static char *
say_range (const char *text)
{
  const char *dots = strstr (text, "..");
  const char *words = bureau_view_period_say (text);
  g_autofree char *from = dots != NULL ? g_strndup (text, dots - text) : NULL;
  g_autofree char *first = from != NULL ? say_day (from) : NULL;
  g_autofree char *last = dots != NULL ? say_day (dots + 2) : NULL;

  if (dots == NULL)
    return g_strdup (words != NULL ? words : text);
  return g_strdup_printf ("%s – %s", first, last);
}

/**
 * bureau_view_param_say:
 * @param: of a view
 * @value: (nullable): what it is set to
 *
 * Returns: (transfer full): the value as a person reads it
 */
char *
bureau_view_param_say (JsonObject *param, JsonNode *value)
{
  const char *type = bureau_json_get_string (param, "type");
  gboolean is_text = value != NULL && JSON_NODE_HOLDS_VALUE (value)
                     && json_node_get_value_type (value) == G_TYPE_STRING;

  if (is_text && g_strcmp0 (type, "date_range") == 0)
    return say_range (json_node_get_string (value));
  return bureau_format_value (value, type, NULL);
}

/**
 * bureau_view_param_get_label:
 * @id: of a parameter of the view
 *
 * Returns: what people call it
 */
const char *
bureau_view_param_get_label (JsonObject *document, const char *id)
{
  JsonObject *param = bureau_view_find_in (document, "params", id);
  const char *label = param != NULL ? bureau_json_get_string (param, "label") : NULL;

  return label != NULL ? label : id;
}
