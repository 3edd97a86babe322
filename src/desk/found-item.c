/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/found-item.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/own-collections.h"

struct _BureauFoundItem
{
  GObject parent_instance;

  gint64 id;
  char *collection;
  char *title;
  char *snippet;
  char *kind;
  int group;
};

G_DEFINE_FINAL_TYPE (BureauFoundItem, bureau_found_item, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_SNIPPET,
  PROP_KIND,
  PROP_GROUP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
bureau_found_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauFoundItem *self = BUREAU_FOUND_ITEM (object);
  const char *texts[] = { NULL, self->title, self->snippet, self->kind };

  if (id == PROP_GROUP)
    g_value_set_int (value, self->group);
  else
    g_value_set_string (value, texts[id]);
}

static void
bureau_found_item_finalize (GObject *object)
{
  BureauFoundItem *self = BUREAU_FOUND_ITEM (object);

  g_free (self->collection);
  g_free (self->title);
  g_free (self->snippet);
  g_free (self->kind);
  G_OBJECT_CLASS (bureau_found_item_parent_class)->finalize (object);
}

static void
bureau_found_item_class_init (BureauFoundItemClass *klass)
{
  static const char *const names[] = { NULL, "title", "snippet", "kind" };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = bureau_found_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = bureau_found_item_finalize;
  for (guint i = PROP_TITLE; i <= PROP_KIND; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  properties[PROP_GROUP] = g_param_spec_int ("group", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
bureau_found_item_init (BureauFoundItem *self)
{
}

/**
 * bureau_found_item_new:
 * @found: {"id","collection","title","snippet","kind","group"}
 *
 * Returns: (transfer full): the item
 */
BureauFoundItem *
bureau_found_item_new (JsonObject *found)
{
  BureauFoundItem *self = g_object_new (BUREAU_TYPE_FOUND_ITEM, NULL);
  const char *title = bureau_json_get_string (found, "title");
  const char *own;

  self->id = bureau_json_get_id (found, "id");
  self->collection = g_strdup (bureau_json_get_string (found, "collection"));
  self->group = (int)bureau_json_get_int (found, "group", 0);
  self->title = title != NULL && *title != '\0' ? bureau_text_visible (title, NULL)
                                                : g_strdup (_ ("Without a name"));
  self->snippet = bureau_text_visible (bureau_json_get_string (found, "snippet"), NULL);
  own = bureau_own_collection_get_title (self->collection);
  self->kind = g_strdup (own != NULL ? own : bureau_json_get_string (found, "kind"));
  return self;
}

/**
 * bureau_found_item_get_id:
 *
 * Returns: the id of what was found
 */
gint64
bureau_found_item_get_id (BureauFoundItem *self)
{
  return self->id;
}

/**
 * bureau_found_item_get_collection:
 *
 * Returns: (transfer none): where it is
 */
const char *
bureau_found_item_get_collection (BureauFoundItem *self)
{
  return self->collection;
}
