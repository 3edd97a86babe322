/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elements that a view is to have no longer. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "providers/wish-change.h"
#include "views/meaning.h"

/* What is meant ----------------------------------------------------------------------------------
 */

/* The element that is pointed at, if it is of the type; or the first one of the type. */
JsonObject *
bureau_wish_element (JsonObject *view, const char *meant, const char *type)
{
  JsonArray *elements = bureau_json_get_array (view, "elements");
  JsonObject *first = NULL;

  for (guint i = 0; elements != NULL && i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);

      if (g_strcmp0 (bureau_json_get_string (element, "type"), type) != 0)
        continue;
      if (g_strcmp0 (bureau_json_get_string (element, "id"), meant) == 0)
        return element;
      first = first != NULL ? first : element;
    }
  return first;
}

static void
remove_element (BureauWish *self, JsonObject *element, guint token, guint n)
{
  const char *title = bureau_json_get_string (element, "title");

  g_ptr_array_add (self->removed, (char *)bureau_json_get_string (element, "id"));
  bureau_wish_say (self, token, n,
                   title != NULL ? g_strdup_printf (_ ("“%s” is taken away"), title)
                                 : g_strdup (_ ("it is taken away")));
}

/* Whether what is named next is to be taken away from a view. */
gboolean
bureau_wish_is_removing (BureauWish *self)
{
  return bureau_json_get_object (self->inputs, "view") != NULL
         && (self->role == BUREAU_WISH_DROPPED || self->role == BUREAU_WISH_WITHOUT);
}

/**
 * bureau_wish_remove_type:
 * @type: of an element that is named at @token
 *
 * Returns: whether the words are about taking it away, which is noted, or that there is none
 */
gboolean
bureau_wish_remove_type (BureauWish *self, const char *type, guint token, guint n)
{
  JsonObject *element;

  if (!bureau_wish_is_removing (self))
    return FALSE;
  element = bureau_wish_element (bureau_json_get_object (self->inputs, "view"),
                                 bureau_json_get_string (self->inputs, "element"), type);
  if (element != NULL)
    remove_element (self, element, token, n);
  else
    bureau_wish_doubt (self, token, n, g_strdup (_ ("This view has none.")), NULL);
  self->is_change = TRUE;
  return TRUE;
}

/**
 * bureau_wish_remove_titled:
 * @least: how many words another meaning has
 *
 * Returns: how many tokens from @token on are the title of an element that is to be taken away,
 *   which is noted; 0 where they are not, or where another meaning has more words
 */
guint
bureau_wish_remove_titled (BureauWish *self, guint token, guint least)
{
  JsonObject *view = bureau_json_get_object (self->inputs, "view");
  JsonArray *elements = bureau_wish_is_removing (self) ? bureau_json_get_array (view, "elements")
                                                       : NULL;
  JsonObject *best = NULL;
  guint most = least;

  for (guint i = 0; elements != NULL && i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);
      guint n = bureau_wish_said_at (self, token, bureau_json_get_string (element, "title"));

      if (n > most)
        {
          best = element;
          most = n;
        }
    }
  if (best == NULL)
    return 0;
  remove_element (self, best, token, most);
  return most;
}

/* Taking it away ---------------------------------------------------------------------------------
 */

static void
drop_from (JsonArray *list, const char *id)
{
  for (guint i = json_array_get_length (list); i > 0; i--)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (list, i - 1), "id"), id)
        == 0)
      json_array_remove_element (list, i - 1);
}

static void
drop_name (JsonArray *names, const char *id)
{
  for (guint i = json_array_get_length (names); i > 0; i--)
    if (g_strcmp0 (json_array_get_string_element (names, i - 1), id) == 0)
      json_array_remove_element (names, i - 1);
}

static void clear_rows (JsonArray *rows, const char *id);

/* Widths of a row that lost one mean nothing any more. */
static gboolean
clear_place (JsonObject *place, const char *id)
{
  static const char *const lists[] = { "row", "side", NULL };
  static const char *const deeper[] = { "rows", "tabs", NULL };
  gboolean is_empty = TRUE;

  for (guint i = 0; lists[i] != NULL; i++)
    {
      JsonArray *names = bureau_json_get_array (place, lists[i]);
      guint n = names != NULL ? json_array_get_length (names) : 0;

      if (n > 0)
        drop_name (names, id);
      if (n > 0 && json_array_get_length (names) < n)
        json_object_remove_member (place, "weights");
      is_empty &= names == NULL || json_array_get_length (names) == 0;
    }
  for (guint i = 0; deeper[i] != NULL; i++)
    {
      JsonArray *rows = bureau_json_get_array (place, deeper[i]);

      if (rows != NULL)
        clear_rows (rows, id);
      is_empty &= rows == NULL || json_array_get_length (rows) == 0;
    }
  return is_empty;
}

