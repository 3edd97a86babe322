/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * BureauAsk:
 * @heading: what is asked
 * @body: what comes of the answer
 * @label: what the field holds
 * @placeholder: (nullable): an example of an answer
 * @accept: what the button does
 * @is_destructive: whether that takes something away
 * @is_needed: whether there is no going on without an answer
 *
 * Something a person is asked before they do it. All of it is translated already.
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *label;
  const char *placeholder;
  const char *accept;
  gboolean is_destructive;
  gboolean is_needed;
} BureauAsk;

DexFuture *bureau_ask_text (GtkWidget *parent, const BureauAsk *ask) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_ask_choice (GtkWidget *parent, const BureauAsk *ask,
                              JsonArray *choices) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_ask_time (GtkWidget *parent, const BureauAsk *ask) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
