/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a view was left: what its parameters were set to, and how its tables were. */
#include "desk/view-state.h"

#include "base/json-text.h"
#include "base/json.h"
#include "views/meaning.h"

/**
 * bureau_view_state_print:
 *
 * Returns: (transfer full): what is kept of it
 */
char *
bureau_view_state_print (BureauShownView *view)
{
  g_autoptr (JsonObject) state = json_object_new ();

  json_object_set_object_member (state, "params",
                                 json_object_ref (bureau_shown_view_get_values (view)));
  json_object_set_object_member (
      state, "tables",
      json_object_ref (bureau_view_tweaks_get (bureau_shown_view_get_tweaks (view))));
  return bureau_json_print_object (state);
}

/**
 * bureau_view_state_read:
 * @story: {"state"?} as it was loaded
 * @member: "params" or "tables"
 *
 * Returns: (transfer full) (nullable): that part of what was kept
 */
JsonObject *
bureau_view_state_read (JsonObject *story, const char *member)
{
  g_autoptr (JsonObject) state = bureau_json_text_to_object (
      bureau_json_get_string (story, "state"));
  JsonObject *part = state != NULL ? bureau_json_get_object (state, member) : NULL;

  return part != NULL ? json_object_ref (part) : NULL;
}

static gboolean
has_same_default (JsonObject *before, JsonObject *after)
{
  g_autofree char *old = bureau_json_canonical (json_object_get_member (before, "default"));
  g_autofree char *new = bureau_json_canonical (json_object_get_member (after, "default"));

  return g_strcmp0 (old, new) == 0;
}

/**
 * bureau_view_state_keep_values:
 * @view: the version before
 * @document: the version that takes its place
 *
 * Returns: (transfer full): {"PARAM": value}: as the version before it, but for what begins
 * otherwise from now on: “only last month”
 */
JsonObject *
bureau_view_state_keep_values (BureauShownView *view, JsonObject *document)
{
  JsonObject *values = bureau_json_copy_object (bureau_shown_view_get_values (view));
  JsonObject *before = bureau_shown_view_get_document (view);
  g_autoptr (GList) params = json_object_get_members (values);

  for (GList *l = params; l != NULL; l = l->next)
    {
      JsonObject *old = bureau_view_find_in (before, "params", l->data);
      JsonObject *new = bureau_view_find_in (document, "params", l->data);

      if (old == NULL || new == NULL || !has_same_default (old, new))
        json_object_remove_member (values, l->data);
    }
  return values;
}
