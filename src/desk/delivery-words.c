/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/delivery-words.h"

#include <glib/gi18n.h>

#include "base/json.h"

/* What a server said of one recipient; where it said nothing yet, it is the delivery that tells. */
static const struct
{
  const char *state;    /* of the recipient */
  const char *delivery; /* its state; NULL for any other */
  const char *says;
} recipient_words[] = {
  { "accepted", "sample", N_ ("Accepted in the sample only") },
  { "accepted", NULL, N_ ("Accepted by the mail server") },
  { "refused", NULL, N_ ("Refused by the mail server") },
  { "pending", "sending", N_ ("On its way") },
  { "pending", "queued", N_ ("Not accepted yet") },
  { "pending", "uncertain", N_ ("Nobody knows whether it was accepted") },
  { "pending", NULL, N_ ("Not sent") },
};

/* How far an attempt came. */
static const struct
{
  const char *phase;
  const char *says;
} phase_words[] = {
  { "connect", N_ ("Came no further than connecting") },
  { "envelope", N_ ("Stopped while the recipients were named") },
  { "body", N_ ("Stopped while the words were on their way") },
  { "end", N_ ("All was sent, and no answer came") },
  { "answered", N_ ("The server answered") },
};

/**
 * bureau_delivery_say_recipient:
 * @recipient: {"state","reply"}
 * @state: of the delivery
 *
 * Returns: (transfer full): what became of it for this recipient, and the server's own words
 */
char *
bureau_delivery_say_recipient (JsonObject *recipient, const char *state)
{
  const char *its = bureau_json_get_string (recipient, "state");
  const char *reply = bureau_json_get_string (recipient, "reply");

  for (guint i = 0; i < G_N_ELEMENTS (recipient_words); i++)
    if (g_strcmp0 (recipient_words[i].state, its) == 0
        && (recipient_words[i].delivery == NULL
            || g_strcmp0 (recipient_words[i].delivery, state) == 0))
      return g_strjoin (" · ", _ (recipient_words[i].says),
                        reply != NULL && *reply != '\0' ? reply : NULL, NULL);
  return g_strdup (reply != NULL ? reply : "");
}

/**
 * bureau_delivery_say_attempt:
 * @attempt: {"phase","reply"}
 * @is_under_way: whether it is being made now
 *
 * Returns: (transfer full): how far it came, and below it the server's own words
 */
char *
bureau_delivery_say_attempt (JsonObject *attempt, gboolean is_under_way)
{
  const char *phase = bureau_json_get_string (attempt, "phase");
  const char *reply = bureau_json_get_string (attempt, "reply");
  const char *says = is_under_way ? _ ("Under way") : "";

  for (guint i = 0; i < G_N_ELEMENTS (phase_words) && !is_under_way; i++)
    if (g_strcmp0 (phase_words[i].phase, phase) == 0)
      says = _ (phase_words[i].says);
  return g_strjoin ("\n", says, reply != NULL && *reply != '\0' ? reply : NULL, NULL);
}
