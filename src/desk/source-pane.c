/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/source-pane.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/attachments.h"
#include "desk/source-text.h"
#include "desk/words.h"

/* The most lines of the message that stand above the draft in a narrow window. */
#define SHORT_HEIGHT 180
#define SHORT_MINIMUM 120

struct _BureauSourcePane
{
  AdwBin parent_instance;

  JsonObject *message; /* as it is shown */
  JsonArray *evidence;
  gboolean is_short;

  GtkBox *head;
  GtkLabel *asked;
  GtkLabel *sender;
  GtkScrolledWindow *scroll;
  GtkTextView *source;
  BureauAttachments *attachments;
};

G_DEFINE_FINAL_TYPE (BureauSourcePane, bureau_source_pane, ADW_TYPE_BIN)

enum
{
  PROP_IS_SHORT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_short (BureauSourcePane *self, gboolean is_short)
{
  if (self->is_short == is_short)
    return;
  self->is_short = is_short;
  gtk_scrolled_window_set_min_content_height (self->scroll, -1);
  gtk_scrolled_window_set_max_content_height (self->scroll, is_short ? SHORT_HEIGHT : -1);
  gtk_scrolled_window_set_min_content_height (self->scroll, is_short ? SHORT_MINIMUM : -1);
  gtk_scrolled_window_set_propagate_natural_height (self->scroll, is_short);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroll), !is_short);
  gtk_widget_set_vexpand (GTK_WIDGET (self), !is_short);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SHORT]);
}

static void
show_message (BureauSourcePane *self)
{
  g_autofree char *sender = bureau_words_mailbox (
      bureau_json_get_string (self->message, "sender_name"),
      bureau_json_get_string (self->message, "sender_address"));

  gtk_label_set_label (self->sender, sender);
  gtk_label_set_label (self->asked, bureau_json_get_string (self->message, "subject"));
  bureau_source_text_fill (self->source, bureau_json_get_string (self->message, "text"),
                           self->evidence, bureau_json_get_id (self->message, "id"));
}

static gboolean
is_same (BureauSourcePane *self, JsonObject *message, JsonArray *evidence)
{
  return self->message != NULL && message != NULL && json_object_equal (self->message, message)
         && (self->evidence == evidence
             || (self->evidence != NULL && evidence != NULL
                 && json_array_equal (self->evidence, evidence)));
}

static void
clear (BureauSourcePane *self)
{
  g_clear_pointer (&self->message, json_object_unref);
  g_clear_pointer (&self->evidence, json_array_unref);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_source_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, BUREAU_SOURCE_PANE (object)->is_short);
}

static void
bureau_source_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_short (BUREAU_SOURCE_PANE (object), g_value_get_boolean (value));
}

static void
bureau_source_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_SOURCE_PANE);
  clear (BUREAU_SOURCE_PANE (object));
  G_OBJECT_CLASS (bureau_source_pane_parent_class)->dispose (object);
}

static void
bureau_source_pane_class_init (BureauSourcePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_ATTACHMENTS);
  object_class->get_property = bureau_source_pane_get_property;
  object_class->set_property = bureau_source_pane_set_property;
  object_class->dispose = bureau_source_pane_dispose;
  properties[PROP_IS_SHORT] = g_param_spec_boolean ("is-short", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/source-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauSourcePane, head);
  gtk_widget_class_bind_template_child (widget_class, BureauSourcePane, asked);
  gtk_widget_class_bind_template_child (widget_class, BureauSourcePane, sender);
  gtk_widget_class_bind_template_child (widget_class, BureauSourcePane, scroll);
  gtk_widget_class_bind_template_child (widget_class, BureauSourcePane, source);
  gtk_widget_class_bind_template_child (widget_class, BureauSourcePane, attachments);
}

static void
bureau_source_pane_init (BureauSourcePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_source_pane_show:
 * @memory: where the attachments are
 * @thread: as bureau_draft_thread_load() gives it
 *
 * Shows the message behind a draft. The same message once more leaves the text, and the person's
 * place in it, alone.
 */
void
bureau_source_pane_show (BureauSourcePane *self, BureauMemory *memory, JsonObject *thread)
{
  JsonObject *message = bureau_json_get_object (thread, "message");
  JsonArray *evidence = bureau_json_get_array (thread, "evidence");

  if (is_same (self, message, evidence))
    return;
  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self->head), message != NULL);
  bureau_attachments_show (self->attachments, memory,
                           message != NULL ? bureau_json_get_array (message, "attachments") : NULL,
                           message != NULL ? bureau_json_get_string (message, "sender_address")
                                           : NULL);
  if (message == NULL)
    {
      bureau_source_text_fill (self->source, _ ("This draft answers no message."), NULL, 0);
      return;
    }
  self->message = json_object_ref (message);
  self->evidence = evidence != NULL ? json_array_ref (evidence) : NULL;
  show_message (self);
}
