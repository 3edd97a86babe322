/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screen says about a draft that is being edited. */
#include "desk/draft-edit-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"

/**
 * bureau_draft_edit_is_address:
 *
 * Returns: whether mail could be sent to it, by its form
 */
gboolean
bureau_draft_edit_is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at > text && at[1] != '\0' && strchr (at + 1, '@') == NULL
         && strpbrk (text, " \t\r\n<>,;\"") == NULL;
}

/**
 * bureau_draft_edit_is_part:
 *
 * Returns: whether its text breaks off where the agent was stopped, and nobody has gone on with it
 */
gboolean
bureau_draft_edit_is_part (BureauDraftEdit *self)
{
  return bureau_json_get_boolean (bureau_json_get_object (self->stored, "meta"), "partial")
         && g_strcmp0 (self->body, bureau_json_get_string (self->stored, "body")) == 0;
}

/**
 * bureau_draft_edit_say_obstacle:
 *
 * Returns: (transfer full) (nullable): why it cannot be sent as it is; %NULL where it can
 */
char *
bureau_draft_edit_say_obstacle (BureauDraftEdit *self)
{
  guint n = json_array_get_length (self->to);

  if (bureau_draft_edit_is_overtaken (self))
    return g_strdup (_ ("Choose one of the two texts first"));
  if (n == 0)
    return g_strdup (_ ("Add a recipient first"));
  for (guint i = 0; i < n; i++)
    if (!bureau_draft_edit_is_address (
            bureau_draft_edit_text_of (json_array_get_object_element (self->to, i), "address")))
      return g_strdup (_ ("A recipient is no e-mail address"));
  if (bureau_draft_edit_is_part (self))
    return g_strdup (_ ("Finish the text first"));
  if (*self->body == '\0')
    return g_strdup (_ ("Write something first"));
  return NULL;
}

/**
 * bureau_draft_edit_say_send:
 *
 * Returns: (transfer full): what the button does, such as "Send to marta@example.org"
 */
char *
bureau_draft_edit_say_send (BureauDraftEdit *self)
{
  guint n = json_array_get_length (self->to);
  const char *first;

  if (g_strcmp0 (bureau_json_get_string (self->stored, "kind"), "mail") != 0)
    return g_strdup (_ ("Approve"));
  if (n == 0)
    return g_strdup (_ ("Send"));
  first = bureau_draft_edit_text_of (json_array_get_object_element (self->to, 0), "address");
  if (n == 1)
    return g_strdup_printf (_ ("Send to %s"), first);
  return g_strdup_printf (ngettext ("Send to %s and %u other", "Send to %s and %u others", n - 1),
                          first, n - 1);
}
