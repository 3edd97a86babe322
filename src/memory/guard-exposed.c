/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

char *
bureau_exposed_key (const char *table, const char *column)
{
  g_autofree char *key = g_strconcat (table, "\n", column != NULL ? column : "", NULL);

  return g_ascii_strdown (key, -1);
}

BureauExposed *
bureau_exposed_new (const char *name)
{
  BureauExposed *exposed = g_new0 (BureauExposed, 1);

  exposed->name = g_strdup (name);
  exposed->columns = g_ptr_array_new_with_free_func (g_free);
  exposed->reads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (exposed->reads, bureau_exposed_key (name, ""));
  return exposed;
}

void
bureau_exposed_free (BureauExposed *exposed)
{
  g_free (exposed->name);
  g_clear_pointer (&exposed->columns, g_ptr_array_unref);
  g_clear_pointer (&exposed->reads, g_hash_table_unref);
  g_free (exposed);
}

/* Called by the authorizer. Our four views may reach behind; a metric only to what is open. */
void
bureau_guard_exposed_record (BureauGuard *self, const char *table, const char *column)
{
  BureauExposed *exposed = self->recording;
  g_autofree char *whole = bureau_exposed_key (table, "");

  g_hash_table_add (exposed->reads, bureau_exposed_key (table, column));
  g_hash_table_add (exposed->reads, g_steal_pointer (&whole));
}

static gboolean
is_wanted (BureauGuard *self, const char *name)
{
  return self->collections == NULL || g_strv_contains (self->collections, name);
}

static BureauExposed *
find (BureauGuard *self, const char *name)
{
  for (guint i = 0; i < self->exposed->len; i++)
    {
      BureauExposed *exposed = self->exposed->pdata[i];

      if (g_ascii_strcasecmp (exposed->name, name) == 0)
        return exposed;
    }
  return NULL;
}

/* Whether the name is open to anybody. */
gboolean
bureau_guard_exposed_knows (BureauGuard *self, const char *name)
{
  return find (self, name) != NULL;
}

/* What is open under the name to the query that runs now. */
BureauExposed *
bureau_guard_exposed_find (BureauGuard *self, const char *name)
{
  BureauExposed *exposed = find (self, name);

  return exposed != NULL && is_wanted (self, exposed->name) ? exposed : NULL;
}

/* While recording, our own four views may read anything: they are our source. */
gboolean
bureau_guard_exposed_allows (BureauGuard *self, const char *table, const char *column)
{
  g_autofree char *key = bureau_exposed_key (table, column);

  if (self->recording != NULL
      && (bureau_exposed_is_own_view (self->recording->name)
          || g_str_equal (self->recording->name, table)))
    return TRUE;
  if (bureau_exposed_is_table_function (table))
    return TRUE;
  for (guint i = 0; i < self->exposed->len; i++)
    {
      BureauExposed *exposed = self->exposed->pdata[i];

      if (g_hash_table_contains (exposed->reads, key) && is_wanted (self, exposed->name))
        return TRUE;
    }
  return FALSE;
}

/* "clients, messages, drafts": for sentences. */
char *
bureau_guard_exposed_names (BureauGuard *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->exposed->len; i++)
    {
      BureauExposed *exposed = self->exposed->pdata[i];

      if (is_wanted (self, exposed->name))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", exposed->name);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}
