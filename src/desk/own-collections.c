/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readable views as collections: what a person sees of messages, drafts and runs. */
#include "desk/own-collections.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  const char *type;
  const char *title;
} Field;

static const Field message_fields[] = {
  { "subject", "text", N_ ("Subject") },         { "sender_name", "person", N_ ("From") },
  { "sender_address", "email", N_ ("Address") }, { "label", "text", N_ ("What It Is") },
  { "created_at", "datetime", N_ ("Arrived") },  { NULL },
};

static const Field draft_fields[] = {
  { "subject", "text", N_ ("Subject") },
  { "to", "list", N_ ("To") },
  { "state", "text", N_ ("State") },
  { "workflow", "text", N_ ("Workflow") },
  { "created_at", "datetime", N_ ("Written") },
  { NULL },
};

static const Field run_fields[] = {
  { "workflow", "text", N_ ("Workflow") },    { "state", "text", N_ ("State") },
  { "error", "text", N_ ("Problem") },        { "advice", "text", N_ ("What to Do") },
  { "created_at", "datetime", N_ ("Began") }, { NULL },
};

static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  const Field *fields;
} own_collections[] = {
  { "messages", N_ ("Messages"), "mail-read-symbolic", message_fields },
  { "drafts", N_ ("Drafts"), "document-edit-symbolic", draft_fields },
  { "runs", N_ ("Runs"), "document-open-recent-symbolic", run_fields },
};

static JsonArray *
describe_fields (const Field *fields)
{
  JsonArray *array = json_array_new ();

  for (; fields->name != NULL; fields++)
    {
      JsonObject *field = json_object_new ();

      json_object_set_string_member (field, "name", fields->name);
      json_object_set_string_member (field, "type", fields->type);
      json_object_set_string_member (field, "title", _ (fields->title));
      json_array_add_object_element (array, field);
    }
  return array;
}

/**
 * bureau_own_collection_describe:
 * @name: "messages", "drafts" or "runs"
 *
 * Returns: (transfer full) (nullable): {"collection","title","fields":[…]} as a collection's
 *   document has it, in the operator's language; %NULL for any other name
 */
JsonObject *
bureau_own_collection_describe (const char *name)
{
  JsonObject *document;

  for (guint i = 0; i < G_N_ELEMENTS (own_collections); i++)
    if (g_strcmp0 (own_collections[i].name, name) == 0)
      {
        document = json_object_new ();
        json_object_set_string_member (document, "collection", name);
        json_object_set_string_member (document, "title", _ (own_collections[i].title));
        json_object_set_array_member (document, "fields",
                                      describe_fields (own_collections[i].fields));
        return document;
      }
  return NULL;
}

/**
 * bureau_own_collection_get_title:
 *
 * Returns: (transfer none) (nullable): what people call it; %NULL where it is not one of ours
 */
const char *
bureau_own_collection_get_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_collections); i++)
    if (g_strcmp0 (own_collections[i].name, name) == 0)
      return _ (own_collections[i].title);
  return NULL;
}

/**
 * bureau_own_collection_get_icon:
 * @name: any collection
 *
 * Returns: (transfer none): the name of its icon
 */
const char *
bureau_own_collection_get_icon (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_collections); i++)
    if (g_strcmp0 (own_collections[i].name, name) == 0)
      return own_collections[i].icon;
  return "view-list-bullet-symbolic";
}
