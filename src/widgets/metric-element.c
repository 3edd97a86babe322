/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/metric-element.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "views/format.h"
#include "widgets/tone.h"
#include "widgets/trend.h"

#define MOST_FIGURES 4

struct _BureauMetricElement
{
  BureauElement parent_instance;

  GtkBox *figures;
  BureauShownRows *before; /* of the time before, or NULL */
  BureauShownRows *trend;  /* that a small line is drawn of, or NULL */
};

G_DEFINE_FINAL_TYPE (BureauMetricElement, bureau_metric_element, BUREAU_TYPE_ELEMENT)

static void
add_label (GtkBox *box, const char *text, const char *const *css_classes)
{
  gtk_box_append (box, g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                     "css-classes", css_classes, NULL));
}

static void
add_figure (BureauMetricElement *self, const char *text, BureauTone tone)
{
  const char *const css_classes[] = { "figure", "numeric", NULL };
  g_autofree char *signed_text = bureau_tone_sign (tone, text);

  add_label (self->figures, *text != '\0' ? signed_text : "–", css_classes);
  bureau_tone_show (gtk_widget_get_last_child (GTK_WIDGET (self->figures)), tone);
}

static char *
dup_currency (BureauShownRows *rows, guint row, const char *value)
{
  JsonObject *column = bureau_shown_rows_get_column (rows, value);
  const char *currency = column != NULL ? bureau_json_get_string (column, "currency_col") : NULL;

  return bureau_shown_rows_dup_text (rows, row, currency, NULL);
}

