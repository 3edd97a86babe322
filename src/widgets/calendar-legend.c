/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-legend.h"

#include <string.h>

#include "views/scene.h"
#include "widgets/swatch.h"

struct _BureauCalendarLegend
{
  AdwBin parent_instance;

  GPtrArray *texts; /* those that have a colour */
};

G_DEFINE_FINAL_TYPE (BureauCalendarLegend, bureau_calendar_legend, ADW_TYPE_BIN)

static void
bureau_calendar_legend_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_CALENDAR_LEGEND (object)->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_calendar_legend_parent_class)->finalize (object);
}

static void
bureau_calendar_legend_class_init (BureauCalendarLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_calendar_legend_finalize;
}

static void
bureau_calendar_legend_init (BureauCalendarLegend *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
find_texts (BureauCalendarLegend *self, BureauShownRows *rows, const char *column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_set_size (self->texts, 0);
  for (guint i = 0; column != NULL && i < bureau_shown_rows_get_n (rows); i++)
    {
      g_autofree char *text = bureau_shown_rows_dup_text (rows, i, column, NULL);

      if (*text == '\0' || g_hash_table_contains (seen, text))
        continue;
      g_hash_table_add (seen, text);
      g_ptr_array_add (self->texts, g_steal_pointer (&text));
    }
  g_ptr_array_sort (self->texts, compare_texts);
}

static GtkWidget *
make_key (guint color, const char *text)
{
  GtkWidget *key = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (key), bureau_swatch_new (color));
  gtk_box_append (GTK_BOX (key),
                  g_object_new (GTK_TYPE_LABEL, "label", text, "ellipsize", PANGO_ELLIPSIZE_END,
                                "css-classes", (const char *const[]){ "caption", NULL }, NULL));
  return key;
}

/**
 * bureau_calendar_legend_show:
 * @column: (nullable): whose values have colours; %NULL for no colours
 */
void
bureau_calendar_legend_show (BureauCalendarLegend *self, BureauShownRows *rows, const char *column)
{
  GtkWidget *box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 3, NULL);

  find_texts (self, rows, column);
  for (guint i = 0; i < MIN (self->texts->len, BUREAU_SCENE_COLORS); i++)
    adw_wrap_box_append (ADW_WRAP_BOX (box), make_key (i, g_ptr_array_index (self->texts, i)));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), self->texts->len > 0);
}

/**
 * bureau_calendar_legend_get_color:
 *
 * Returns: the colour of a value, as that of a series, or %BUREAU_CALENDAR_NO_COLOR
 */
guint
bureau_calendar_legend_get_color (BureauCalendarLegend *self, const char *text)
{
  guint color;

  return g_ptr_array_find_with_equal_func (self->texts, text, g_str_equal, &color)
             ? color
             : BUREAU_CALENDAR_NO_COLOR;
}
