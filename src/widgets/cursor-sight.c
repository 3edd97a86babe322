/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/cursor-sight.h"

/* Frames until the page knows how tall the text has become. Of a long text it learns that bit by
 * bit, whenever there is time, and is told each time. */
#define FRAMES_UNTIL_LAID_OUT 2

/* So much of the page stays in sight above and below the line of the cursor. */
#define ROOM 24.0

/* What is waited for, as data of the view. */
typedef struct
{
  guint tick;
  guint frames;
  double place;      /* of the page, before the focus came */
  gboolean is_fresh; /* whether the focus came just now */
  gboolean follows;  /* until somebody scrolls away */
  gboolean is_away;  /* the window lost the keyboard while it was here */
  GtkAdjustment *page;
} Sight;

static Sight *
get_sight (GtkWidget *view)
{
  return g_object_get_data (G_OBJECT (view), "cursor-sight");
}

static GtkAdjustment *
find_page (GtkWidget *view, GtkWidget **inside)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (view, GTK_TYPE_VIEWPORT);

  *inside = viewport != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  return *inside != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;
}

/* The line of the cursor, from the top of the page's content. */
static gboolean
find_cursor (GtkTextView *view, GtkWidget *inside, double *top, double *bottom)
{
  GdkRectangle cursor;
  graphene_point_t at;
  int y;

  gtk_text_view_get_cursor_locations (view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, cursor.y, NULL, &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (view), inside, &GRAPHENE_POINT_INIT (0, (float)y),
                                 &at))
    return FALSE;
  *top = at.y;
  *bottom = at.y + cursor.height;
  return TRUE;
}

static void
show_cursor (GtkTextView *view, Sight *sight)
{
  GtkWidget *inside;
  GtkAdjustment *page = find_page (GTK_WIDGET (view), &inside);
  double top, bottom;

  if (page == NULL || !gtk_widget_has_focus (GTK_WIDGET (view)))
    return;
  /* The page is on its way to the beginning of the text, away from where a person pressed. */
  if (sight->is_fresh)
    gtk_adjustment_set_value (page, sight->place);
  sight->is_fresh = FALSE;
  if (find_cursor (view, inside, &top, &bottom))
    gtk_adjustment_clamp_page (page, top - ROOM, bottom + ROOM);
  sight->follows = TRUE;
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  Sight *sight = data;

  if (sight->is_fresh)
    show_cursor (GTK_TEXT_VIEW (view), sight);
  if (++sight->frames < FRAMES_UNTIL_LAID_OUT)
    return G_SOURCE_CONTINUE;
  sight->tick = 0;
  show_cursor (GTK_TEXT_VIEW (view), sight);
  return G_SOURCE_REMOVE;
}

static void
show_soon (GtkWidget *view, Sight *sight)
{
  sight->frames = 0;
  if (sight->tick == 0)
    sight->tick = gtk_widget_add_tick_callback (view, tick_cb, sight, NULL);
}

static void
grown_cb (GtkWidget *view)
{
  Sight *sight = get_sight (view);

  if (sight->follows)
    show_soon (view, sight);
}

static void
scrolled_cb (GtkWidget *view)
{
  get_sight (view)->follows = FALSE;
}

static void
take_page (GtkWidget *view, Sight *sight)
{
  GtkWidget *inside;
  GtkAdjustment *page = find_page (view, &inside);

  if (page == sight->page)
    return;
  if (sight->page != NULL)
    g_signal_handlers_disconnect_by_data (sight->page, view);
  g_set_object (&sight->page, page);
  if (page == NULL)
    return;
  g_signal_connect_object (page, "changed", G_CALLBACK (grown_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "value-changed", G_CALLBACK (scrolled_cb), view,
                           G_CONNECT_SWAPPED);
}

static void
moved_cb (GtkWidget *view)
{
  Sight *sight = get_sight (view);

  take_page (view, sight);
  sight->follows = TRUE;
  show_soon (view, sight);
}

static gboolean
is_in_front (GtkWidget *view)
{
  GtkRoot *window = gtk_widget_get_root (view);

  return GTK_IS_WINDOW (window) && gtk_window_is_active (GTK_WINDOW (window));
}

/* What has the keyboard in the window now was told before. */
static void
returned_cb (GtkWidget *view, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_is_active (window))
    return;
  g_signal_handlers_disconnect_by_func (window, returned_cb, view);
  get_sight (view)->is_away = FALSE;
}

static void
left_cb (GtkWidget *view)
{
  GtkRoot *window = gtk_widget_get_root (view);
  Sight *sight = get_sight (view);

  sight->is_away = !is_in_front (view);
  if (sight->is_away && window != NULL)
    g_signal_connect_object (window, "notify::is-active", G_CALLBACK (returned_cb), view,
                             G_CONNECT_SWAPPED);
}

/* The keyboard also comes back because the window does: then nobody wanted to go to the cursor. */
static void
entered_cb (GtkWidget *view)
{
  Sight *sight = get_sight (view);
  gboolean returns = sight->is_away;

  sight->is_away = FALSE;
  take_page (view, sight);
  if (sight->page == NULL || returns)
    return;
  sight->place = gtk_adjustment_get_value (sight->page);
  sight->is_fresh = TRUE;
  moved_cb (view);
}

static void
free_sight (gpointer data)
{
  Sight *self = data;

  g_clear_object (&self->page);
  g_free (self);
}

/**
 * bureau_cursor_sight_keep:
 * @view: one that is not in a scrolled window of its own
 *
 * Lets the page that a text stands on follow its cursor, and stay where it is while the cursor is
 * in sight.
 */
void
bureau_cursor_sight_keep (GtkTextView *view)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_data_full (G_OBJECT (view), "cursor-sight", g_new0 (Sight, 1), free_sight);
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "notify::cursor-position",
                           G_CALLBACK (moved_cb), view, G_CONNECT_SWAPPED);
}
