/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/joined.h"

#include <glib/gi18n-lib.h>

/**
 * bureau_joined_pair:
 *
 * Returns: (transfer full): "Fee: 100 EUR"
 */
char *
bureau_joined_pair (const char *name, const char *value)
{
  /* Translators: a name and what it has, as in “Fee: 100 EUR” */
  return g_strdup_printf (_ ("%s: %s"), name, value);
}

/**
 * bureau_joined_add:
 * @list: of names, empty at first
 *
 * Adds another, as in "Anna, Bo".
 */
void
bureau_joined_add (GString *list, const char *text)
{
  /* Translators: between the names of a list, as in “Anna, Bo” */
  g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", text);
}
