/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong, or worth comparing, at one place; each finding is one line of JSON. */
#include "look.h"

#include <math.h>
#include <stdio.h>

#include "base/json.h"

/**
 * look_say:
 * @kind: "text" and "edit" as they are read and written, "ellipsized"; the rest are faults: "wide",
 *   "outside", "clipped", "unreached", "trap", "warning"
 *
 * Prints {"place","kind","says"}.
 */
void
look_say (const char *place, const char *kind, const char *format, ...)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autofree char *says = NULL;
  g_autofree char *printed = NULL;
  va_list args;

  va_start (args, format);
  says = g_strdup_vprintf (format, args);
  va_end (args);
  json_object_set_string_member (line, "place", place);
  json_object_set_string_member (line, "kind", kind);
  json_object_set_string_member (line, "says", says);
  printed = bureau_json_print_object (line);
  puts (printed);
}

/* Size -------------------------------------------------------------------------------------------
 */

/* What can be scrolled to is not lost. */
static gboolean
scrolls (GtkWidget *widget, GtkOrientation orientation)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType policies[2];

  if (scrolled == NULL)
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (scrolled), &policies[0], &policies[1]);
  return policies[orientation] != GTK_POLICY_NEVER
         || scrolls (gtk_widget_get_parent (scrolled), orientation);
}

static char *
say_widget (GtkWidget *widget)
{
  const char *words = "";

  if (GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  else if (gtk_widget_get_tooltip_text (widget) != NULL)
    words = gtk_widget_get_tooltip_text (widget);
  return g_strdup_printf ("%s “%s”", G_OBJECT_TYPE_NAME (widget), words);
}

static gboolean
needs_more (GtkWidget *widget, gpointer width)
{
  int minimum;

  if (scrolls (widget, GTK_ORIENTATION_HORIZONTAL))
    return FALSE;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum > GPOINTER_TO_INT (width);
}

/**
 * look_at_size:
 * @width: what the window was given
 *
 * A window that needs more takes more; the last widget in it that does is the one to blame.
 *
 * Returns: whether it has enough
 */
gboolean
look_at_size (GtkWidget *window, const char *place, int width)
{
  g_autoptr (GPtrArray) wide = explorer_find (window, needs_more, GINT_TO_POINTER (width));
  g_autofree char *says = NULL;

  if (wide->len == 0)
    return TRUE;
  says = say_widget (wide->pdata[wide->len - 1]);
  look_say (place, "wide", "%s needs more than %d px", says, width);
  return FALSE;
}

static gboolean
is_any (GtkWidget *widget, gpointer data)
{
  return TRUE;
}

/* The handles of an overlay scrollbar stand out a little, by design. */
static gboolean
is_placed (GtkWidget *widget, gpointer data)
{
  return !GTK_IS_SCROLLBAR (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) == NULL;
}

/**
 * look_at_bounds:
 *
 * Says what lies outside of the window and cannot be scrolled to.
 */
void
look_at_bounds (GtkWidget *window, const char *place, GtkWidget *shown)
{
  g_autoptr (GPtrArray) widgets = explorer_find (shown, is_placed, NULL);
  graphene_rect_t bounds;

  /* A popover has a surface of its own, which may stand out. */
  if (gtk_widget_get_native (shown) != GTK_NATIVE (window))
    return;
  for (guint i = 0; i < widgets->len; i++)
    {
      g_autofree char *says = say_widget (widgets->pdata[i]);

      if (!gtk_widget_compute_bounds (widgets->pdata[i], window, &bounds))
        continue;
      if ((bounds.origin.x < -1
           || bounds.origin.x + bounds.size.width > (float)gtk_widget_get_width (window) + 1)
          && !scrolls (widgets->pdata[i], GTK_ORIENTATION_HORIZONTAL))
        look_say (place, "outside", "%s lies from %.0f to %.0f", says, bounds.origin.x,
                  bounds.origin.x + bounds.size.width);
      else if ((bounds.origin.y < -1
                || bounds.origin.y + bounds.size.height > (float)gtk_widget_get_height (window) + 1)
               && !scrolls (widgets->pdata[i], GTK_ORIENTATION_VERTICAL))
        look_say (place, "outside", "%s lies down to %.0f", says,
                  bounds.origin.y + bounds.size.height);
    }
}

/* Texts ------------------------------------------------------------------------------------------
 */

static void
look_at_label (const char *place, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = gtk_label_get_text (label);
  int width, height;

  look_say (place, "text", "%s", text);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    look_say (place, "ellipsized", "%s", text);
  else if (width > gtk_widget_get_width (GTK_WIDGET (label)) + 1
           || height > gtk_widget_get_height (GTK_WIDGET (label)) + 1)
    look_say (place, "clipped", "%s", text);
}

static void
look_at_inscription (const char *place, GtkInscription *inscription)
{
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  look_say (place, "text", "%s", text != NULL ? text : "");
  if (width > gtk_widget_get_width (GTK_WIDGET (inscription)) + 1)
    look_say (place, "ellipsized", "%s", text);
}

static void
look_at_buffer (const char *place, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  look_say (place, gtk_text_view_get_editable (view) ? "edit" : "text", "%s", text);
}

/**
 * look_at_texts:
 *
 * Says every text that can be read, and which are cut off.
 */
void
look_at_texts (const char *place, GtkWidget *shown)
{
  g_autoptr (GPtrArray) widgets = explorer_find (shown, is_any, NULL);

  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *widget = widgets->pdata[i];
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      if (GTK_IS_LABEL (widget))
        look_at_label (place, GTK_LABEL (widget));
      else if (GTK_IS_INSCRIPTION (widget))
        look_at_inscription (place, GTK_INSCRIPTION (widget));
      else if (GTK_IS_TEXT_VIEW (widget))
        look_at_buffer (place, GTK_TEXT_VIEW (widget));
      else if (GTK_IS_TEXT (widget))
        look_say (place, "edit", "%s", gtk_editable_get_text (GTK_EDITABLE (widget)));
      if (tooltip != NULL)
        look_say (place, "text", "%s", tooltip);
    }
}
