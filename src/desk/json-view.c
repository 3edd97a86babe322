/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/json-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"

/* A text view lays out all its lines; beyond this it would be felt. */
#define MAX_SHOWN (32 * 1024)
#define LINE_HEIGHT 19
#define MAX_HEIGHT 320

struct _BureauJsonView
{
  GtkBox parent_instance;

  char *title;
  char *text;

  GtkScrolledWindow *scroll;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (BureauJsonView, bureau_json_view, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
copy_cb (BureauJsonView *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static void
show_text (BureauJsonView *self)
{
  g_autofree char *visible = bureau_text_visible (self->text != NULL ? self->text : "", NULL);
  g_autofree char *shown = bureau_text_shorten (visible, MAX_SHOWN);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_text_buffer_set_text (buffer, shown, -1);
  /* A text view knows its height only once it was laid out. */
  gtk_scrolled_window_set_min_content_height (
      self->scroll, MIN (MAX_HEIGHT, 18 + LINE_HEIGHT * gtk_text_buffer_get_line_count (buffer)));
}

static void
set_text (BureauJsonView *self, const char *text, GParamSpec *pspec)
{
  if (!g_set_str (&self->text, text))
    return;
  show_text (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_title (BureauJsonView *self, const char *title, GParamSpec *pspec)
{
  if (!g_set_str (&self->title, title))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
bureau_json_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  (id == PROP_TEXT ? set_text : set_title) (BUREAU_JSON_VIEW (object), g_value_get_string (value),
                                            pspec);
}

static void
bureau_json_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauJsonView *self = BUREAU_JSON_VIEW (object);

  g_value_set_string (value, id == PROP_TEXT ? self->text : self->title);
}

static void
bureau_json_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (bureau_json_view_parent_class)->dispose (object);
}

static void
bureau_json_view_finalize (GObject *object)
{
  g_free (BUREAU_JSON_VIEW (object)->title);
  g_free (BUREAU_JSON_VIEW (object)->text);
  G_OBJECT_CLASS (bureau_json_view_parent_class)->finalize (object);
}

static void
bureau_json_view_class_init (BureauJsonViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bureau_json_view_set_property;
  G_OBJECT_CLASS (klass)->get_property = bureau_json_view_get_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_json_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_json_view_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/json-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauJsonView, view);
  gtk_widget_class_bind_template_child (widget_class, BureauJsonView, scroll);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
bureau_json_view_init (BureauJsonView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_json_view_new:
 * @title: what the text is
 *
 * Returns: (transfer floating): a view without text
 */
GtkWidget *
bureau_json_view_new (const char *title)
{
  return g_object_new (BUREAU_TYPE_JSON_VIEW, "title", title, NULL);
}
