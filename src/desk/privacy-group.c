/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/privacy-group.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/undo-toast.h"
#include "memory/private.h"

struct _BureauPrivacyGroup
{
  AdwPreferencesGroup parent_instance;

  BureauMemory *memory;
  gint64 id;
  gboolean is_private; /* as memory has it, or will in a moment */

  AdwSwitchRow *mark;
};

G_DEFINE_FINAL_TYPE (BureauPrivacyGroup, bureau_privacy_group, ADW_TYPE_PREFERENCES_GROUP)

static void
take (BureauPrivacyGroup *self, gboolean is_private)
{
  self->is_private = is_private;
  adw_switch_row_set_active (self->mark, is_private);
}

static DexFuture *
refused_cb (DexFuture *future, gpointer data)
{
  BureauPrivacyGroup *self = data;

  if (self->mark != NULL)
    take (self, !self->is_private);
  return NULL;
}

static void
active_cb (BureauPrivacyGroup *self)
{
  gboolean wanted = adw_switch_row_get_active (self->mark);
  DexFuture *stored;

  if (self->memory == NULL || wanted == self->is_private)
    return;
  self->is_private = wanted;
  stored = bureau_private_set (self->memory, &bureau_decision_cause, self->id, wanted);
  dex_future_disown (
      dex_future_catch (dex_ref (stored), refused_cb, g_object_ref (self), g_object_unref));
  bureau_undo_toast_follow (GTK_WIDGET (self), self->memory, stored, self->id,
                            wanted ? _ ("Kept from providers") : _ ("Providers may see it"));
}

static void
bureau_privacy_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_PRIVACY_GROUP);
  g_clear_object (&BUREAU_PRIVACY_GROUP (object)->memory);
  G_OBJECT_CLASS (bureau_privacy_group_parent_class)->dispose (object);
}

static void
bureau_privacy_group_class_init (BureauPrivacyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_privacy_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/privacy-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauPrivacyGroup, mark);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
bureau_privacy_group_init (BureauPrivacyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
explain (JsonObject *thread)
{
  if (bureau_json_get_boolean (thread, "private_source"))
    return _ ("The message it was read from is marked, so no model sees this either.");
  return _ ("No model gets to see it. Rules on this computer still work on it.");
}

/**
 * bureau_privacy_group_show:
 * @memory: where the mark is set
 * @thread: as bureau_record_thread() gives it
 *
 * Shows whether it is marked now; nothing for drafts and runs, which are as private as what they
 * are about.
 */
void
bureau_privacy_group_show (BureauPrivacyGroup *self, BureauMemory *memory, JsonObject *thread)
{
  gboolean can_be = json_object_has_member (thread, "private");

  gtk_widget_set_visible (GTK_WIDGET (self), can_be);
  if (!can_be)
    return;
  g_set_object (&self->memory, memory);
  self->id = bureau_json_get_id (bureau_json_get_object (thread, "record"), "id");
  g_object_set (self->mark, "subtitle", explain (thread), NULL);
  take (self, bureau_json_get_boolean (thread, "private"));
}
