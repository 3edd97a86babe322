/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/own-days.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "widgets/field-editor.h"

struct _BureauOwnDays
{
  AdwBin parent_instance;

  GtkWidget *button;
  BureauFieldEditor *first;
  BureauFieldEditor *last;
};

G_DEFINE_FINAL_TYPE (BureauOwnDays, bureau_own_days, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static BureauFieldEditor *
add_day (GtkWidget *list, const char *name, const char *title)
{
  g_autoptr (JsonObject) field = json_object_new ();
  BureauFieldEditor *editor;

  json_object_set_string_member (field, "name", name);
  json_object_set_string_member (field, "title", title);
  json_object_set_string_member (field, "type", "date");
  editor = bureau_field_editor_new (field, TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (bureau_field_editor_get_row (editor)));
  return editor;
}

/* FALSE where one of the days is missing or none; its row says so. */
static gboolean
read_days (BureauOwnDays *self, JsonObject *days)
{
  BureauFieldEditor *const editors[] = { self->first, self->last };

  for (guint i = 0; i < G_N_ELEMENTS (editors); i++)
    {
      if (!bureau_field_editor_read (editors[i], days))
        return FALSE;
      if (bureau_json_get_string (days, bureau_field_editor_get_name (editors[i])) == NULL)
        {
          bureau_field_editor_set_problem (editors[i], _ ("This has to be filled in"));
          return FALSE;
        }
    }
  return TRUE;
}

static void
choose_cb (BureauOwnDays *self)
{
  g_autoptr (JsonObject) days = json_object_new ();
  const char *first, *last;
  g_autofree char *range = NULL;

  if (!read_days (self, days))
    return;
  first = bureau_json_get_string (days, "first");
  last = bureau_json_get_string (days, "last");
  if (strcmp (first, last) > 0)
    {
      bureau_field_editor_set_problem (self->last, _ ("This is before the first day"));
      return;
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  range = g_strconcat (first, "..", last, NULL);
  g_signal_emit (self, signals[CHOSEN], 0, range);
}

static GtkWidget *
make_form (BureauOwnDays *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE,
                                  "css-classes", (const char *const[]){ "boxed-list", NULL }, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show These Days"));

  self->first = add_day (list, "first", _ ("First Day"));
  self->last = add_day (list, "last", _ ("Last Day"));
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (box, 260, -1);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
bureau_own_days_dispose (GObject *object)
{
  BureauOwnDays *self = BUREAU_OWN_DAYS (object);

  g_clear_object (&self->first);
  g_clear_object (&self->last);
  G_OBJECT_CLASS (bureau_own_days_parent_class)->dispose (object);
}

static void
bureau_own_days_class_init (BureauOwnDaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_own_days_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", BUREAU_TYPE_OWN_DAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bureau_own_days_init (BureauOwnDays *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic",
                               "popover", popover, "tooltip-text", _ ("Own Days"), NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), make_form (self));
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * bureau_own_days_new:
 * @label: what people call the time
 *
 * Returns: (transfer floating): its button
 */
GtkWidget *
bureau_own_days_new (const char *label)
{
  BureauOwnDays *self = g_object_new (BUREAU_TYPE_OWN_DAYS, NULL);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, _ ("Own Days"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  return GTK_WIDGET (self);
}

/**
 * bureau_own_days_show:
 * @range: (nullable): "2026-11-01..2026-11-30"; anything else is no days of their own
 */
void
bureau_own_days_show (BureauOwnDays *self, const char *range)
{
  const char *dots = range != NULL ? strstr (range, "..") : NULL;
  g_autofree char *from = dots != NULL ? g_strndup (range, dots - range) : NULL;
  g_autoptr (JsonNode) first = from != NULL ? json_node_init_string (json_node_alloc (), from)
                                            : NULL;
  g_autoptr (JsonNode) last = dots != NULL ? json_node_init_string (json_node_alloc (), dots + 2)
                                           : NULL;

  bureau_field_editor_set_value (self->first, first, NULL);
  bureau_field_editor_set_value (self->last, last, NULL);
}
