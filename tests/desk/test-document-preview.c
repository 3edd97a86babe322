/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document of a view is written, and the view is beside it. */
#include "../memory/workspace-fixture.h"
#include "desk/document-preview.h"
#include "workflows/template-install.h"

#include "bureau-desk-resources.h"

#define VIEW(title, column)                                                                        \
  "{\n\"spec\":\"view/1\",\n\"id\":\"counted\",\n\"title\":\"Counted\",\n\"data\":[{\"id\":\"n\"," \
  "\"rows\":\"one\",\n\"sql\":\"SELECT count(" column ") AS n FROM projects\",\n\"columns\":"      \
  "[{\"name\":\"n\",\"type\":\"int\"}]}],\n\"layout\":[{\"row\":[\"m\"]}],\n\"elements\":[{"       \
  "\"id\":\"m\",\"type\":\"metric\",\"data\":\"n\",\"value\":\"n\",\"title\":\"" title "\"}]\n}"

typedef struct
{
  Workspace workspace;
  GtkWidget *window;
  BureauDocumentEditor *editor;
  GtkWidget *preview;
} Fixture;

static GtkWidget *
find (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, text);
  return found;
}

static void
wait_for (gpointer widget, const char *text)
{
  while (find (widget, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  workspace_set_up (&self->workspace, NULL);
  await_ok (bureau_template_install (self->workspace.memory, &operator_cause, "lead-intake", TRUE));
  self->window = gtk_window_new ();
  self->editor = g_object_new (BUREAU_TYPE_DOCUMENT_EDITOR, NULL);
  self->preview = GTK_WIDGET (bureau_document_preview_new (self->workspace.memory, self->editor));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (box), self->preview);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer preview = self->preview;

  g_object_add_weak_pointer (preview, &preview);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (preview != NULL)
    g_main_context_iteration (NULL, TRUE);
  workspace_tear_down (&self->workspace, NULL);
}

/* What is right shows, what is wrong is told at its line while the last good view stays. */
static void
test_follows (Fixture *self, gconstpointer data)
{
  bureau_document_editor_set_text (self->editor, VIEW ("All of them", "*"));
  wait_for (self->preview, "All of them");
  g_assert_true (gtk_widget_get_sensitive (self->preview));

  bureau_document_editor_set_text (self->editor, VIEW ("Paid", "acepted"));
  wait_for (self->editor, "acepted");
  wait_for (self->editor, "Line 6");
  g_assert_false (gtk_widget_get_sensitive (self->preview));
  g_assert_nonnull (find (self->preview, "All of them"));

  bureau_document_editor_set_text (self->editor, VIEW ("Paid", "accepted"));
  wait_for (self->preview, "Paid");
  g_assert_true (gtk_widget_get_sensitive (self->preview));
  g_assert_null (find (GTK_WIDGET (self->editor), "Line 6"));
}

/* Half a document is told, too, and going back shows what was there. */
static void
test_no_document (Fixture *self, gconstpointer data)
{
  bureau_document_editor_set_text (self->editor, VIEW ("All of them", "*"));
  wait_for (self->preview, "All of them");
  bureau_document_editor_set_text (self->editor, "{\n\"spec\": ");
  wait_for (self->editor, "Line ");
  g_assert_false (gtk_widget_get_sensitive (self->preview));
  bureau_document_editor_set_text (self->editor, VIEW ("All of them", "*"));
  while (!gtk_widget_get_sensitive (self->preview))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (find (self->preview, "All of them"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/document-preview/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();
  ADD ("follow", test_follows);
  ADD ("no-document", test_no_document);
  return g_test_run ();
}
