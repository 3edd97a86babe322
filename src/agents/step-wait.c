/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"
#include "agents/step.h"
#include "base/error.h"
#include "base/json.h"
#include "base/time.h"

static const struct
{
  const char *unit;
  gint64 milliseconds;
} units[] = {
  { "minutes", 60 * 1000 },
  { "hours", 60 * 60 * 1000 },
  { "days", 24 * 60 * 60 * 1000 },
};

static gint64
read_duration (JsonObject *arguments)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (json_object_has_member (arguments, units[i].unit))
      return bureau_json_get_int (arguments, units[i].unit, 0) * units[i].milliseconds;

  return 0;
}

static gboolean
read_until (BureauStepContext *context, gint64 *until, GError **error)
{
  const char *reference = bureau_step_get_argument (context, "until");
  g_autoptr (JsonNode) value = NULL;
  const char *text;

  if (!reference)
    {
      *until = bureau_time_now () + read_duration (context->step->arguments);
      return TRUE;
    }
  value = bureau_reference_resolve (context, reference, error);
  if (!value)
    return FALSE;
  text = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;
  if (text && bureau_time_parse (text, until))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "“%s” is no time in this run, so there is nothing to wait for.", reference);

  return FALSE;
}

/**
 * bureau_step_wait:
 *
 * `{"do":"wait","minutes"|"hours"|"days": N}` or `{"do":"wait","until":"record.deadline"}`: rests
 * until a time, which is fixed when the step is first reached.
 *
 * Returns: %FALSE with @error set where the time cannot be told
 */
gboolean
bureau_step_wait (BureauStepContext *context, GError **error)
{
  gint64 until = 0;

  if (context->run->waited_until && *context->run->waited_until)
    {
      if (!bureau_time_parse (context->run->waited_until, &until))
        until = 0;
    }
  else if (!read_until (context, &until, error))
    return FALSE;

  g_autofree char *text = bureau_time_format (until);
  json_object_set_string_member (context->outcome->input, "until", text);
  if (until <= bureau_time_now ())
    return TRUE;
  context->outcome->waits = TRUE;
  context->outcome->not_before = g_steal_pointer (&text);

  return TRUE;
}
