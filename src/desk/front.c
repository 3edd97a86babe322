/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/front.h"

#include <json-glib/json-glib.h>

#include "desk/opening-page.h"
#include "desk/welcome.h"
#include "desk/working-page.h"

struct _BureauFront
{
  GObject parent_instance;

  AdwViewStack *states; /* the window's, which outlives this */
  char *name;
};

G_DEFINE_FINAL_TYPE (BureauFront, bureau_front, G_TYPE_OBJECT)

static guint begin_signal;

static AdwBin *
get_place (BureauFront *self, const char *state)
{
  return ADW_BIN (adw_view_stack_get_child_by_name (self->states, state));
}

static BureauOpeningPage *
get_opening (BureauFront *self)
{
  AdwBin *place = get_place (self, "opening");

  if (adw_bin_get_child (place) == NULL)
    {
      adw_bin_set_child (place, g_object_new (BUREAU_TYPE_OPENING_PAGE, NULL));
      bureau_opening_page_set_name (BUREAU_OPENING_PAGE (adw_bin_get_child (place)), self->name);
    }
  return BUREAU_OPENING_PAGE (adw_bin_get_child (place));
}

/* A progress that nobody sees goes on pulsing. */
static void
leave_progress (BureauFront *self)
{
  adw_bin_set_child (get_place (self, "working"), NULL);
}

static void
begin_cb (BureauFront *self, const char *kind, JsonObject *answers)
{
  bureau_front_show_opening (self);
  g_signal_emit (self, begin_signal, 0, kind, answers);
}

static void
bureau_front_finalize (GObject *object)
{
  g_free (BUREAU_FRONT (object)->name);
  G_OBJECT_CLASS (bureau_front_parent_class)->finalize (object);
}

static void
bureau_front_class_init (BureauFrontClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_front_finalize;
  begin_signal = g_signal_new ("begin", BUREAU_TYPE_FRONT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, JSON_TYPE_OBJECT);
}

static void
bureau_front_init (BureauFront *self)
{
}

/**
 * bureau_front_new:
 * @states: has a bin for each: "opening", "working" and "welcome"; and what is shown after them,
 *   "open". It outlives the front
 *
 * Returns: (transfer full): where nothing was shown yet
 */
BureauFront *
bureau_front_new (AdwViewStack *states)
{
  BureauFront *self = g_object_new (BUREAU_TYPE_FRONT, NULL);

  self->states = states;
  return self;
}

/**
 * bureau_front_set_name:
 * @name: what the workspace is called
 */
void
bureau_front_set_name (BureauFront *self, const char *name)
{
  g_set_str (&self->name, name);
  if (adw_bin_get_child (get_place (self, "opening")) != NULL)
    bureau_opening_page_set_name (get_opening (self), name);
}

/**
 * bureau_front_seen:
 *
 * A window that is seen before it has anything to show says what it waits for.
 */
void
bureau_front_seen (BureauFront *self)
{
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->states), "opening") == 0)
    get_opening (self);
}

/**
 * bureau_front_show_opening:
 *
 * Says that the workspace is being opened.
 */
void
bureau_front_show_opening (BureauFront *self)
{
  bureau_opening_page_set_name (get_opening (self), self->name);
  adw_view_stack_set_visible_child_name (self->states, "opening");
}

/**
 * bureau_front_show_problem:
 * @problem: why it cannot be opened, in a sentence that says what to do
 */
void
bureau_front_show_problem (BureauFront *self, const char *problem)
{
  bureau_opening_page_set_problem (get_opening (self), problem);
  adw_view_stack_set_visible_child_name (self->states, "opening");
  leave_progress (self);
}

/**
 * bureau_front_show_progress:
 * @progress: of what is done before the workspace can be shown
 *
 * Says how far it is, and lets a person cancel it.
 */
void
bureau_front_show_progress (BureauFront *self, BureauProgress *progress)
{
  adw_bin_set_child (get_place (self, "working"), bureau_working_page_new (progress));
  adw_view_stack_set_visible_child_name (self->states, "working");
}

/**
 * bureau_front_show_welcome:
 *
 * Asks how to begin. What was typed stays where it is asked again.
 */
void
bureau_front_show_welcome (BureauFront *self)
{
  AdwBin *place = get_place (self, "welcome");

  if (adw_bin_get_child (place) == NULL)
    {
      GtkWidget *welcome = g_object_new (BUREAU_TYPE_WELCOME, NULL);

      g_signal_connect_object (welcome, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (place, welcome);
    }
  adw_view_stack_set_visible_child_name (self->states, "welcome");
  leave_progress (self);
}

/**
 * bureau_front_leave:
 *
 * The workspace is open: shows it, and lets go of what came before.
 */
void
bureau_front_leave (BureauFront *self)
{
  adw_view_stack_set_visible_child_name (self->states, "open");
  adw_bin_set_child (get_place (self, "welcome"), NULL);
  adw_bin_set_child (get_place (self, "opening"), NULL);
  leave_progress (self);
}
