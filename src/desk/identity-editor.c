/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/identity-editor.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/text-row.h"
#include "desk/toast.h"
#include "memory/setting-check.h"
#include "widgets/row-name.h"

struct _BureauIdentityEditor
{
  AdwNavigationPage parent_instance;

  GtkEditable *name;
  GtkEditable *address;
  GObject *signature;
  GtkWidget *removal;
};

G_DEFINE_FINAL_TYPE (BureauIdentityEditor, bureau_identity_editor, ADW_TYPE_NAVIGATION_PAGE)

static guint done_signal;

static void
finish (BureauIdentityEditor *self, JsonObject *identity)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  g_signal_emit (self, done_signal, 0, identity);
  if (dialog != NULL)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

static void
save_cb (BureauIdentityEditor *self)
{
  const char *address = gtk_editable_get_text (self->address);
  g_autofree char *signature = NULL;
  g_autoptr (JsonObject) identity = json_object_new ();

  if (*address != '\0' && !bureau_address_check (address))
    {
      bureau_toast_say (
          GTK_WIDGET (self),
          _ ("This is no address. Type one such as anna@example.org, or leave it empty."));
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }
  g_object_get (self->signature, "text", &signature, NULL);
  json_object_set_string_member (identity, "name", gtk_editable_get_text (self->name));
  json_object_set_string_member (identity, "address", address);
  json_object_set_string_member (identity, "signature", signature);
  finish (self, identity);
}

static void
remove_cb (BureauIdentityEditor *self)
{
  finish (self, NULL);
}

static void
bureau_identity_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_IDENTITY_EDITOR);
  G_OBJECT_CLASS (bureau_identity_editor_parent_class)->dispose (object);
}

static void
bureau_identity_editor_class_init (BureauIdentityEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_identity_editor_dispose;
  done_signal = g_signal_new ("done", BUREAU_TYPE_IDENTITY_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  g_type_ensure (BUREAU_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/identity-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauIdentityEditor, name);
  gtk_widget_class_bind_template_child (widget_class, BureauIdentityEditor, address);
  gtk_widget_class_bind_template_child (widget_class, BureauIdentityEditor, signature);
  gtk_widget_class_bind_template_child (widget_class, BureauIdentityEditor, removal);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
bureau_identity_editor_init (BureauIdentityEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_row_name_entries (GTK_WIDGET (self));
}

static void
set_text (GtkEditable *editable, JsonObject *identity, const char *member)
{
  const char *text = bureau_json_get_string (identity, member);

  gtk_editable_set_text (editable, text != NULL ? text : "");
}

/**
 * bureau_identity_editor_new:
 * @identity: {"name"?,"address"?,"signature"?}
 * @is_removable: whether it may be removed
 *
 * Returns: (transfer floating): the page, to be pushed
 */
BureauIdentityEditor *
bureau_identity_editor_new (JsonObject *identity, gboolean is_removable)
{
  BureauIdentityEditor *self = g_object_new (BUREAU_TYPE_IDENTITY_EDITOR, NULL);
  const char *signature = bureau_json_get_string (identity, "signature");

  set_text (self->name, identity, "name");
  set_text (self->address, identity, "address");
  g_object_set (self->signature, "text", signature != NULL ? signature : "", NULL);
  gtk_widget_set_visible (self->removal, is_removable);
  return self;
}
