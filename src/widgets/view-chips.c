/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/view-chips.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"

struct _BureauViewChips
{
  AdwBin parent_instance;

  BureauShownView *view;
  AdwWrapBox *box;
};

G_DEFINE_FINAL_TYPE (BureauViewChips, bureau_view_chips, ADW_TYPE_BIN)

static gboolean
has_filter (BureauViewChips *self, const char *param)
{
  JsonArray *elements = bureau_json_get_array (bureau_shown_view_get_document (self->view),
                                               "elements");

  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);

      if (g_strcmp0 (bureau_json_get_string (element, "type"), "filter") == 0
          && g_strcmp0 (bureau_json_get_string (element, "param"), param) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
reset_cb (GtkButton *button, BureauViewChips *self)
{
  bureau_shown_view_reset_param (self->view, g_object_get_data (G_OBJECT (button), "param"));
}

static void
add_chip (BureauViewChips *self, JsonObject *param)
{
  const char *id = bureau_json_get_string (param, "id");
  const char *label = bureau_json_get_string (param, "label");
  g_autofree char *name = bureau_text_visible (label != NULL ? label : id, NULL);
  /* Translators: what a selection is about, as in “Client is chosen” */
  g_autofree char *text = g_strdup_printf (_ ("%s is chosen"), name);
  g_autofree char *hint = g_strdup_printf (_ ("Show All: %s"), name);
  GtkWidget *button = g_object_new (ADW_TYPE_BUTTON_CONTENT, "label", text, "icon-name",
                                    "window-close-symbolic", NULL);

  button = g_object_new (GTK_TYPE_BUTTON, "child", button, "tooltip-text", hint, NULL);
  gtk_widget_add_css_class (button, "chosen");
  g_object_set_data_full (G_OBJECT (button), "param", g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_DEFAULT);
  adw_wrap_box_append (self->box, button);
}

static void
show (BureauViewChips *self)
{
  JsonArray *params = bureau_json_get_array (bureau_shown_view_get_document (self->view), "params");

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    adw_wrap_box_remove (self->box, child);
  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);
      const char *id = bureau_json_get_string (param, "id");

      if (!has_filter (self, id) && !bureau_shown_view_is_start (self->view, id))
        add_chip (self, param);
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_view_chips_finalize (GObject *object)
{
  g_clear_object (&BUREAU_VIEW_CHIPS (object)->view);
  G_OBJECT_CLASS (bureau_view_chips_parent_class)->finalize (object);
}

static void
bureau_view_chips_class_init (BureauViewChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_view_chips_finalize;
}

static void
bureau_view_chips_init (BureauViewChips *self)
{
  self->box = ADW_WRAP_BOX (
      g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * bureau_view_chips_new:
 *
 * Returns: (transfer floating): what is set in @view and no filter says, to be taken back
 */
GtkWidget *
bureau_view_chips_new (BureauShownView *view)
{
  BureauViewChips *self = g_object_new (BUREAU_TYPE_VIEW_CHIPS, NULL);

  self->view = g_object_ref (view);
  show (self);
  g_signal_connect_object (view, "param-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
