/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/delivery-state.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"
#include "views/joined.h"

/* A state, how it is said, its icon, and the act that is offered. */
static const struct
{
  const char *state;
  const char *says;
  const char *icon;
  const char *act;
} states[] = {
  { "holding", N_ ("Leaves in a moment"), "alarm-symbolic", "undo" },
  { "queued", N_ ("Waits to be sent"), "document-open-recent-symbolic", "undo" },
  { "sending", N_ ("Is being sent"), "mail-send-symbolic", "" },
  { "sent", N_ ("Sent"), "object-select-symbolic", "" },
  { "sample", N_ ("Sent in the sample only"), "object-select-symbolic", "" },
  { "failed", N_ ("Could not be sent"), "dialog-warning-symbolic", "failed" },
  { "uncertain", N_ ("May or may not have been sent"), "dialog-warning-symbolic", "uncertain" },
  { "undone", N_ ("Taken back before it was sent"), "edit-undo-symbolic", "" },
  { "returned", N_ ("Came back to review"), "edit-undo-symbolic", "" },
};

static guint
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return i;
  g_warning ("A delivery is “%s”, which is no state", state);
  return G_N_ELEMENTS (states) - 1;
}

/**
 * bureau_delivery_explain:
 * @row: {"state","error","next_try"}
 *
 * Returns: (transfer full): why it is so and what happens next; empty where there is nothing to say
 */
char *
bureau_delivery_explain (JsonObject *row)
{
  const char *error = bureau_json_get_string (row, "error");
  g_autofree char *next = bureau_words_time (bureau_json_get_string (row, "next_try"));
  g_autofree char *shown = bureau_text_visible (error != NULL ? error : "", NULL);

  if (g_strcmp0 (bureau_json_get_string (row, "state"), "sample") == 0)
    return g_strdup (_ ("It came with the sample business: nothing has left this computer."));
  if (*shown == '\0' || g_strcmp0 (bureau_json_get_string (row, "state"), "sent") == 0)
    return g_strdup ("");
  if (*next != '\0')
    return g_strdup_printf (_ ("%s Bureau tries again at %s."), shown, g_strchug (next));
  return g_steal_pointer (&shown);
}

/**
 * bureau_delivery_say:
 * @row: {"state","error","next_try"}
 *
 * Returns: (transfer full): the state in words, why, and what happens next
 */
char *
bureau_delivery_say (JsonObject *row)
{
  const char *says = bureau_delivery_state_to_words (bureau_json_get_string (row, "state"));
  g_autofree char *why = bureau_delivery_explain (row);

  if (*why == '\0' || g_strcmp0 (bureau_json_get_string (row, "state"), "sample") == 0)
    return g_strdup (says);
  if (bureau_json_get_string (row, "next_try") != NULL)
    return g_steal_pointer (&why);
  return bureau_joined_pair (says, why);
}

/**
 * bureau_delivery_state_to_words:
 *
 * Returns: (transfer none): how a state is said
 */
const char *
bureau_delivery_state_to_words (const char *state)
{
  return _ (states[find_state (state)].says);
}

/**
 * bureau_delivery_state_to_icon:
 *
 * Returns: (transfer none): the name of its icon
 */
const char *
bureau_delivery_state_to_icon (const char *state)
{
  return states[find_state (state)].icon;
}

/**
 * bureau_delivery_state_to_act:
 *
 * Returns: (transfer none): "undo", "failed", "uncertain" or empty: which choices there are
 */
const char *
bureau_delivery_state_to_act (const char *state)
{
  return states[find_state (state)].act;
}

static const BureauDeliveryChoice choices[] = {
  { "undo", N_ ("_Back to Review"), "outbox.undo", TRUE },
  { "failed", N_ ("_Send Again"), "outbox.again", FALSE },
  { "failed", N_ ("_Back to Review"), "outbox.undo", TRUE },
  { "failed", N_ ("It _Was Sent"), "outbox.sent", FALSE },
  { "uncertain", N_ ("It _Was Sent"), "outbox.sent", FALSE },
  { "uncertain", N_ ("_Send Again"), "outbox.again", FALSE },
  { "uncertain", N_ ("_Give It Up"), "outbox.discard", FALSE },
};

/**
 * bureau_delivery_choice_list:
 * @n_choices: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_choices): the table
 */
const BureauDeliveryChoice *
bureau_delivery_choice_list (guint *n_choices)
{
  *n_choices = G_N_ELEMENTS (choices);
  return choices;
}
