/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/turn.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"

static void
tool_call_free (BureauToolCall *self)
{
  g_free (self->id);
  g_free (self->name);
  g_string_free (self->input, TRUE);
  g_free (self);
}

/**
 * bureau_turn_new:
 *
 * Returns: (transfer full): a turn of which nothing has come yet
 */
BureauTurn *
bureau_turn_new (void)
{
  BureauTurn *self = g_new0 (BureauTurn, 1);

  self->text = g_string_new (NULL);
  self->thinking = g_string_new (NULL);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify)tool_call_free);
  self->said = json_array_new ();
  return self;
}

void
bureau_turn_free (BureauTurn *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->thinking, TRUE);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->said, json_array_unref);
  g_free (self->refusal);
  g_free (self->model);
  g_free (self);
}

/**
 * bureau_turn_append:
 * @part: the text, thinking or input that grows
 * @text_or_null: the next piece
 * @error: return location; %BUREAU_ERROR_LIMIT where it grows beyond %BUREAU_TURN_MAX_BYTES
 *
 * Returns: %FALSE with @error set where the turn is to be given up
 */
gboolean
bureau_turn_append (GString *part, const char *text_or_null, GError **error)
{
  gsize length = text_or_null != NULL ? strlen (text_or_null) : 0;

  if (part->len + length > BUREAU_TURN_MAX_BYTES)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The model's answer is longer than %d bytes; it was stopped.",
                   BUREAU_TURN_MAX_BYTES);
      return FALSE;
    }
  g_string_append_len (part, text_or_null != NULL ? text_or_null : "", length);
  return TRUE;
}

/**
 * bureau_turn_keep:
 * @part: of what is said, as the wire has it; kept by reference
 * @error: return location; %BUREAU_ERROR_LIMIT where there are too many
 *
 * Returns: %FALSE with @error set where the turn is to be given up
 */
gboolean
bureau_turn_keep (BureauTurn *self, JsonObject *part, GError **error)
{
  if (json_array_get_length (self->said) >= BUREAU_TURN_MAX_PARTS)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The model's answer has more than %d parts; it was stopped.",
                   BUREAU_TURN_MAX_PARTS);
      return FALSE;
    }
  json_array_add_object_element (self->said, json_object_ref (part));
  return TRUE;
}

/**
 * bureau_turn_get_call:
 * @index: as the wire counts, from 0
 *
 * Returns: (transfer none): the call at @index, made where it is new; %NULL with @error set where
 * there are too many
 */
BureauToolCall *
bureau_turn_get_call (BureauTurn *self, gint64 index, GError **error)
{
  if (index < 0 || index >= BUREAU_TURN_MAX_CALLS)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The model wants more than %d tools at once; its answer was stopped.",
                   BUREAU_TURN_MAX_CALLS);
      return NULL;
    }
  while (self->calls->len <= index)
    {
      BureauToolCall *call = g_new0 (BureauToolCall, 1);

      call->input = g_string_new (NULL);
      g_ptr_array_add (self->calls, call);
    }
  return g_ptr_array_index (self->calls, index);
}

/**
 * bureau_tool_call_parse:
 * @error: return location; %BUREAU_ERROR_INVALID where it is no whole JSON object
 *
 * Returns: (transfer full): the call's input; an empty one is {}
 */
JsonObject *
bureau_tool_call_parse (BureauToolCall *self, GError **error)
{
  return self->input->len == 0 ? json_object_new ()
                               : bureau_json_parse_object (self->input->str, -1, error);
}

/* A result is found by its call's id, so each has one of its own. */
static gboolean
check_id (GHashTable *ids, BureauToolCall *call, GError **error)
{
  if (call->id != NULL && *call->id != '\0' && g_hash_table_add (ids, call->id))
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "The model called several tools and gave them no ids of their own, so that "
                       "no result could be told from another.");
  return FALSE;
}

static JsonObject *
describe_call (BureauToolCall *call)
{
  g_autoptr (JsonObject) input = bureau_tool_call_parse (call, NULL);
  JsonObject *described = json_object_new ();

  json_object_set_string_member (described, "id", call->id);
  json_object_set_string_member (described, "name", call->name);
  if (input != NULL)
    json_object_set_object_member (described, "input", g_steal_pointer (&input));
  return described;
}

/**
 * bureau_turn_list_calls:
 * @error: return location; %BUREAU_ERROR_INVALID where there is none, or ids are missing or come
 * twice
 *
 * Returns: (transfer full): [{"id","name","input"?}], without `input` where it is no JSON object
 */
JsonArray *
bureau_turn_list_calls (BureauTurn *self, GError **error)
{
  g_autoptr (JsonArray) list = json_array_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->calls->len; i++)
    {
      BureauToolCall *call = g_ptr_array_index (self->calls, i);

      if (call->name == NULL)
        continue;
      if (!check_id (ids, call, error))
        return NULL;
      json_array_add_object_element (list, describe_call (call));
    }
  if (json_array_get_length (list) > 0)
    return g_steal_pointer (&list);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "The model stopped to call a tool and called none.");
  return NULL;
}
