/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time: one of the words for times, or from a day to a day. */
#include <string.h>

#include "views/param.h"
#include "views/tables.h"
#include "widgets/filter-control-private.h"
#include "widgets/own-days.h"

static void
add_option (BureauFilterControl *self, const char *value, const char *label)
{
  BureauOption *option = g_new0 (BureauOption, 1);

  option->value = json_node_init_string (json_node_alloc (), value);
  option->label = g_strdup (label);
  g_ptr_array_add (self->options, option);
}

static guint
count_words (void)
{
  guint n = 0;

  for (guint i = 0; bureau_view_periods[i] != NULL; i++)
    n += bureau_view_period_say (bureau_view_periods[i]) != NULL;
  return n;
}

static void
own_days_cb (BureauFilterControl *self, const char *range)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), range);

  bureau_filter_control_tell (self, value);
}

void
bureau_filter_make_period (BureauFilterControl *self)
{
  bureau_filter_make_drop_down (self);
  for (guint i = 0; bureau_view_periods[i] != NULL; i++)
    if (bureau_view_period_say (bureau_view_periods[i]) != NULL)
      add_option (self, bureau_view_periods[i], bureau_view_period_say (bureau_view_periods[i]));
  bureau_filter_fill_drop_down (self);
  self->own_days = bureau_own_days_new (self->label);
  g_signal_connect_object (self->own_days, "chosen", G_CALLBACK (own_days_cb), self,
                           G_CONNECT_SWAPPED);
  self->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->widget, "linked");
  gtk_widget_set_hexpand (self->drop_down, TRUE);
  gtk_box_append (GTK_BOX (self->widget), self->drop_down);
  gtk_box_append (GTK_BOX (self->widget), self->own_days);
}

/* A time that is none of the words is one of its own, in the place of the one before it. */
void
bureau_filter_show_period (BureauFilterControl *self, JsonNode *value)
{
  const char *text = bureau_filter_control_get_text (value);

  if (text != NULL && strstr (text, "..") != NULL)
    {
      g_autofree char *label = bureau_view_param_say (self->param, value);

      g_ptr_array_set_size (self->options, (int)count_words ());
      add_option (self, text, label);
      bureau_filter_fill_drop_down (self);
    }
  bureau_own_days_show (BUREAU_OWN_DAYS (self->own_days), text);
  bureau_filter_show_chosen (self, value);
}
