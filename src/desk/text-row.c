/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/text-row.h"

#include "widgets/cursor-sight.h"
#include "widgets/row-name.h"

struct _BureauTextRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (BureauTextRow, bureau_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
dup_text (BureauTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The same text leaves the cursor where it is. */
static void
set_text (BureauTextRow *self, const char *text)
{
  g_autofree char *before = dup_text (self);

  if (g_strcmp0 (before, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}

static void
changed_cb (BureauTextRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* A screen reader is told the title where the text is. */
static void
title_cb (BureauTextRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
bureau_text_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_take_string (value, dup_text (BUREAU_TEXT_ROW (object)));
}

static void
bureau_text_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_text (BUREAU_TEXT_ROW (object), g_value_get_string (value));
}

static void
bureau_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_TEXT_ROW);
  G_OBJECT_CLASS (bureau_text_row_parent_class)->dispose (object);
}

static void
bureau_text_row_class_init (BureauTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = bureau_text_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = bureau_text_row_set_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_text_row_dispose;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                   | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauTextRow, view);
}

static void
bureau_text_row_init (BureauTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_cursor_sight_keep (self->view);
  bureau_row_name_by_title (ADW_PREFERENCES_ROW (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::title", G_CALLBACK (title_cb), self, G_CONNECT_DEFAULT);
}

/**
 * bureau_text_row_new:
 * @title: what the text is
 *
 * Returns: (transfer floating): a row without text
 */
GtkWidget *
bureau_text_row_new (const char *title)
{
  return g_object_new (BUREAU_TYPE_TEXT_ROW, "title", title, NULL);
}
