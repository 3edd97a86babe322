/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-page.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/repeat.h"
#include "base/text.h"
#include "desk/banners.h"
#include "desk/decision.h"
#include "desk/field-edit.h"
#include "desk/own-collections.h"
#include "desk/privacy-group.h"
#include "desk/record-events.h"
#include "desk/record-load.h"
#include "desk/record-sheet.h"
#include "desk/record-words.h"
#include "desk/related.h"
#include "desk/run-workflow.h"
#include "desk/undo-toast.h"
#include "memory/record.h"

#define MAX_TEXT_BYTES 20000

struct _BureauRecordPage
{
  AdwNavigationPage parent_instance;

  BureauMemory *memory;
  char *collection;
  gint64 id;
  char *problem;
  BureauRecordSheet *sheet;
  char *around; /* the records around it as they are shown, to see whether they changed */
  BureauRepeat *reading;

  AdwWindowTitle *heading;
  AdwViewStack *states;
  GtkWidget *menu;
  GtkWidget *review;
  GtkListBox *fields;
  GtkListBox *others;
  GtkWidget *others_group;
  GtkWidget *text_group;
  GtkTextView *text;
  BureauPrivacyGroup *privacy;
  GtkBox *related;
  BureauRecordEvents *events;
};

G_DEFINE_FINAL_TYPE (BureauRecordPage, bureau_record_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PROBLEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Heading ----------------------------------------------------------------------------------------
 */

static void
show_heading (BureauRecordPage *self, JsonObject *thread)
{
  JsonObject *document = bureau_json_get_object (thread, "document");
  g_autofree char *title = bureau_record_words_title (thread);
  const char *state = bureau_record_words_get (thread, "state");
  gboolean is_message = g_str_equal (self->collection, "messages");
  gboolean waits = g_str_equal (self->collection, "drafts")
                   && (g_strcmp0 (state, "drafted") == 0 || g_strcmp0 (state, "edited") == 0);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (
      self->heading, document != NULL ? bureau_json_get_string (document, "title")
                                      : bureau_own_collection_get_title (self->collection));
  gtk_widget_set_visible (self->menu, document != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.run", document != NULL || is_message);
  gtk_widget_set_visible (self->review, waits);
}

/* The words of a message or a draft --------------------------------------------------------------
 */

static void
show_text (BureauRecordPage *self, JsonObject *thread)
{
  const char *name = g_str_equal (self->collection, "messages") ? "text" : "body";
  gboolean has_text = g_str_equal (self->collection, "messages")
                      || g_str_equal (self->collection, "drafts");
  const char *text = has_text ? bureau_record_words_get (thread, name) : NULL;
  g_autofree char *visible = bureau_text_visible (text != NULL ? text : "", NULL);
  g_autofree char *shown = bureau_text_shorten (visible, MAX_TEXT_BYTES);

  gtk_widget_set_visible (self->text_group, *shown != '\0');
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), shown, -1);
}

/* Loading ----------------------------------------------------------------------------------------
 */

static void
show_around (BureauRecordPage *self, JsonObject *thread)
{
  JsonArray *around = bureau_json_get_array (thread, "related");
  g_autofree char *text = NULL;

  if (around == NULL)
    around = bureau_json_get_array (thread, "about");
  text = around != NULL ? bureau_json_print_array (around) : g_strdup ("");
  if (g_set_str (&self->around, text))
    bureau_related_fill (self->related, thread);
}

static void
show_thread (BureauRecordPage *self, JsonObject *thread)
{
  g_set_str (&self->collection, bureau_json_get_string (thread, "collection"));
  show_heading (self, thread);
  bureau_record_sheet_fill (self->sheet, thread);
  gtk_widget_set_visible (self->others_group,
                          gtk_list_box_get_row_at_index (self->others, 0) != NULL);
  show_text (self, thread);
  bureau_privacy_group_show (self->privacy, self->memory, thread);
  show_around (self, thread);
  bureau_record_events_show (self->events, self->memory, self->id, thread);
  adw_view_stack_set_visible_child_name (self->states, "record");
}

