/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/contacts.h"

#include <string.h>

#include "base/json.h"
#include "base/look-alike.h"
#include "memory/collection.h"

/* Of each kind the newest so many; a business of this size writes to fewer people. */
#define MAX_CONTACTS "5000"

#define WRITTEN_TO                                                                                 \
  "SELECT DISTINCT lower(address) FROM bureau_delivery_recipient WHERE state = 'accepted'"         \
  " ORDER BY delivery DESC LIMIT " MAX_CONTACTS

#define ENTERED                                                                                    \
  "SELECT lower(trim(\"%s\")) FROM \"%s\" c WHERE \"%s\" LIKE '%%@%%' AND NOT EXISTS"              \
  " (SELECT 1 FROM bureau_evidence e WHERE e.record = c.id AND e.fields -> '%s' IS NOT NULL)"      \
  " ORDER BY id DESC LIMIT " MAX_CONTACTS

/* Addresses that are known, and one of them for each domain. */
typedef struct
{
  GHashTable *addresses; /* in small letters */
  GHashTable *domains;   /* domain, in an address of the other table → its skeleton */
} Contacts;

static void
contacts_clear (Contacts *self)
{
  g_clear_pointer (&self->domains, g_hash_table_unref);
  g_clear_pointer (&self->addresses, g_hash_table_unref);
}

static void
add_contact (Contacts *self, const char *address)
{
  const char *at = strrchr (address, '@');
  char *kept;

  if (at == NULL || g_hash_table_contains (self->addresses, address))
    return;
  kept = g_strdup (address);
  g_hash_table_add (self->addresses, kept);
  at = strrchr (kept, '@');
  if (!g_hash_table_contains (self->domains, at + 1))
    g_hash_table_insert (self->domains, (char *)at + 1, bureau_look_alike_skeleton (at + 1));
}

static gboolean
add_all (Contacts *self, BureauDatabase *database, const char *sql, GError **error)
{
  g_autoptr (BureauStatement) rows = bureau_database_prepare (database, sql, error);

  if (rows == NULL)
    return FALSE;
  while (bureau_statement_step (rows, error))
    if (!bureau_statement_is_null (rows, 0))
      add_contact (self, bureau_statement_text (rows, 0));
  return bureau_statement_is_done (rows);
}

static gboolean
add_entered (Contacts *self, BureauDatabase *database, JsonObject *collection, GError **error)
{
  const char *name = bureau_json_get_string (collection, "collection");
  JsonArray *fields = bureau_json_get_array (collection, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *column = bureau_json_get_string (field, "name");
      g_autofree char *sql = NULL;

      if (g_strcmp0 (bureau_json_get_string (field, "type"), "email") != 0)
        continue;
      sql = g_strdup_printf (ENTERED, column, name, column, column);
      if (!add_all (self, database, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_contacts (Contacts *self, BureauDatabase *database, GError **error)
{
  g_autoptr (JsonArray) collections = bureau_collection_list (database, error);

  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (collections == NULL || !add_all (self, database, WRITTEN_TO, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (collections); i++)
    if (!add_entered (self, database, json_array_get_object_element (collections, i), error))
      return FALSE;
  return TRUE;
}

/* Another name at a known domain, or a domain that looks like a known one. */
static const char *
find_like (Contacts *self, const char *address)
{
  const char *domain = strrchr (address, '@') + 1;
  g_autofree char *skeleton = bureau_look_alike_skeleton (domain);
  gboolean is_known = g_hash_table_contains (self->domains, domain);
  GHashTableIter iter;
  gpointer known, known_skeleton;

  g_hash_table_iter_init (&iter, is_known ? self->addresses : self->domains);
  while (g_hash_table_iter_next (&iter, &known, &known_skeleton))
    if (is_known
            ? bureau_look_alike (address, known) && g_str_equal (strrchr (known, '@') + 1, domain)
            : bureau_look_alike_domain (skeleton, known_skeleton))
      return known;
  return NULL;
}

static JsonObject *
judge (Contacts *self, const char *address)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);
  gboolean is_known = g_hash_table_contains (self->addresses, lower);
  const char *like = is_known || strchr (lower, '@') == NULL ? NULL : find_like (self, lower);
  JsonObject *verdict = json_object_new ();

  json_object_set_boolean_member (verdict, "known", is_known);
  bureau_json_set_string (verdict, "like", like);
  return verdict;
}

/**
 * bureau_contacts_judge:
 * @addresses: e-mail addresses
 *
 * Returns: (transfer full): for each address {"known": whether mail went there before or a person
 *   entered it, "like"?: the known address or domain that it could be taken for}; %NULL with @error
 *   set
 */
JsonObject *
bureau_contacts_judge (BureauDatabase *database, JsonArray *addresses, GError **error)
{
  g_autoptr (JsonObject) verdicts = json_object_new ();
  Contacts contacts = { NULL };
  gboolean ok = read_contacts (&contacts, database, error);

  for (guint i = 0; ok && i < json_array_get_length (addresses); i++)
    {
      const char *address = json_array_get_string_element (addresses, i);

      if (!json_object_has_member (verdicts, address))
        json_object_set_object_member (verdicts, address, judge (&contacts, address));
    }
  contacts_clear (&contacts);
  return ok ? g_steal_pointer (&verdicts) : NULL;
}

static gboolean
ask (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonObject *verdicts = bureau_contacts_judge (database, data, error);

  if (verdicts == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, verdicts);
  return TRUE;
}

/**
 * bureau_contacts_ask:
 * @addresses: (transfer full): e-mail addresses
 *
 * Returns: (transfer full): resolves to what bureau_contacts_judge() gives
 */
DexFuture *
bureau_contacts_ask (BureauMemory *memory, JsonArray *addresses)
{
  return bureau_memory_read (memory, ask, addresses, (GDestroyNotify)json_array_unref);
}
