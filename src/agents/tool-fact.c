/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/evidence.h"
#include "agents/message-source.h"
#include "agents/tool.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/record.h"

#define MAX_VALUE_BYTES 2000
#define NAME "^[a-z][a-z0-9_]{0,39}$"

/* What no field may be called that the collection has not. */
static const char *const reserved[] = { "id", "created_at", "updated_at", "meta", NULL };

typedef struct
{
  char *name;
  char *collection;
  gint64 record;
  JsonObject *values;
  GArray *evidence;
} Fact;

static void
fact_free (gpointer data)
{
  Fact *self = data;

  g_free (self->name);
  g_free (self->collection);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->evidence, g_array_unref);
  g_free (self);
}

static gboolean
is_known (Fact *self, BureauDatabase *database, gint64 *known, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\" WHERE id = ?1 AND"
                                          " json_type(meta, '$.' || ?2) IS NOT NULL)",
                                          self->collection);

  return bureau_database_int (database, known, error, sql, "is", self->record, self->name);
}

/* While the model thought, a person or another step may have written it: that stays. */
static gboolean
write_fact (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data, GError **error)
{
  Fact *self = data;
  gint64 known = 0;

  if (!is_known (self, bureau_transaction_get_database (transaction), &known, error))
    return FALSE;

  return known
         || (bureau_record_update (transaction, self->collection, self->record, self->values, error)
             && bureau_evidence_add (transaction, self->record, self->evidence,
                                     &(BureauEvidenceOrigin){
                                         .run = outcome->run->id,
                                         .step = outcome->step->id,
                                         .message = outcome->run->message_id,
                                     },
                                     error));
}

static gboolean
is_noted (GPtrArray *acts, const char *name)
{
  for (guint i = 0; i < acts->len; i++)
    {
      BureauToolAct *act = g_ptr_array_index (acts, i);

      if (act->change == write_fact && g_str_equal (((Fact *)act->data)->name, name))
        return TRUE;
    }

  return FALSE;
}

/* Fields have their own ways in; and what is known already, a person may have written. */
static gboolean
check_name (BureauStepContext *context, const char *name, GPtrArray *acts, GError **error)
{
  JsonObject *collection = bureau_catalog_find_collection (context->catalog,
                                                           context->run->collection, error);
  JsonObject *meta = bureau_json_get_object (context->run->record, "meta");

  if (!collection)
    return FALSE;
  if (!g_regex_match_simple (NAME, name, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                         "A fact's name has small letters, digits and “_”, 40 at most.");
  else if (bureau_collection_has_field (collection, name) || g_strv_contains (reserved, name))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                 "“%s” is a field of the record and is not noted by this tool.", name);
  else if ((meta && json_object_has_member (meta, name)) || is_noted (acts, name))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "“%s” is known already.", name);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check (BureauStepContext *context, JsonObject *input, GPtrArray *acts, GError **error)
{
  if (!context->run->record)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           "There is no record at hand to note it with.");
      return FALSE;
    }
  if (strlen (bureau_json_get_string (input, "value")) > MAX_VALUE_BYTES)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT, "A fact has %d bytes at most.",
                   MAX_VALUE_BYTES);
      return FALSE;
    }

  return bureau_step_may_write (context, context->run->collection, error)
         && check_name (context, bureau_json_get_string (input, "name"), acts, error);
}

/* The words themselves are kept: the record may have been read from another message. */
static GArray *
find_evidence (BureauStepContext *context, JsonObject *values, const char *name, const char *words)
{
  g_autoptr (JsonObject) quotes = json_object_new ();
  g_autoptr (JsonObject) source = context->run->message
                                      ? bureau_message_source (context->run->message)
                                      : json_object_new ();
  GArray *found;
  BureauEvidence *evidence;

  bureau_json_set_string (quotes, name, words);
  found = bureau_evidence_find (NULL, source, values, quotes, FALSE);
  evidence = &g_array_index (found, BureauEvidence, 0);
  if (evidence->start >= 0)
    g_set_str (&evidence->quote, words);
  evidence->start = -1;

  return found;
}

/**
 * bureau_tool_fact:
 *
 * `{"name","value","words"?}`: notes what the run's record has no field for, with the words of the
 * message that say so; without such words it is marked as inferred. What is known is never written
 * over. Gives `{"noted"}`.
 *
 * Returns: (transfer full): the result; %NULL with @error set
 */
JsonObject *
bureau_tool_fact (BureauStepContext *context, JsonObject *input, GPtrArray *acts, GError **error)
{
  const char *name = bureau_json_get_string (input, "name");
  JsonObject *result;
  Fact *fact;

  if (!check (context, input, acts, error))
    return NULL;
  fact = g_new0 (Fact, 1);
  fact->name = g_strdup (name);
  fact->collection = g_strdup (context->run->collection);
  fact->record = context->run->record_id;
  fact->values = json_object_new ();
  json_object_set_string_member (fact->values, name, bureau_json_get_string (input, "value"));
  fact->evidence = find_evidence (context, fact->values, name,
                                  bureau_json_get_string (input, "words"));
  g_ptr_array_add (acts, bureau_tool_act_new (write_fact, fact, fact_free));
  result = json_object_new ();
  json_object_set_string_member (result, "noted", name);

  return result;
}
