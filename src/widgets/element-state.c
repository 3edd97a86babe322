/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an element says while its rows are not there, where there are none and where they cannot be
 * read. */
#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "views/format.h"
#include "views/gone.h"
#include "views/param.h"
#include "widgets/element-private.h"

/* What its rows wait for. */
static char *
say_needs (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  JsonArray *needs = bureau_shown_rows_get_needs (private->rows);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *visible = NULL;

  for (guint i = 0; needs != NULL && i < json_array_get_length (needs); i++)
    g_string_append_printf (
        names, "%s%s", i > 0 ? ", " : "",
        bureau_view_param_get_label (bureau_shown_view_get_document (private->view),
                                     json_array_get_string_element (needs, i)));
  visible = bureau_text_visible (names->str, NULL);
  /* Translators: names of what is chosen by a filter or a selection, as in “Choose Client First” */
  return names->len > 0 ? g_strdup_printf (_ ("Choose %s First"), visible)
                        : g_strdup (_ ("Nothing Here"));
}

static void
show_nothing (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  JsonObject *empty = bureau_json_get_object (private->shape, "empty");
  const char *title = empty != NULL ? bureau_json_get_string (empty, "title") : NULL;
  const char *hint = empty != NULL ? bureau_json_get_string (empty, "hint") : NULL;
  const char *action = empty != NULL ? bureau_json_get_string (empty, "action") : NULL;
  JsonObject *act = action != NULL ? bureau_shown_view_get_action (private->view, action) : NULL;
  g_autofree char *ours = say_needs (self);

  gtk_label_set_label (private->nothing_title, title != NULL ? title : ours);
  gtk_label_set_label (private->nothing_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (private->nothing_hint), hint != NULL);
  gtk_widget_set_visible (GTK_WIDGET (private->nothing_act), act != NULL);
  if (act != NULL)
    gtk_button_set_label (private->nothing_act, bureau_json_get_string (act, "label"));
  adw_view_stack_set_visible_child_name (private->states, "nothing");
}

static void
show_problem (BureauElement *self, const char *problem)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  gtk_label_set_label (private->problem, problem);
  adw_view_stack_set_visible_child_name (private->states, "problem");
}

static void
show_more (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  g_autoptr (JsonNode) n = bureau_json_node_for_int (bureau_shown_rows_get_n (private->rows));
  g_autofree char *number = bureau_format_value (n, "int", NULL);
  g_autofree char *note = g_strdup_printf (_ ("The first %s rows of more"), number);

  if (bureau_shown_rows_are_reduced (private->rows))
    bureau_element_set_note (self, _ ("Of many rows, those that stick out are drawn"));
  else
    bureau_element_set_note (self, bureau_shown_rows_has_more (private->rows) ? note : NULL);
}

/* A column that does not exist is said, in the place of the element where it cannot do without. */
static gboolean
show_gone (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  gboolean is_whole;
  g_auto (GStrv) names = bureau_view_list_gone (
      bureau_shown_view_get_document (private->view), private->shape,
      bureau_shown_rows_get_gone (private->rows), &is_whole);
  g_autofree char *words = bureau_view_say_gone (names);

  if (words != NULL && is_whole)
    show_problem (self, words);
  else if (words != NULL)
    bureau_element_set_note (self, words);
  return words != NULL && is_whole;
}

static void
show_new (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  private->is_shown = TRUE;
  show_more (self);
  BUREAU_ELEMENT_GET_CLASS (self)->show (self, private->rows);
  private->lacks = show_gone (self);
}

static void
show_rows (BureauElement *self, gboolean are_new)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  BureauElementClass *klass = BUREAU_ELEMENT_GET_CLASS (self);

  if (are_new || !private->is_shown)
    show_new (self);
  if (private->lacks)
    return;
  if (klass->needs_rows && bureau_shown_rows_get_n (private->rows) == 0)
    show_nothing (self);
  else
    adw_view_stack_set_visible_child_name (private->states, "content");
}

static void
show_stale (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  const char *problem = bureau_shown_rows_get_problem (private->rows);
  BureauShownState state = bureau_shown_rows_get_state (private->rows);
  gboolean is_stale = state == BUREAU_SHOWN_STALE
                      || (state == BUREAU_SHOWN_LOADING && private->is_shown);

  if (is_stale)
    gtk_widget_add_css_class (GTK_WIDGET (private->content), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (private->content), "stale");
  gtk_widget_set_visible (GTK_WIDGET (private->stale), is_stale && problem != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (private->stale), problem);
}

/* The state of its rows moved; @are_new says that they read differently, too. */
void
bureau_element_show_state (BureauElement *self, gboolean are_new)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  show_stale (self);
  switch (bureau_shown_rows_get_state (private->rows))
    {
    case BUREAU_SHOWN_LOADING:
      if (!private->is_shown)
        adw_view_stack_set_visible_child_name (private->states, "loading");
      break;
    case BUREAU_SHOWN_WAITING:
      show_nothing (self);
      private->is_shown = FALSE;
      break;
    case BUREAU_SHOWN_ERROR:
      show_problem (self, bureau_shown_rows_get_problem (private->rows));
      break;
    case BUREAU_SHOWN_READY:
    case BUREAU_SHOWN_STALE:
    default:
      show_rows (self, are_new);
    }
}
