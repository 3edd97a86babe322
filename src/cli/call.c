/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "base/error.h"
#include "base/text.h"
#include "memory/id.h"

const BureauCause bureau_call_cause = { .actor = "operator:terminal", .reason = "hand" };

/**
 * bureau_call_new:
 *
 * Returns: (transfer full): an empty call
 */
BureauCall *
bureau_call_new (void)
{
  BureauCall *self = g_new0 (BureauCall, 1);

  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)g_ptr_array_unref);
  self->out = g_string_new (NULL);
  return self;
}

/**
 * bureau_call_free:
 * @self: (transfer full): a call
 */
void
bureau_call_free (BureauCall *self)
{
  if (self->memory != NULL)
    bureau_memory_close (self->memory);
  g_clear_object (&self->memory);
  g_free (self->workspace);
  g_strfreev (self->arguments);
  g_clear_pointer (&self->options, g_hash_table_unref);
  g_string_free (self->out, TRUE);
  g_free (self);
}

/**
 * bureau_call_add_option:
 * @name: without dashes
 * @value: (nullable): its value, %NULL for a flag
 */
void
bureau_call_add_option (BureauCall *self, const char *name, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (self->options, name);

  if (values == NULL)
    {
      values = g_ptr_array_new_null_terminated (1, g_free, TRUE);
      g_hash_table_insert (self->options, g_strdup (name), values);
    }
  if (value != NULL)
    g_ptr_array_add (values, g_strdup (value));
}

/**
 * bureau_call_has_option:
 *
 * Returns: whether it was given
 */
gboolean
bureau_call_has_option (BureauCall *self, const char *name)
{
  return g_hash_table_contains (self->options, name);
}

/**
 * bureau_call_get_option:
 *
 * Returns: (transfer none) (nullable): its last value
 */
const char *
bureau_call_get_option (BureauCall *self, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (self->options, name);

  return values != NULL && values->len > 0 ? g_ptr_array_index (values, values->len - 1) : NULL;
}

/**
 * bureau_call_list_option:
 *
 * Returns: (transfer none) (array zero-terminated=1): all its values in order
 */
const char *const *
bureau_call_list_option (BureauCall *self, const char *name)
{
  static const char *const none[] = { NULL };
  GPtrArray *values = g_hash_table_lookup (self->options, name);

  return values != NULL ? (const char *const *)values->pdata : none;
}

/**
 * bureau_call_get_int_option:
 * @value: (inout): stays as it is where the option was not given
 *
 * Returns: %FALSE with %BUREAU_ERROR_USAGE where it is no whole number from 0 up
 */
gboolean
bureau_call_get_int_option (BureauCall *self, const char *name, gint64 *value, GError **error)
{
  const char *text = bureau_call_get_option (self, name);
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "--%s takes a whole number.", name);
      return FALSE;
    }
  *value = (gint64)number;
  return TRUE;
}

/**
 * bureau_call_get_argument:
 *
 * Returns: (transfer none) (nullable): the argument, from 0
 */
const char *
bureau_call_get_argument (BureauCall *self, guint index)
{
  return index < g_strv_length (self->arguments) ? self->arguments[index] : NULL;
}

/**
 * bureau_call_get_id:
 *
 * Returns: %FALSE with %BUREAU_ERROR_USAGE where the argument is no id
 */
gboolean
bureau_call_get_id (BureauCall *self, guint index, gint64 *id, GError **error)
{
  const char *text = bureau_call_get_argument (self, index);

  if (text != NULL && bureau_id_parse (text, id))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "“%s” is no id; an id is a number.",
               bureau_text_clip (text != NULL ? text : "", (char[BUREAU_TEXT_CLIP]){ 0 }));
  return FALSE;
}

/**
 * bureau_call_get_page:
 * @page: (out): what --limit and --before say, else the newest
 *
 * Returns: %FALSE with %BUREAU_ERROR_USAGE where one of them is no number
 */
gboolean
bureau_call_get_page (BureauCall *self, BureauPage *page, GError **error)
{
  const char *before = bureau_call_get_option (self, "before");

  *page = (BureauPage){ G_MAXINT64, self->json ? 10000 : 1000 };
  if (before != NULL && !bureau_id_parse (before, &page->before))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "--before takes the id of an entry of the list, not “%s”.",
                   bureau_text_clip (before, (char[BUREAU_TEXT_CLIP]){ 0 }));
      return FALSE;
    }
  return bureau_call_get_int_option (self, "limit", &page->limit, error);
}

/**
 * bureau_call_join_arguments:
 *
 * Returns: (transfer full): the arguments from @first on with blanks between, so that a shell's
 * quotes may be left out
 */
char *
bureau_call_join_arguments (BureauCall *self, guint first)
{
  return first < g_strv_length (self->arguments) ? g_strjoinv (" ", self->arguments + first)
                                                 : g_strdup ("");
}
