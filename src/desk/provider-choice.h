/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauProviderChoice:
 * @row: in which a person chooses who answers; its page's
 * @names: what its choices stand for: connections, "builtin", "" for nobody
 * @is_busy: it changes because of us, not of the person
 *
 * A row of the preferences with the language models that are connected.
 */
typedef struct
{
  AdwComboRow *row;
  GStrv names;
  gboolean is_busy;
} BureauProviderChoice;

void bureau_provider_choice_clear (BureauProviderChoice *self);
void bureau_provider_choice_show (BureauProviderChoice *self, JsonArray *providers, JsonArray *used,
                                  const char *nobody_or_null);
const char *bureau_provider_choice_get (BureauProviderChoice *self);

G_END_DECLS
