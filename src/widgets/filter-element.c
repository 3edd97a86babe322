/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/filter-element.h"

#include "base/json.h"
#include "base/text.h"
#include "views/param.h"
#include "widgets/filter-control.h"

struct _BureauFilterElement
{
  BureauElement parent_instance;

  JsonObject *param;
  GtkWidget *control;
  BureauShownRows *options; /* or NULL */
};

G_DEFINE_FINAL_TYPE (BureauFilterElement, bureau_filter_element, BUREAU_TYPE_ELEMENT)

static const char *
get_id (BureauFilterElement *self)
{
  return bureau_json_get_string (self->param, "id");
}

static const char *
get_label (BureauFilterElement *self)
{
  const char *own = bureau_element_get_text (BUREAU_ELEMENT (self), "label");
  const char *label = bureau_json_get_string (self->param, "label");

  if (own != NULL)
    return own;
  return label != NULL ? label : get_id (self);
}

/* Records ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauFilterElement *filter;
  gint64 id;
} Naming;

static void
naming_free (gpointer data)
{
  Naming *self = data;

  g_clear_object (&self->filter);
  g_free (self);
}

static gint64
get_record (BureauFilterElement *self)
{
  BureauShownView *view = bureau_element_get_view (BUREAU_ELEMENT (self));

  return bureau_json_get_id (bureau_shown_view_get_values (view), get_id (self));
}

/* Another may have been chosen meanwhile. */
static DexFuture *
named_cb (DexFuture *future, gpointer data)
{
  Naming *self = data;
  g_autofree char *title = dex_await_string (dex_ref (future), NULL);

  if (title != NULL && get_record (self->filter) == self->id)
    bureau_filter_control_set_title (self->filter->control, title);
  return NULL;
}

static void
name_record (BureauFilterElement *self)
{
  const char *entity = bureau_json_get_string (self->param, "entity");
  Naming *naming;

  if (entity == NULL || get_record (self) == 0)
    return;
  naming = g_new0 (Naming, 1);
  naming->filter = g_object_ref (self);
  naming->id = get_record (self);
  dex_future_disown (
      dex_future_finally (bureau_shown_view_read_title (
                              bureau_element_get_view (BUREAU_ELEMENT (self)), entity, naming->id),
                          named_cb, naming, naming_free));
}

static void
chooses_cb (BureauFilterElement *self)
{
  bureau_element_choose_record (BUREAU_ELEMENT (self), get_label (self),
                                bureau_json_get_string (self->param, "entity"), NULL);
}

static void
bureau_filter_element_chosen (BureauElement *element, const char *field, gint64 id)
{
  g_autoptr (JsonNode) value = bureau_json_node_for_int (id);

  bureau_shown_view_set_param (bureau_element_get_view (element),
                               get_id (BUREAU_FILTER_ELEMENT (element)), value);
}

/* Pushing ----------------------------------------------------------------------------------------
 */

static void
push (BureauFilterElement *self)
{
  BureauShownView *view = bureau_element_get_view (BUREAU_ELEMENT (self));

  bureau_filter_control_show (self->control, bureau_shown_view_get_param (view, get_id (self)));
  if (g_str_equal (bureau_json_get_string (self->param, "type"), "record"))
    name_record (self);
}

static void
set_cb (BureauFilterElement *self, JsonNode *value)
{
  bureau_shown_view_set_param (bureau_element_get_view (BUREAU_ELEMENT (self)), get_id (self),
                               value);
}

static void
param_changed_cb (BureauFilterElement *self, const char *id)
{
  if (g_str_equal (id, get_id (self)))
    push (self);
}

/* Options ----------------------------------------------------------------------------------------
 */

static BureauOption *
option_new (JsonNode *value, char *label)
{
  BureauOption *option = g_new0 (BureauOption, 1);

  option->value = value;
  option->label = label;
  return option;
}

static GPtrArray *
list_written (JsonArray *texts)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (bureau_option_free);

  for (guint i = 0; i < json_array_get_length (texts); i++)
    g_ptr_array_add (
        options, option_new (json_node_copy (json_array_get_element (texts, i)),
                             bureau_text_visible (json_array_get_string_element (texts, i), NULL)));
  return options;
}

static GPtrArray *
list_read (BureauShownRows *rows)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (bureau_option_free);

  for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
    {
      JsonNode *value = bureau_shown_rows_get_value (rows, i, "value");

      if (value != NULL && !JSON_NODE_HOLDS_NULL (value))
        g_ptr_array_add (options, option_new (json_node_copy (value),
                                              bureau_shown_rows_dup_text (rows, i, "label", NULL)));
    }
  return options;
}

static void
options_changed_cb (BureauFilterElement *self)
{
  g_autoptr (GPtrArray) options = list_read (self->options);

  bureau_filter_control_set_options (self->control, options);
  push (self);
}

static void
find_options (BureauFilterElement *self)
{
  JsonArray *written = bureau_json_get_array (self->param, "options");
  const BureauShownWish wish = {
    .source = bureau_json_get_string (self->param, "options_data"),
  };
  g_autoptr (GPtrArray) options = written != NULL ? list_written (written) : NULL;

  if (options != NULL)
    bureau_filter_control_set_options (self->control, options);
  if (wish.source == NULL)
    return;
  self->options = bureau_shown_view_get_rows (bureau_element_get_view (BUREAU_ELEMENT (self)),
                                              &wish);
  g_signal_connect_object (self->options, "changed", G_CALLBACK (options_changed_cb), self,
                           G_CONNECT_SWAPPED);
  options_changed_cb (self);
}

static void
bureau_filter_element_set_up (BureauElement *element)
{
  BureauFilterElement *self = BUREAU_FILTER_ELEMENT (element);
  BureauShownView *view = bureau_element_get_view (element);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *label = NULL;

  self->param = bureau_view_param_find (bureau_shown_view_get_document (view),
                                        bureau_element_get_text (element, "param"));
  label = bureau_text_visible (get_label (self), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->control = bureau_filter_control_new (self->param, label);
  g_signal_connect_object (self->control, "set", G_CALLBACK (set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->control, "chooses", G_CALLBACK (chooses_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "param-changed", G_CALLBACK (param_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", label, "xalign", 0.0, "ellipsize",
                                PANGO_ELLIPSIZE_END, "css-classes",
                                (const char *const[]){ "caption", "dimmed", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), self->control);
  bureau_element_set_content (element, box);
  find_options (self);
  push (self);
}

static void
bureau_filter_element_class_init (BureauFilterElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_filter_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->chosen = bureau_filter_element_chosen;
  BUREAU_ELEMENT_CLASS (klass)->is_bare = TRUE;
  BUREAU_ELEMENT_CLASS (klass)->least_width = 150;
}

static void
bureau_filter_element_init (BureauFilterElement *self)
{
}
