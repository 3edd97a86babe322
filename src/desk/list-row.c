/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/list-row.h"

struct _BureauListRow
{
  GtkBox parent_instance;

  char *texts[5];
};

G_DEFINE_FINAL_TYPE (BureauListRow, bureau_list_row, GTK_TYPE_BOX)

enum
{
  PROP_ICON_NAME = 1,
  PROP_TITLE,
  PROP_LINE,
  PROP_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_shown_cb (GtkWidget *widget, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
bureau_list_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_LIST_ROW (object)->texts[id]);
}

static void
bureau_list_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (g_set_str (&BUREAU_LIST_ROW (object)->texts[id], g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
bureau_list_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_LIST_ROW);
  G_OBJECT_CLASS (bureau_list_row_parent_class)->dispose (object);
}

static void
bureau_list_row_finalize (GObject *object)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_free (BUREAU_LIST_ROW (object)->texts[i]);
  G_OBJECT_CLASS (bureau_list_row_parent_class)->finalize (object);
}

static void
bureau_list_row_class_init (BureauListRowClass *klass)
{
  static const char *const names[] = { NULL, "icon-name", "title", "line", "detail" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = bureau_list_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = bureau_list_row_set_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_list_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_list_row_finalize;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                             | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/list-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, is_shown_cb);
}

static void
bureau_list_row_init (BureauListRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
