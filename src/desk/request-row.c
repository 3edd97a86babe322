/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/request-row.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/progress-view.h"
#include "memory/presence.h"
#include "memory/request.h"
#include "memory/scratch.h"

#define LOOK_MS 500

struct _BureauRequestRow
{
  AdwActionRow parent_instance;

  BureauMemory *memory;
  char *button_label;
  gint64 request; /* that is waited for; 0: none */
  guint looking;  /* how far it is */
  guint turn;     /* an answer of an earlier one is not shown */

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
show_answer (BureauRequestRow *self, JsonObject *row)
{
  gboolean ok = g_strcmp0 (bureau_json_get_string (row, "state"), "done") == 0;
  g_autoptr (JsonNode) result = NULL;
  const char *text = bureau_json_get_string (row, "error");

  if (ok && bureau_json_get_string (row, "result") != NULL)
    result = bureau_json_parse (bureau_json_get_string (row, "result"), -1, NULL);
  if (result != NULL && JSON_NODE_HOLDS_OBJECT (result))
    text = get_text (json_node_get_object (result));
  bureau_request_row_say (self, ok, text != NULL ? text : _ ("Done."));
  g_signal_emit (self, answered_signal, 0);
}

/* Asking ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauRequestRow *row;
  BureauMemory *memory;
  char *kind;
  JsonObject *args;
  guint turn;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_clear_object (&self->row);
  g_clear_object (&self->memory);
  g_free (self->kind);
  g_clear_pointer (&self->args, json_object_unref);
  g_free (self);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Asking *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;
  gint64 request = dex_await_int64 (
      bureau_request_ask (self->memory, &bureau_decision_cause, self->kind, self->args), &error);

  if (error == NULL)
    {
      if (self->turn == self->row->turn)
        self->row->request = request;
      answer = dex_await_boxed (bureau_request_wait (self->memory, request), &error);
    }
  if (self->turn != self->row->turn)
    return dex_future_new_true ();
  self->row->request = 0;
  g_clear_handle_id (&self->row->looking, g_source_remove);
  if (answer != NULL)
    show_answer (self->row, answer);
  else
    bureau_request_row_say (self->row, FALSE, error->message);
  return dex_future_new_true ();
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
  g_autofree char *key = g_strdup_printf ("request:%" G_GINT64_FORMAT ":progress", self->request);

  if (self->request != 0)
    dex_future_disown (dex_future_finally (bureau_scratch_read (self->memory, key), looked_cb,
                                           g_object_ref (self), g_object_unref));
  return G_SOURCE_CONTINUE;
}

static void
withdraw (BureauRequestRow *self)
{
  self->turn++;
  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->request != 0)
    dex_future_disown (bureau_request_withdraw (self->memory, &bureau_decision_cause, self->request,
                                                "It was cancelled."));
  self->request = 0;
}

static void
cancel_cb (BureauRequestRow *self)
{
  withdraw (self);
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

  if (self->request != 0)
    dex_future_disown (bureau_request_withdraw_unbegun (self->memory, &bureau_decision_cause,
                                                        self->request, "It was cancelled."));
  self->request = 0;
  withdraw (self);
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
  Asking *asking = g_new0 (Asking, 1);

  g_set_object (&self->memory, memory);
  withdraw (self);
  show_progress (self, say_waiting (memory));
  self->looking = g_timeout_add (LOOK_MS, look_cb, self);
  asking->row = g_object_ref (self);
  asking->memory = g_object_ref (memory);
  asking->kind = g_strdup (kind);
  asking->args = json_object_ref (args);
  asking->turn = self->turn;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, ask_fiber, asking, asking_free));
}