static void
show_problem (BureauRecordPage *self, const GError *error)
{
  if (g_set_str (&self->problem, error->message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  gtk_widget_set_visible (self->menu, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.run", FALSE);
  adw_view_stack_set_visible_child_name (self->states, "problem");
}

static DexFuture *
thread_read_cb (DexFuture *future, gpointer data)
{
  BureauRecordPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) thread = dex_await_boxed (dex_ref (future), &error);

  if (self->states == NULL)
    return NULL;
  if (thread != NULL)
    show_thread (self, thread);
  else
    show_problem (self, error);
  return NULL;
}

/* What is not seen is read when it is seen again. */
static DexFuture *
load (gpointer data)
{
  BureauRecordPage *self = data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return dex_future_new_true ();
  return dex_future_finally (bureau_record_load_thread (self->memory, self->collection, self->id),
                             thread_read_cb, g_object_ref (self), g_object_unref);
}

static void
changed_cb (BureauRecordPage *self)
{
  bureau_repeat_ask (self->reading);
}

/* Acts -------------------------------------------------------------------------------------------
 */

static BureauFieldEdit
make_edit (BureauRecordPage *self, BureauFieldEditor *editor)
{
  return (BureauFieldEdit){ GTK_WIDGET (self), self->memory, self->collection, self->id, editor };
}

static void
edited_cb (BureauRecordPage *self, BureauFieldEditor *editor, JsonObject *changes)
{
  BureauFieldEdit edit = make_edit (self, editor);

  bureau_field_edit_store (&edit, changes);
}

static void
picks_cb (BureauRecordPage *self, BureauFieldEditor *editor, const char *collection)
{
  BureauFieldEdit edit = make_edit (self, editor);

  bureau_field_edit_pick (&edit, collection);
}

static void
opened_cb (BureauRecordPage *self, gint64 id)
{
  g_signal_emit (self, signals[OPENED], 0, id);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauRecordPage *self = BUREAU_RECORD_PAGE (widget);

  bureau_run_workflow_about (widget, self->memory, self->collection, self->id);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0, g_variant_get_int64 (parameter));
}

static void
review_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.open", "x", BUREAU_RECORD_PAGE (widget)->id);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauRecordPage *self = BUREAU_RECORD_PAGE (widget);
  g_autofree char *says = g_strdup_printf (_ ("“%s” deleted"),
                                           adw_window_title_get_title (self->heading));

  bureau_undo_toast_follow (
      widget, self->memory,
      bureau_record_remove (self->memory, &bureau_decision_cause, self->collection, self->id),
      self->id, says);
}

/* A status page reads its description as markup. */
static char *
escape_cb (GObject *object, const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_record_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bureau_record_page_parent_class)->map (widget);
  changed_cb (BUREAU_RECORD_PAGE (widget));
}

static void
bureau_record_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_RECORD_PAGE (object)->problem);
}

static void
bureau_record_page_dispose (GObject *object)
{
  BureauRecordPage *self = BUREAU_RECORD_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_RECORD_PAGE);
  g_clear_pointer (&self->reading, bureau_repeat_free);
  g_clear_object (&self->sheet);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->collection, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->around, g_free);
  G_OBJECT_CLASS (bureau_record_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BUREAU_TYPE_BANNERS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, heading);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, menu);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, review);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, fields);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, others);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, others_group);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, text_group);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, text);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, related);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, privacy);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordPage, events);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
}

static void
bureau_record_page_class_init (BureauRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bureau_record_page_get_property;
  object_class->dispose = bureau_record_page_dispose;
  widget_class->map = bureau_record_page_map;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_install_action (widget_class, "record.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "record.review", NULL, review_cb);
  gtk_widget_class_install_action (widget_class, "record.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "record.delete", NULL, delete_cb);
  g_type_ensure (BUREAU_TYPE_PRIVACY_GROUP);
  g_type_ensure (BUREAU_TYPE_RECORD_EVENTS);
  bind_template (widget_class);
}

static void
bureau_record_page_init (BureauRecordPage *self)
{
  self->reading = bureau_repeat_new (load, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.run", FALSE);
  self->sheet = bureau_record_sheet_new (self->fields, self->others);
  g_signal_connect_object (self->sheet, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "followed", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "picks", G_CALLBACK (picks_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bureau_record_page_new:
 * @collection_or_null: where it is; %NULL where that is to be found out
 * @id: a record, message, draft or run
 *
 * Returns: (transfer floating): its page, which is filled when it is seen
 */
AdwNavigationPage *
bureau_record_page_new (BureauMemory *memory, const char *collection_or_null, gint64 id)
{
  BureauRecordPage *self = g_object_new (BUREAU_TYPE_RECORD_PAGE, NULL);

  self->memory = g_object_ref (memory);
  self->collection = g_strdup (collection_or_null);
  self->id = id;
  g_signal_connect_object (memory, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * bureau_record_page_get_id:
 *
 * Returns: the record that it shows
 */
gint64
bureau_record_page_get_id (BureauRecordPage *self)
{
  return self->id;
}
