/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/context.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/document.h"

struct _BureauViewContext
{
  BureauGuard *guard;      /* not ours */
  GHashTable *collections; /* name -> JsonObject */
  GHashTable *workflows;
  GHashTable *views;
};

/* What can be read and opened beside the collections. */
static const char *const own_collections[] = { "messages", "drafts", "runs" };

/**
 * bureau_view_context_new:
 * @guard: (nullable): prepares the SQL of views; without it SQL is not looked at. It must live as
 * long as the context
 *
 * Returns: (transfer full): a context in which nothing exists yet
 */
BureauViewContext *
bureau_view_context_new (BureauGuard *guard)
{
  BureauViewContext *self = g_new0 (BureauViewContext, 1);

  self->guard = guard;
  self->collections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)json_object_unref);
  self->workflows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)json_object_unref);
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)json_object_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (own_collections); i++)
    g_hash_table_insert (self->collections, g_strdup (own_collections[i]), json_object_new ());
  return self;
}

void
bureau_view_context_free (BureauViewContext *self)
{
  g_clear_pointer (&self->collections, g_hash_table_unref);
  g_clear_pointer (&self->workflows, g_hash_table_unref);
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_free (self);
}

static void
add (GHashTable *table, JsonObject *document, const char *key)
{
  const char *name = bureau_json_get_string (document, key);

  if (name != NULL)
    g_hash_table_replace (table, g_strdup (name), json_object_ref (document));
}

void
bureau_view_context_add_collection (BureauViewContext *self, JsonObject *document)
{
  add (self->collections, document, "collection");
}

static gboolean
load_documents (BureauDatabase *database, const char *kind, GHashTable *table, const char *key,
                GError **error)
{
  g_autoptr (JsonArray) list = bureau_document_list (database, kind, error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    add (table, bureau_json_get_object (json_array_get_object_element (list, i), "body"), key);
  return list != NULL;
}

/**
 * bureau_view_context_load:
 * @database: a reader of the workspace
 * @guard: (nullable): as for bureau_view_context_new()
 *
 * Returns: (transfer full): what exists in the workspace now, or %NULL with @error set
 */
BureauViewContext *
bureau_view_context_load (BureauDatabase *database, BureauGuard *guard, GError **error)
{
  g_autoptr (BureauViewContext) self = bureau_view_context_new (guard);
  g_autoptr (JsonArray) collections = bureau_collection_list (database, error);

  if (collections == NULL
      || !load_documents (database, "workflow", self->workflows, "workflow", error)
      || !load_documents (database, "view", self->views, "id", error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (collections); i++)
    bureau_view_context_add_collection (self, json_array_get_object_element (collections, i));
  return g_steal_pointer (&self);
}

/**
 * bureau_view_context_set_guard:
 * @guard: as for bureau_view_context_new()
 */
void
bureau_view_context_set_guard (BureauViewContext *self, BureauGuard *guard)
{
  self->guard = guard;
}

/**
 * bureau_view_context_get_guard:
 *
 * Returns: (transfer none) (nullable): the guard that SQL is prepared under
 */
BureauGuard *
bureau_view_context_get_guard (BureauViewContext *self)
{
  return self->guard;
}

/**
 * bureau_view_context_get_collection:
 *
 * Returns: (transfer none) (nullable): the collection's document; an empty one for messages, drafts
 * and runs
 */
JsonObject *
bureau_view_context_get_collection (BureauViewContext *self, const char *name)
{
  return g_hash_table_lookup (self->collections, name);
}

/**
 * bureau_view_context_get_workflow:
 *
 * Returns: (transfer none) (nullable): the workflow's document
 */
JsonObject *
bureau_view_context_get_workflow (BureauViewContext *self, const char *name)
{
  return g_hash_table_lookup (self->workflows, name);
}

/**
 * bureau_view_context_get_view:
 *
 * Returns: (transfer none) (nullable): the view's document
 */
JsonObject *
bureau_view_context_get_view (BureauViewContext *self, const char *name)
{
  return g_hash_table_lookup (self->views, name);
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static const char **
list_names (GHashTable *table)
{
  guint n_names;
  const char **names = (const char **)g_hash_table_get_keys_as_array (table, &n_names);

  qsort (names, n_names, sizeof (char *), compare_names);
  return names;
}

/**
 * bureau_view_context_list_collections:
 *
 * Returns: (transfer container): their names, sorted, %NULL at the end
 */
const char **
bureau_view_context_list_collections (BureauViewContext *self)
{
  return list_names (self->collections);
}

/**
 * bureau_view_context_list_workflows:
 *
 * Returns: (transfer container): their names, sorted, %NULL at the end
 */
const char **
bureau_view_context_list_workflows (BureauViewContext *self)
{
  return list_names (self->workflows);
}

/**
 * bureau_view_context_list_views:
 *
 * Returns: (transfer container): their names, sorted, %NULL at the end
 */
const char **
bureau_view_context_list_views (BureauViewContext *self)
{
  return list_names (self->views);
}