/* The row of the time before that is of the same currency. */
static gboolean
find_before (BureauMetricElement *self, BureauShownRows *rows, guint row, const char *value,
             double *number)
{
  g_autofree char *own = dup_currency (rows, row, value);

  for (guint i = 0; i < bureau_shown_rows_get_n (self->before); i++)
    {
      g_autofree char *other = dup_currency (self->before, i, value);
      gboolean is_there;

      *number = bureau_shown_rows_get_number (self->before, i, value, &is_there);
      if (is_there && g_str_equal (own, other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
get_before (BureauMetricElement *self, BureauShownRows *rows, guint row, const char *value,
            double *number)
{
  const char *previous = bureau_element_get_text (BUREAU_ELEMENT (self), "previous");
  gboolean is_there = FALSE;

  if (previous != NULL)
    *number = bureau_shown_rows_get_number (rows, row, previous, &is_there);
  else if (self->before != NULL)
    is_there = find_before (self, rows, row, value, number);
  return is_there;
}

static void
add_comparison (BureauMetricElement *self, BureauShownRows *rows, guint row)
{
  const char *const css_classes[] = { "caption", "dimmed", "numeric", NULL };
  const char *value = bureau_element_get_text (BUREAU_ELEMENT (self), "value");
  double before, now = bureau_shown_rows_get_number (rows, row, value, NULL);
  g_autofree char *delta = NULL;
  g_autofree char *text = NULL;

  if (!get_before (self, rows, row, value, &before))
    return;
  delta = bureau_shown_rows_say (rows, row, value, now - before, "delta");
  /* Translators: a figure beside that of the time before, as in “+12 against before” */
  text = g_strdup_printf (_ ("%s against before"), delta);
  add_label (self->figures, text, css_classes);
}

static void
add_target (BureauMetricElement *self, BureauShownRows *rows, guint row)
{
  const char *const css_classes[] = { "caption", "dimmed", "numeric", NULL };
  const char *value = bureau_element_get_text (BUREAU_ELEMENT (self), "value");
  const char *column = bureau_element_get_text (BUREAU_ELEMENT (self), "target");
  double now = bureau_shown_rows_get_number (rows, row, value, NULL);
  gboolean is_there = FALSE;
  double target = column != NULL ? bureau_shown_rows_get_number (rows, row, column, &is_there) : 0;
  g_autofree char *goal = NULL;
  g_autofree char *text = NULL;
  GtkWidget *bar;

  if (!is_there || target <= 0)
    return;
  goal = bureau_shown_rows_dup_text (rows, row, column, NULL);
  /* Translators: the value that a figure is to reach */
  text = g_strdup_printf (_ ("of %s"), goal);
  bar = gtk_progress_bar_new ();
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (now / target, 0, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (self->figures, bar);
  add_label (self->figures, text, css_classes);
}

/* Trend ------------------------------------------------------------------------------------------
 */

/* The last column of the source that holds figures. */
static const char *
find_trend_column (BureauShownRows *rows)
{
  JsonArray *columns = bureau_json_get_array (bureau_shown_rows_get_source (rows), "columns");

  for (guint i = json_array_get_length (columns); i > 0; i--)
    {
      JsonObject *column = json_array_get_object_element (columns, i - 1);

      if (bureau_format_is_figure (bureau_json_get_string (column, "type")))
        return bureau_json_get_string (column, "name");
    }
  return NULL;
}

/* Figures of the same currency; @first and @last are their rows. */
static GArray *
list_trend (BureauMetricElement *self, const char *column, const char *currency, guint *first,
            guint *last)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < bureau_shown_rows_get_n (self->trend); i++)
    {
      g_autofree char *other = dup_currency (self->trend, i, column);
      gboolean is_there;
      double number = bureau_shown_rows_get_number (self->trend, i, column, &is_there);

      if (!is_there || (*currency != '\0' && *other != '\0' && !g_str_equal (currency, other)))
        continue;
      *first = values->len == 0 ? i : *first;
      *last = i;
      g_array_append_val (values, number);
    }
  return values;
}

static void
add_trend (BureauMetricElement *self, BureauShownRows *rows, guint row)
{
  const char *column = self->trend != NULL ? find_trend_column (self->trend) : NULL;
  g_autofree char *currency = dup_currency (
      rows, row, bureau_element_get_text (BUREAU_ELEMENT (self), "value"));
  g_autoptr (GArray) values = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *words = NULL;
  guint first = 0, last = 0;

  if (column == NULL)
    return;
  values = list_trend (self, column, currency, &first, &last);
  if (values->len < 2)
    return;
  from = bureau_shown_rows_dup_text (self->trend, first, column, NULL);
  to = bureau_shown_rows_dup_text (self->trend, last, column, NULL);
  /* Translators: the first and the last figure of a small line, as in “From 4,200 EUR to 5,000 EUR”
   */
  words = g_strdup_printf (_ ("From %s to %s"), from, to);
  gtk_box_append (self->figures, bureau_trend_new (values, words));
}

static void
clear_figures (BureauMetricElement *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_box_remove (self->figures, child);
}

static void
bureau_metric_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauMetricElement *self = BUREAU_METRIC_ELEMENT (element);
  BureauTone tone = bureau_tone_parse (bureau_element_get_text (element, "tone"));
  const char *value = bureau_element_get_text (element, "value");
  const char *format = bureau_element_get_text (element, "format");

  clear_figures (self);
  for (guint i = 0; i < MIN (bureau_shown_rows_get_n (rows), MOST_FIGURES); i++)
    {
      g_autofree char *text = bureau_shown_rows_dup_text (rows, i, value, format);

      add_figure (self, text, tone);
      add_comparison (self, rows, i);
      add_target (self, rows, i);
      add_trend (self, rows, i);
    }
}

static void
clicked_cb (BureauElement *element)
{
  bureau_element_open (element, bureau_json_get_object (bureau_element_get_shape (element), "open"),
                       0);
}

static GtkWidget *
wrap_in_button (BureauMetricElement *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (self->figures));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Open"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* Rows beside its own. */
static BureauShownRows *
follow (BureauElement *element, const char *source, gboolean is_before)
{
  const BureauShownWish wish = { .source = source, .is_before = is_before };
  BureauShownRows *rows = source != NULL ? bureau_shown_view_get_rows (
                                               bureau_element_get_view (element), &wish)
                                         : NULL;

  if (rows != NULL)
    bureau_element_follow (element, rows);
  return rows;
}

static void
bureau_metric_element_set_up (BureauElement *element)
{
  BureauMetricElement *self = BUREAU_METRIC_ELEMENT (element);

  self->figures = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_valign (GTK_WIDGET (self->figures), GTK_ALIGN_CENTER);
  bureau_element_set_content (
      element, bureau_json_get_object (bureau_element_get_shape (element), "open") != NULL
                   ? wrap_in_button (self)
                   : GTK_WIDGET (self->figures));
  if (bureau_element_get_text (element, "compare") != NULL)
    self->before = follow (element, bureau_element_get_text (element, "data"), TRUE);
  self->trend = follow (element, bureau_element_get_text (element, "trend"), FALSE);
}

static void
bureau_metric_element_class_init (BureauMetricElementClass *klass)
{
  BureauElementClass *element_class = BUREAU_ELEMENT_CLASS (klass);

  element_class->set_up = bureau_metric_element_set_up;
  element_class->show = bureau_metric_element_show;
  element_class->needs_rows = TRUE;
  element_class->least_width = 150;
}

static void
bureau_metric_element_init (BureauMetricElement *self)
{
}
