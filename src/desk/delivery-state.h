/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauDeliveryChoice:
 * @act: for which states, by bureau_delivery_state_to_act()
 * @label: the words, to be translated
 * @action: the outbox's action
 * @is_about_draft: whether its target is the draft's id, not the delivery's; a text either way
 *
 * What a person can do about a delivery.
 */
typedef struct
{
  const char *act;
  const char *label;
  const char *action;
  gboolean is_about_draft;
} BureauDeliveryChoice;

const BureauDeliveryChoice *bureau_delivery_choice_list (guint *n_choices);

const char *bureau_delivery_state_to_words (const char *state);
const char *bureau_delivery_state_to_icon (const char *state);
const char *bureau_delivery_state_to_act (const char *state);
char *bureau_delivery_explain (JsonObject *row) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_delivery_say (JsonObject *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
