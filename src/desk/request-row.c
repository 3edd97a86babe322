/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/request-row.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "desk/inquiry.h"
#include "desk/progress-view.h"
#include "memory/presence.h"
#include "memory/scratch.h"

#define LOOK_MS 500

struct _BureauRequestRow
{
  AdwActionRow parent_instance;

  BureauMemory *memory;
  char *button_label;
  BureauInquiry *inquiry;
  guint looking; /* how far it is */

  GtkStack *states;
  GtkImage *mark;
};

G_DEFINE_FINAL_TYPE (BureauRequestRow, bureau_request_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_BUTTON_LABEL = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint asked_signal;
static guint answered_signal;

/* Shown -----------------------------------------------------------------------------------------
 */

static void
show_progress (BureauRequestRow *self, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (self->mark), FALSE);
  g_object_set (self, "subtitle", text, NULL);
  gtk_stack_set_visible_child_name (self->states, "doing");
}

/**
 * bureau_request_row_say:
 * @ok: whether it went well
 * @text: one sentence
 *
 * Shows an answer in the row's place.
 */
void
bureau_request_row_say (BureauRequestRow *self, gboolean ok, const char *text)
{
  g_return_if_fail (BUREAU_IS_REQUEST_ROW (self));

  if (self->states == NULL)
    return;
  g_object_set (self, "subtitle", text, NULL);
  gtk_image_set_from_icon_name (self->mark,
                                ok ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), TRUE);
  gtk_stack_set_visible_child_name (self->states, "ask");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Why it takes longer than one would think. */
static const char *
say_waiting (BureauMemory *memory)
{
  if (bureau_presence_get_trouble (memory) != NULL)
    return _ ("The agents cannot work now; this is done as soon as they can.");
  if (!bureau_memory_is_engine (memory) && bureau_presence_get_pid (memory) == 0)
    return _ ("Nobody runs the agents now; this is done as soon as somebody does.");
  return _ ("One moment…");
}

/* What an answer says: the verdict of a test, the path of a snapshot. */
static const char *
get_text (JsonObject *result)
{
  const char *verdict = bureau_json_get_string (result, "verdict");

  return verdict != NULL ? verdict : bureau_json_get_string (result, "path");
}

static void
answered_cb (BureauRequestRow *self, const char *result, const char *problem)
{
  g_autoptr (JsonObject) object = bureau_json_text_to_object (result);
  const char *text = object != NULL ? get_text (object) : problem;

  g_clear_handle_id (&self->looking, g_source_remove);
  bureau_request_row_say (self, problem == NULL, text != NULL ? text : _ ("Done."));
  g_signal_emit (self, answered_signal, 0);
}

/* How far a long one is, which no entry of the journal says. */
static DexFuture *
looked_cb (DexFuture *future, gpointer data)
{
  BureauRequestRow *self = data;
  g_autofree char *text = dex_await_string (dex_ref (future), NULL);
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autofree char *says = NULL;

  if (text == NULL || self->looking == 0 || !bureau_progress_take (progress, text))
    return NULL;
  says = bureau_progress_say (progress);
  g_object_set (self, "subtitle", says, NULL);
  return NULL;
}

static gboolean
look_cb (gpointer data)
{
  BureauRequestRow *self = data;
  gint64 request = bureau_inquiry_get_request (self->inquiry);
  g_autofree char *key = g_strdup_printf ("request:%" G_GINT64_FORMAT ":progress", request);

  if (request != 0)
    dex_future_disown (dex_future_finally (bureau_scratch_read (self->memory, key), looked_cb,
                                           g_object_ref (self), g_object_unref));
  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (BureauRequestRow *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  bureau_inquiry_withdraw (self->inquiry, "It was cancelled.");
  bureau_request_row_say (self, FALSE, _ ("Cancelled."));
}

static void
asked_cb (BureauRequestRow *self)
{
  g_signal_emit (self, asked_signal, 0);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_request_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_REQUEST_ROW (object)->button_label);
}

static void
bureau_request_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (g_set_str (&BUREAU_REQUEST_ROW (object)->button_label, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

/* Whoever closes the page waits no more. What was not begun is not done later; a snapshot that is
 * being made goes on, and the window tells how far it is. */
static void
bureau_request_row_unroot (GtkWidget *widget)
{
  BureauRequestRow *self = BUREAU_REQUEST_ROW (widget);

  g_clear_handle_id (&self->looking, g_source_remove);
  bureau_inquiry_leave (self->inquiry, "It was cancelled.");
  GTK_WIDGET_CLASS (bureau_request_row_parent_class)->unroot (widget);
}

static void
bureau_request_row_dispose (GObject *object)
{
  BureauRequestRow *self = BUREAU_REQUEST_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_REQUEST_ROW);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->button_label, g_free);
  G_OBJECT_CLASS (bureau_request_row_parent_class)->dispose (object);
  g_clear_object (&self->inquiry);
}

static void
bureau_request_row_class_init (BureauRequestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bureau_request_row_get_property;
  object_class->set_property = bureau_request_row_set_property;
  object_class->dispose = bureau_request_row_dispose;
  widget_class->unroot = bureau_request_row_unroot;
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                           | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  asked_signal = g_signal_new ("asked", BUREAU_TYPE_REQUEST_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  answered_signal = g_signal_new ("answered", BUREAU_TYPE_REQUEST_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauRequestRow, states);
  gtk_widget_class_bind_template_child (widget_class, BureauRequestRow, mark);
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
bureau_request_row_init (BureauRequestRow *self)
{
  self->inquiry = bureau_inquiry_new ();
  g_signal_connect_object (self->inquiry, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_request_row_ask:
 * @memory: the open workspace
 * @kind: of the request
 * @args: what the kind takes
 *
 * Asks the engine and shows its answer: the result's "verdict" or "path", or why it failed.
 */
void
bureau_request_row_ask (BureauRequestRow *self, BureauMemory *memory, const char *kind,
                        JsonObject *args)
{
  g_set_object (&self->memory, memory);
  show_progress (self, say_waiting (memory));
  g_clear_handle_id (&self->looking, g_source_remove);
  self->looking = g_timeout_add (LOOK_MS, look_cb, self);
  bureau_inquiry_ask (self->inquiry, memory, kind, args);
}
