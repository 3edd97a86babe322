/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/environment.h"

/**
 * bureau_environment_init:
 * @memory: the workspace
 *
 * Begins without a catalog; bureau_environment_set_catalog() brings the first.
 */
void
bureau_environment_init (BureauEnvironment *self, BureauMemory *memory)
{
  self->memory = g_object_ref (memory);
  self->providers = bureau_provider_shelf_new ();
  self->board = bureau_reply_board_new (memory);
  self->troubles = bureau_troubles_new (memory);
  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)json_array_unref);
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)json_object_unref);
}

void
bureau_environment_clear (BureauEnvironment *self)
{
  g_clear_pointer (&self->forms, g_hash_table_unref);
  g_clear_pointer (&self->services, g_hash_table_unref);
  g_clear_pointer (&self->troubles, bureau_troubles_free);
  g_clear_pointer (&self->board, bureau_reply_board_free);
  g_clear_pointer (&self->providers, bureau_provider_shelf_free);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  g_clear_object (&self->memory);
}

/**
 * bureau_environment_set_catalog:
 * @catalog: (transfer full): what is in force now
 *
 * Whatever was derived from the old one is forgotten.
 */
void
bureau_environment_set_catalog (BureauEnvironment *self, BureauCatalog *catalog)
{
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  self->catalog = catalog;
  g_hash_table_remove_all (self->services);
  g_hash_table_remove_all (self->forms);
  bureau_provider_shelf_forget (self->providers);
}

/**
 * bureau_environment_notice:
 * @table: a table that changed
 *
 * Forgets what was known from it.
 */
void
bureau_environment_notice (BureauEnvironment *self, const char *table)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->services);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      BureauAgent *agent = bureau_catalog_find_agent (self->catalog, name, NULL);

      if (!agent || g_strv_contains (agent->reads, table))
        g_hash_table_iter_remove (&iter);
    }
}
