/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/letter-view.h"

#include <adwaita.h>
#include <libspelling.h>

static GtkTextBuffer *
get_buffer (GtkSourceView *view)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
add_spelling (GtkSourceView *view)
{
  g_autoptr (SpellingTextBufferAdapter) adapter = spelling_text_buffer_adapter_new (
      GTK_SOURCE_BUFFER (get_buffer (view)), spelling_checker_get_default ());

  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (view),
                                spelling_text_buffer_adapter_get_menu_model (adapter));
  gtk_widget_insert_action_group (GTK_WIDGET (view), "spelling", G_ACTION_GROUP (adapter));
  spelling_text_buffer_adapter_set_enabled (adapter, TRUE);
}

/* A dictionary costs tens of milliseconds and megabytes: it is read for whoever begins to write. */
static void
enter_cb (GtkSourceView *view, GtkEventController *focus)
{
  g_signal_handlers_disconnect_by_func (focus, enter_cb, view);
  add_spelling (view);
}

/* The view takes its colours from a scheme of its own. */
static void
follow_style (GtkSourceView *view)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (
      GTK_SOURCE_BUFFER (get_buffer (view)),
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  is_dark ? "Adwaita-dark" : "Adwaita"));
}

/**
 * bureau_letter_view_set_up:
 *
 * Makes a text view one for letters; once.
 */
void
bureau_letter_view_set_up (GtkSourceView *view)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (get_buffer (view)), FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (follow_style), view, G_CONNECT_SWAPPED);
  follow_style (view);
  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
}

/**
 * bureau_letter_view_dup_text:
 *
 * Returns: (transfer full): the text as it is now
 */
char *
bureau_letter_view_dup_text (GtkSourceView *view)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (view), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (view), &start, &end, FALSE);
}

/**
 * bureau_letter_view_set_text:
 *
 * Shows a text, which cannot be undone by Ctrl+Z; the same text leaves the cursor where it is.
 */
void
bureau_letter_view_set_text (GtkSourceView *view, const char *text)
{
  g_autofree char *shown = bureau_letter_view_dup_text (view);

  if (g_str_equal (shown, text))
    return;
  gtk_text_buffer_begin_irreversible_action (get_buffer (view));
  gtk_text_buffer_set_text (get_buffer (view), text, -1);
  gtk_text_buffer_end_irreversible_action (get_buffer (view));
}

/**
 * bureau_letter_view_get_place:
 * @cursor: (out): in characters
 * @scroll: (out): in pixels
 */
void
bureau_letter_view_get_place (GtkSourceView *view, int *cursor, int *scroll)
{
  g_object_get (get_buffer (view), "cursor-position", cursor, NULL);
  *scroll = (int)gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)));
}

/* Frames in which a text gets its height, at most. */
#define MAX_FRAMES 60

typedef struct
{
  int scroll;
  guint frames;
} Place;

/* The height of the text is known only once it was laid out. */
static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  Place *place = data;
  double room = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (room < place->scroll && ++place->frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, place->scroll);
  return G_SOURCE_REMOVE;
}

/**
 * bureau_letter_view_set_place:
 *
 * Brings a person back to where they were.
 */
void
bureau_letter_view_set_place (GtkSourceView *view, int cursor, int scroll)
{
  GtkTextIter iter;
  Place *place;

  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &iter, cursor);
  gtk_text_buffer_place_cursor (get_buffer (view), &iter);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), 0);
  if (scroll <= 0)
    return;
  place = g_new0 (Place, 1);
  place->scroll = scroll;
  gtk_widget_add_tick_callback (GTK_WIDGET (view), scroll_cb, place, g_free);
}
