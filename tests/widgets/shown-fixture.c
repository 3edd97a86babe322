/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-fixture.h"

#include <locale.h>

#include "bureau-desk-resources.h"
#include "memory/record.h"

#define WIDE 1100
#define TALL 900

gint64
shown_add_client (Shown *self, const char *name, gint64 fee)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "name", name);
  json_object_set_int_member (fields, "fee", fee);
  return await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
}

/* Every text that is seen, a line for each. */
static void
dump (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    g_string_append_printf (text, "%s\n", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    dump (child, text);
}

GtkWidget *
shown_find (Shown *self, const char *id)
{
  return bureau_view_body_find (self->body, id);
}

char *
shown_dump (Shown *self, const char *id)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dump (shown_find (self, id), text);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

void
shown_wait_for (Shown *self, const char *id, const char *text)
{
  while (TRUE)
    {
      g_autofree char *seen = shown_dump (self, id);

      if (strstr (seen, text) != NULL)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

GtkWidget *
shown_find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shown_find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
asked_cb (Shown *self, JsonObject *intent)
{
  g_clear_pointer (&self->asked, json_object_unref);
  self->asked = json_object_ref (intent);
}

/* Shows @document on the workspace as it is. */
void
shown_make (Shown *self, const char *document)
{
  g_autoptr (JsonObject) view = json_object_of (document);

  self->view = bureau_shown_view_new (self->workspace.memory, view, NULL);
  self->body = bureau_view_body_new (self->view);
  g_signal_connect_swapped (self->body, "asked", G_CALLBACK (asked_cb), self);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), self->width > 0 ? self->width : WIDE,
                               TALL);
  gtk_window_set_child (GTK_WINDOW (self->window),
                        g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->body, NULL));
  gtk_window_present (GTK_WINDOW (self->window));
}

/* Nothing of it may be left. */
void
shown_close (Shown *self)
{
  gpointer body = self->body;
  gpointer view = self->view;

  g_object_add_weak_pointer (body, &body);
  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->view);
  while (body != NULL || view != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&self->asked, json_object_unref);
}

void
shown_set_up (Shown *self, gconstpointer document)
{
  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  shown_add_client (self, "Anna <b>A</b>", 100);
  shown_add_client (self, "Bo", 90000);
  shown_make (self, document);
}

void
shown_tear_down (Shown *self, gconstpointer document)
{
  shown_close (self);
  workspace_tear_down (&self->workspace, NULL);
}

int
shown_run (int argc, char **argv, void (*add_tests) (void))
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();
  add_tests ();
  return g_test_run ();
}
