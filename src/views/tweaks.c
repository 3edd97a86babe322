/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/tweaks.h"

#include "base/json.h"

/* A column is never wider than a screen. */
#define WIDEST 4000

struct _BureauViewTweaks
{
  GObject parent_instance;

  JsonObject *tables; /* {"ELEMENT":{"sort"?,"widths"?:{"COLUMN":px}}} */
};

G_DEFINE_FINAL_TYPE (BureauViewTweaks, bureau_view_tweaks, G_TYPE_OBJECT)

static guint changed_signal;

static void
bureau_view_tweaks_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_VIEW_TWEAKS (object)->tables, json_object_unref);
  G_OBJECT_CLASS (bureau_view_tweaks_parent_class)->finalize (object);
}

static void
bureau_view_tweaks_class_init (BureauViewTweaksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_view_tweaks_finalize;
  changed_signal = g_signal_new ("changed", BUREAU_TYPE_VIEW_TWEAKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_view_tweaks_init (BureauViewTweaks *self)
{
  self->tables = json_object_new ();
}

BureauViewTweaks *
bureau_view_tweaks_new (void)
{
  return g_object_new (BUREAU_TYPE_VIEW_TWEAKS, NULL);
}

/**
 * bureau_view_tweaks_take:
 * @tables: (transfer none): as bureau_view_tweaks_get() gave it; anything else in it is passed over
 */
void
bureau_view_tweaks_take (BureauViewTweaks *self, JsonObject *tables)
{
  json_object_ref (tables);
  g_clear_pointer (&self->tables, json_object_unref);
  self->tables = tables;
}

/**
 * bureau_view_tweaks_get:
 *
 * Returns: (transfer none): {"ELEMENT":{"sort"?,"widths"?:{"COLUMN":px}}}
 */
JsonObject *
bureau_view_tweaks_get (BureauViewTweaks *self)
{
  return self->tables;
}

static JsonObject *
get_or_make (JsonObject *holder, const char *member)
{
  JsonObject *made;

  if (bureau_json_get_object (holder, member) != NULL)
    return bureau_json_get_object (holder, member);
  made = json_object_new ();
  json_object_set_object_member (holder, member, made);
  return made;
}

/**
 * bureau_view_tweaks_get_sort:
 *
 * Returns: (nullable): a column, with - before it for the largest first
 */
const char *
bureau_view_tweaks_get_sort (BureauViewTweaks *self, const char *element)
{
  JsonObject *table = bureau_json_get_object (self->tables, element);

  return table != NULL ? bureau_json_get_string (table, "sort") : NULL;
}

/**
 * bureau_view_tweaks_set_sort:
 * @sort: (nullable): as bureau_view_tweaks_get_sort() gives it; %NULL for the view's own order
 */
void
bureau_view_tweaks_set_sort (BureauViewTweaks *self, const char *element, const char *sort)
{
  if (g_strcmp0 (bureau_view_tweaks_get_sort (self, element), sort) == 0)
    return;
  if (sort != NULL)
    json_object_set_string_member (get_or_make (self->tables, element), "sort", sort);
  else
    json_object_remove_member (get_or_make (self->tables, element), "sort");
  g_signal_emit (self, changed_signal, 0);
}

/**
 * bureau_view_tweaks_get_width:
 *
 * Returns: in application pixels; 0 where nobody made it other than it begins
 */
int
bureau_view_tweaks_get_width (BureauViewTweaks *self, const char *element, const char *column)
{
  JsonObject *table = bureau_json_get_object (self->tables, element);
  JsonObject *widths = table != NULL ? bureau_json_get_object (table, "widths") : NULL;

  return widths != NULL ? (int)CLAMP (bureau_json_get_int (widths, column, 0), 0, WIDEST) : 0;
}

void
bureau_view_tweaks_set_width (BureauViewTweaks *self, const char *element, const char *column,
                              int width)
{
  if (bureau_view_tweaks_get_width (self, element, column) == width)
    return;
  json_object_set_int_member (get_or_make (get_or_make (self->tables, element), "widths"), column,
                              width);
  g_signal_emit (self, changed_signal, 0);
}