static void
clear_rows (JsonArray *rows, const char *id)
{
  for (guint i = json_array_get_length (rows); i > 0; i--)
    if (clear_place (json_array_get_object_element (rows, i - 1), id))
      json_array_remove_element (rows, i - 1);
}

static gboolean
is_used (JsonObject *view, const char *source)
{
  JsonArray *elements = bureau_json_get_array (view, "elements");
  JsonArray *params = bureau_json_get_array (view, "params");
  gboolean used = FALSE;

  for (guint i = 0; i < json_array_get_length (elements); i++)
    used |= g_strcmp0 (bureau_json_get_string (json_array_get_object_element (elements, i), "data"),
                       source)
            == 0;
  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    used |= g_strcmp0 (
                bureau_json_get_string (json_array_get_object_element (params, i), "options_data"),
                source)
            == 0;
  return used;
}

/* Settings that nothing reads ------------------------------------------------------------------
 */

static gboolean
is_read_by (const char *sql, const char *param)
{
  static const char *const forms[] = { "", "_from", "_to", NULL };

  for (guint i = 0; forms[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (":", param, forms[i], NULL);

      for (const char *p = strstr (sql, name); p != NULL; p = strstr (p + 1, name))
        if (!g_ascii_isalnum (p[strlen (name)]) && p[strlen (name)] != '_')
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_read (JsonObject *view, const char *param)
{
  JsonArray *data = bureau_json_get_array (view, "data");
  gboolean is_read = FALSE;

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      const char *sql = bureau_json_get_string (json_array_get_object_element (data, i), "sql");

      is_read |= sql != NULL && is_read_by (sql, param);
    }
  return is_read;
}

static void remove_from (BureauWishChange *self, const char *id);

/* What sets it goes, or sets nothing from now on. */
static void
forget_param (BureauWishChange *self, const char *param)
{
  g_autoptr (JsonArray) elements = json_array_ref (bureau_json_get_array (self->view, "elements"));

  for (guint i = json_array_get_length (elements); i > 0; i--)
    {
      JsonObject *element = json_array_get_object_element (elements, i - 1);
      JsonObject *select = bureau_json_get_object (element, "select");

      if (select != NULL && g_strcmp0 (bureau_json_get_string (select, "param"), param) == 0)
        json_object_remove_member (element, "select");
      if (g_strcmp0 (bureau_json_get_string (element, "param"), param) == 0)
        remove_from (self, bureau_json_get_string (element, "id"));
    }
}

static void
forget_unread (BureauWishChange *self)
{
  JsonArray *params = bureau_json_get_array (self->view, "params");

  for (guint i = params != NULL ? json_array_get_length (params) : 0; i > 0; i--)
    {
      g_autofree char *id = g_strdup (
          bureau_json_get_string (json_array_get_object_element (params, i - 1), "id"));

      if (id == NULL || is_read (self->view, id))
        continue;
      json_array_remove_element (params, i - 1);
      forget_param (self, id);
    }
}

/* Elements ---------------------------------------------------------------------------------------
 */

static void
remove_from (BureauWishChange *self, const char *id)
{
  JsonObject *element = bureau_view_find_in (self->view, "elements", id);
  JsonArray *elements = bureau_json_get_array (self->view, "elements");
  JsonArray *layout = bureau_json_get_array (self->view, "layout");
  g_autofree char *source = element != NULL ? g_strdup (bureau_json_get_string (element, "data"))
                                            : NULL;

  if (element == NULL || json_array_get_length (elements) == 1)
    return;
  drop_from (elements, id);
  if (layout != NULL)
    clear_rows (layout, id);
  if (source != NULL && !is_used (self->view, source))
    drop_from (bureau_json_get_array (self->view, "data"), source);
  self->n_changes++;
}

/* Elements, their places, and the sources and settings that nothing else shows. */
void
bureau_wish_change_remove (BureauWishChange *self)
{
  guint n_before = self->n_changes;

  for (guint i = 0; i < self->wish->removed->len; i++)
    remove_from (self, g_ptr_array_index (self->wish->removed, i));
  if (self->n_changes > n_before)
    forget_unread (self);
}
