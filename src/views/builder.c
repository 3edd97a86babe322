/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/builder.h"

#include "base/json.h"
#include "base/text.h"
#include "views/builder-private.h"

/* A list of its own with the same elements: what is added stays out of the document until all is.
 */
static JsonArray *
copy_list (JsonObject *document, JsonObject *grown, const char *name)
{
  JsonArray *list = bureau_json_get_array (document, name);
  JsonArray *copy = json_array_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    json_array_add_element (copy, json_array_dup_element (list, i));
  json_object_set_array_member (grown, name, copy);
  return copy;
}

static void
share_list (JsonObject *document, JsonObject *grown, const char *name)
{
  if (json_object_has_member (document, name))
    json_object_set_member (grown, name, json_object_dup_member (document, name));
}

/**
 * bureau_builder_add:
 * @document: a view, of which the sources, parameters and actions may be there
 * @xml: an interface as GtkBuilder's XML says it; see bureau_builder_read()
 * @length: in bytes
 * @error: return location; one sentence with the line and the reason
 *
 * Adds the elements of an interface to a view, each in a row below what is there. The id of an
 * object binds it: a source for a table or list, SOURCE-COLUMN for a label, row or bar, a parameter
 * for a control, an action for a button. What comes of it is checked like any other view.
 *
 * Returns: %FALSE where it is refused; @document is as it was then
 */
gboolean
bureau_builder_add (JsonObject *document, const char *xml, gsize length, GError **error)
{
  static const char *const named[] = { "data", "params", "actions" }; /* by the ids of objects */
  g_autoptr (BureauBuilderObject) root = bureau_builder_read (xml, length, error);
  g_autoptr (GPtrArray) rows = bureau_builder_rows_new ();
  g_autoptr (JsonObject) grown = json_object_new ();
  BureauBuilder self = { .document = grown };

  if (root == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    share_list (document, grown, named[i]);
  self.elements = copy_list (document, grown, "elements");
  self.layout = copy_list (document, grown, "layout");
  if (!bureau_builder_write_children (&self, root, rows, error))
    return FALSE;
  bureau_builder_add_rows (self.layout, rows);
  json_object_set_array_member (document, "elements", json_array_ref (self.elements));
  json_object_set_array_member (document, "layout", json_array_ref (self.layout));
  return TRUE;
}

/* The first object names the view, as nothing else in the XML does. */
static void
name_view (JsonObject *document, BureauBuilderObject *root)
{
  BureauBuilderObject *first = root->children->len > 0 ? g_ptr_array_index (root->children, 0)
                                                       : root;
  g_autofree char *title = bureau_builder_dup_title (first);
  g_autofree char *id = g_ascii_strdown (first->id != NULL ? first->id : "interface", -1);

  g_strcanon (id, "abcdefghijklmnopqrstuvwxyz0123456789-", '-');
  json_object_set_string_member (document, "spec", "view/1");
  json_object_set_string_member (document, "id", id);
  json_object_set_string_member (document, "title", title);
}

/**
 * bureau_builder_to_view:
 *
 * Makes a view of an interface alone; it reads nothing, so no id can bind.
 *
 * Returns: (transfer full): the view, not checked yet
 */
JsonObject *
bureau_builder_to_view (const char *xml, gsize length, GError **error)
{
  g_autoptr (JsonObject) document = json_object_new ();
  g_autoptr (BureauBuilderObject) root = bureau_builder_read (xml, length, error);

  if (root == NULL || !bureau_builder_add (document, xml, length, error))
    return NULL;
  name_view (document, root);
  return g_steal_pointer (&document);
}
