/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/notification.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "views/joined.h"

#define NAMED 3
#define MOST_BYTES 160

static char *
say (const char *text)
{
  g_autofree char *seen = bureau_text_visible (text != NULL ? text : "", NULL);
  g_autofree char *line = bureau_text_one_line (seen);

  return bureau_text_shorten (line, MOST_BYTES);
}

static gboolean
is_draft (JsonObject *row)
{
  return g_strcmp0 (bureau_json_get_string (row, "kind"), "draft") == 0;
}

static char *
say_title (JsonObject *row)
{
  g_autofree char *who = say (bureau_json_get_string (row, "who"));

  if (is_draft (row))
    /* Translators: %s is the name or the address of the person who gets the draft */
    return *who != '\0' ? g_strdup_printf (_ ("Draft for %s"), who) : g_strdup (_ ("New draft"));
  /* Translators: %s is the name of an agent, or Bureau */
  return g_strdup_printf (_ ("%s asks"), *who != '\0' ? who : _ ("Bureau"));
}

/* Some desktops read a body as markup; none a title. */
static GNotification *
make_notification (const char *title, const char *body)
{
  gboolean is_plain = strpbrk (body, "<&") == NULL;
  g_autofree char *both = is_plain ? g_strdup (title) : bureau_joined_pair (title, body);
  GNotification *notification = g_notification_new (both);

  if (is_plain && *body != '\0')
    g_notification_set_body (notification, body);
  return notification;
}

/* "Marta Berg, Ida Holm, Writer asks…" */
static char *
say_names (JsonArray *rows)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = json_array_get_length (rows);

  for (guint i = 0; i < MIN (n, NAMED); i++)
    {
      g_autofree char *who = say (
          bureau_json_get_string (json_array_get_object_element (rows, i), "who"));

      if (*who != '\0')
        bureau_joined_add (names, who);
    }
  if (n > NAMED)
    g_string_append (names, "…");
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
add_open (GNotification *notification, const char *path, gint64 id)
{
  g_notification_set_default_action_and_target (notification, "app.show-item", "(sx)", path, id);
  g_notification_add_button_with_target (notification, _ ("Open"), "app.show-item", "(sx)", path,
                                         id);
}

/**
 * bureau_notification_new_for_item:
 * @row: what came: {"id","kind":"draft"|"question","who","about"}
 * @path: the file of its workspace
 *
 * Returns: (transfer full): says who and about what; opens it, and holds it where it can wait
 */
GNotification *
bureau_notification_new_for_item (JsonObject *row, const char *path)
{
  gint64 id = bureau_json_get_id (row, "id");
  g_autofree char *title = say_title (row);
  g_autofree char *about = say (bureau_json_get_string (row, "about"));
  GNotification *notification = make_notification (title, about);

  add_open (notification, path, id);
  if (is_draft (row))
    g_notification_add_button_with_target (notification, _ ("Hold"), "app.hold-item", "(sx)", path,
                                           id);
  return notification;
}

/**
 * bureau_notification_new_for_many:
 * @rows: the newest of them, as for bureau_notification_new_for_item()
 * @n: how many there are
 * @path: the file of their workspace
 *
 * Returns: (transfer full): says how many and who, and opens Review
 */
GNotification *
bureau_notification_new_for_many (JsonArray *rows, guint n, const char *path)
{
  g_autofree char *names = say_names (rows);
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u item waits for you", "%u items wait for you", n), n);
  GNotification *notification = make_notification (title, names);

  add_open (notification, path, 0);
  return notification;
}

/**
 * bureau_notification_new_for_problem:
 * @title: what could not be done
 * @why: one sentence
 * @path: the file of the workspace
 * @id: what it was about
 *
 * Returns: (transfer full): says so to whoever has no window, and opens the item
 */
GNotification *
bureau_notification_new_for_problem (const char *title, const char *why, const char *path,
                                     gint64 id)
{
  g_autofree char *seen = say (why);
  GNotification *notification = make_notification (title, seen);

  add_open (notification, path, id);
  return notification;
}
