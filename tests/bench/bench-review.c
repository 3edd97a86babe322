/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-review WORKSPACE N: all N drafts that wait are gone through by keyboard, once turning only
 * and once deciding. What is measured is our own time: from the key event's arrival in this process
 * to the end of the first frame that has the next draft in it. A frame that was asked for with
 * nothing to do is beside it. Needs a display (build-aux/with-display) and xdotool. */
#include <stdio.h>

#include "desk/commands.h"
#include "desk/draft-page.h"
#include "thread-time.h"
#include "window/explorer.h"

#include "bureau-desk-resources.h"

typedef struct
{
  GtkApplication *application;
  Stage *stage;
  BureauDraftPage *page;
  gint64 pressed; /* when the key came, monotonic microseconds; 0: it has not */
  double worked;  /* by this thread until then, in milliseconds */
  double queued;  /* the same, while others had the cores */
  gint64 before;  /* the draft that was shown then */
  gboolean is_shown;
  GArray *spans; /* double, in milliseconds */
  GArray *works; /* of them, those at work */
  GArray *lefts; /* of them, those that are left without waiting for a core */
} Bench;

static gboolean
is_draft_page (GtkWidget *widget, gpointer data)
{
  return BUREAU_IS_DRAFT_PAGE (widget);
}

static void
find_page (Bench *self)
{
  GtkWidget *window = GTK_WIDGET (stage_get_window (self->stage));

  while (self->page == NULL)
    {
      g_autoptr (GPtrArray) pages = explorer_find (window, is_draft_page, NULL);

      if (pages->len > 0)
        self->page = pages->pdata[0]; /* the window keeps it */
      else
        stage_settle (self->stage); /* the rows come first, what is chosen of them a moment later */
    }
}

/* One span
 * -----------------------------------------------------------------------------------------
 */

static void
begin (Bench *self)
{
  self->pressed = g_get_monotonic_time ();
  self->worked = thread_time_worked ();
  self->queued = thread_time_queued ();
}

static void
note (Bench *self)
{
  double span = (double)(g_get_monotonic_time () - self->pressed) / 1000;
  double work = thread_time_worked () - self->worked;
  double left = span - (thread_time_queued () - self->queued);

  g_array_append_val (self->spans, span);
  g_array_append_val (self->works, work);
  g_array_append_val (self->lefts, left);
  self->pressed = 0;
  self->is_shown = TRUE;
}

static gboolean
key_cb (Bench *self, guint keyval)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_Down)
    begin (self);
  return GDK_EVENT_PROPAGATE;
}

static void
after_paint_cb (Bench *self)
{
  gint64 draft = bureau_draft_page_get_draft (self->page);

  if (self->pressed != 0 && draft != 0 && draft != self->before
      && bureau_draft_page_get_edit (self->page) != NULL)
    note (self);
}

/* An application is what answers keys. */
static void
add_keys (Bench *self)
{
  self->application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, NULL);
  bureau_commands_add_shortcuts (self->application);
  gtk_application_add_window (self->application, GTK_WINDOW (stage_get_window (self->stage)));
}

static void
watch (Bench *self)
{
  GtkWidget *window = GTK_WIDGET (stage_get_window (self->stage));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (window, keys);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint",
                            G_CALLBACK (after_paint_cb), self);
}

/* As a person: the next key comes once all is at rest. */
static void
press (Bench *self, const char *key)
{
  const char *command[] = { "xdotool", "key", key, NULL };
  g_autoptr (GError) error = NULL;

  stage_settle (self->stage);
  self->before = bureau_draft_page_get_draft (self->page);
  self->is_shown = FALSE;
  g_spawn_async (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  while (!self->is_shown)
    g_main_context_iteration (NULL, TRUE);
}

static void
draw_nothing (Bench *self)
{
  stage_settle (self->stage);
  self->before = 0;
  begin (self);
  self->is_shown = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (stage_get_window (self->stage)));
  while (!self->is_shown)
    g_main_context_iteration (NULL, TRUE);
}

/* Reports
 * ------------------------------------------------------------------------------------------
 */

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a;
  double other = *(const double *)b;

  return one < other ? -1 : one > other;
}

/* Returns the 95th of a hundred; forgets all. */
static double
say (const char *name, GArray *spans)
{
  double p95;

  g_array_sort (spans, compare);
  p95 = g_array_index (spans, double, spans->len * 95 / 100);
  printf ("%-28s p50 %6.2f  p95 %6.2f  worst %6.2f ms  (%u times)\n", name,
          g_array_index (spans, double, spans->len / 2), p95,
          g_array_index (spans, double, spans->len - 1), spans->len);
  fflush (stdout);
  g_array_set_size (spans, 0);
  return p95;
}

static double
report (Bench *self, const char *name)
{
  double p95 = say (name, self->spans);

  say ("  of that at work", self->works);
  say ("  with a core at once", self->lefts);
  return p95;
}

static void
run (Bench *self, guint n)
{
  double frame, turn, decision;

  for (guint i = 1; i < n; i++)
    draw_nothing (self);
  frame = report (self, "a frame");
  for (guint i = 1; i < n; i++)
    press (self, "alt+Down");
  turn = report (self, "key to the next draft");
  for (guint i = 1; i < n; i++)
    press (self, "ctrl+Return");
  decision = report (self, "decision to the next draft");
  printf ("p95 of a decision: %.1f x a frame, %.1f x turning\n", decision / frame, decision / turn);
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (double));
  Bench self = { .spans = spans, .works = works, .lefts = lefts };

  if (argc != 3)
    return 2;
  adw_init ();
  bureau_desk_register_resource ();
  self.stage = stage_new (argv[1], STAGE_FULL, 1280, 800);
  find_page (&self);
  add_keys (&self);
  watch (&self);
  run (&self, (guint)g_ascii_strtoull (argv[2], NULL, 10));
  stage_free (self.stage);
  g_clear_object (&self.application);
  return 0;
}
