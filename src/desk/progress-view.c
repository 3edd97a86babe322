/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/progress-view.h"

#include <glib/gi18n.h>

#define PULSE_MS 150

struct _BureauProgressView
{
  GtkBox parent_instance;

  char *title;
  BureauProgress *progress;
  gulong handler;
  guint pulse;

  GtkProgressBar *bar;
  GtkLabel *words;
  GtkButton *cancel;
};

G_DEFINE_FINAL_TYPE (BureauProgressView, bureau_progress_view, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint cancelled_signal;

/* In words ---------------------------------------------------------------------------------------
 */

static char *
say_reading (const BureauProgressState *state, int percent)
{
  guint n = (guint)MAX (state->items, 0);

  if (percent < 0)
    return g_strdup (_ ("Reading…"));
  if (n == 0)
    return g_strdup_printf (_ ("%d %% read"), percent);
  return g_strdup_printf (ngettext ("%d %% read, %u is in", "%d %% read, %u are in", n), percent,
                          n);
}

static char *
say_checking (const BureauProgressState *state, int percent)
{
  return g_strdup (_ ("Looking at every page for damage…"));
}

static char *
say_copying (const BureauProgressState *state, int percent)
{
  return percent < 0 ? g_strdup (_ ("Copying…")) : g_strdup_printf (_ ("%d %% copied"), percent);
}

static char *
say_filling (const BureauProgressState *state, int percent)
{
  if (percent < 0)
    return g_strdup (_ ("Making the workspace…"));
  return g_strdup_printf (_ ("The agents have read %d of %d messages"), (int)state->done,
                          (int)state->total);
}

static char *
say_writing (const BureauProgressState *state, int percent)
{
  return percent < 0 ? g_strdup (_ ("Writing…")) : g_strdup_printf (_ ("%d %% written"), percent);
}

static char *(*const sayings[]) (const BureauProgressState *state, int percent) = {
  [BUREAU_PHASE_READING] = say_reading, [BUREAU_PHASE_CHECKING] = say_checking,
  [BUREAU_PHASE_COPYING] = say_copying, [BUREAU_PHASE_FILLING] = say_filling,
  [BUREAU_PHASE_WRITING] = say_writing,
};

/**
 * bureau_progress_say:
 *
 * Returns: (transfer full): how far it is, in words
 */
char *
bureau_progress_say (BureauProgress *progress)
{
  BureauProgressState state;

  if (bureau_progress_is_cancelled (progress))
    return g_strdup (_ ("Ending…"));
  bureau_progress_get (progress, &state);
  return sayings[state.phase](&state, bureau_progress_get_percent (progress));
}

/* Shown ------------------------------------------------------------------------------------------
 */

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (((BureauProgressView *)data)->bar);
  return G_SOURCE_CONTINUE;
}

static void
show_share (BureauProgressView *self, int percent)
{
  if (percent >= 0)
    {
      g_clear_handle_id (&self->pulse, g_source_remove);
      gtk_progress_bar_set_fraction (self->bar, percent / 100.0);
    }
  else if (self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
}

static void
update (BureauProgressView *self)
{
  g_autofree char *says = bureau_progress_say (self->progress);

  gtk_label_set_label (self->words, says);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  says, -1);
  show_share (self, bureau_progress_get_percent (self->progress));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel),
                            !bureau_progress_is_cancelled (self->progress));
}

static void
cancel_cb (BureauProgressView *self)
{
  bureau_progress_cancel (self->progress);
  update (self);
  g_signal_emit (self, cancelled_signal, 0);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static gboolean
is_shown_cb (GtkWidget *widget, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
bureau_progress_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_PROGRESS_VIEW (object)->title);
}

static void
bureau_progress_view_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  if (g_set_str (&BUREAU_PROGRESS_VIEW (object)->title, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
bureau_progress_view_dispose (GObject *object)
{
  BureauProgressView *self = BUREAU_PROGRESS_VIEW (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->progress != NULL)
    g_clear_signal_handler (&self->handler, self->progress);
  g_clear_object (&self->progress);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_PROGRESS_VIEW);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (bureau_progress_view_parent_class)->dispose (object);
}

static void
bureau_progress_view_class_init (BureauProgressViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bureau_progress_view_get_property;
  object_class->set_property = bureau_progress_view_set_property;
  object_class->dispose = bureau_progress_view_dispose;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                    | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  cancelled_signal = g_signal_new ("cancelled", BUREAU_TYPE_PROGRESS_VIEW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/progress-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauProgressView, bar);
  gtk_widget_class_bind_template_child (widget_class, BureauProgressView, words);
  gtk_widget_class_bind_template_child (widget_class, BureauProgressView, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_shown_cb);
}

static void
bureau_progress_view_init (BureauProgressView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_progress_view_new:
 * @title: what it is
 *
 * Returns: (transfer floating): follows nothing yet
 */
GtkWidget *
bureau_progress_view_new (const char *title)
{
  return g_object_new (BUREAU_TYPE_PROGRESS_VIEW, "title", title, NULL);
}

/**
 * bureau_progress_view_follow:
 *
 * Shows this progress from now on.
 */
void
bureau_progress_view_follow (BureauProgressView *self, BureauProgress *progress)
{
  g_return_if_fail (BUREAU_IS_PROGRESS_VIEW (self));

  if (self->progress != NULL)
    g_clear_signal_handler (&self->handler, self->progress);
  g_set_object (&self->progress, progress);
  self->handler = g_signal_connect_object (progress, "changed", G_CALLBACK (update), self,
                                           G_CONNECT_SWAPPED);
  update (self);
}
