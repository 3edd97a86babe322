/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/question-row.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "desk/chip.h"
#include "base/text.h"

struct _BureauQuestionRow
{
  GtkBox parent_instance;

  char *texts[6];

  AdwWrapBox *choices;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (BureauQuestionRow, bureau_question_row, GTK_TYPE_BOX)

enum
{
  PROP_TEXT = 1,
  PROP_ASKS,
  PROP_AT,
  PROP_GIVEN,
  PROP_CHOICES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Answering --------------------------------------------------------------------------------------
 */

static void
chosen_cb (BureauQuestionRow *self, GtkWidget *button)
{
  g_signal_emit (self, signals[ANSWERED], 0, g_object_get_data (G_OBJECT (button), "answer"));
}

static void
send_cb (BureauQuestionRow *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (*text != '\0')
    g_signal_emit (self, signals[ANSWERED], 0, text);
}

static void
add_choice (BureauQuestionRow *self, const char *choice)
{
  g_autofree char *shown = bureau_text_visible (choice, NULL);
  GtkWidget *button = gtk_button_new_with_label (shown);

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, shown);
  g_object_set_data_full (G_OBJECT (button), "answer", g_strdup (choice), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->choices, button);
}

static void
show_choices (BureauQuestionRow *self)
{
  g_autoptr (JsonArray) list = bureau_json_text_to_array (self->texts[PROP_CHOICES]);
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    adw_wrap_box_remove (self->choices, button);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (json_array_get_string_element (list, i) != NULL)
      add_choice (self, json_array_get_string_element (list, i));
}

/* Callbacks of the template ----------------------------------------------------------------------
 */

static gboolean
has_text_cb (GtkWidget *widget, const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_open_cb (GtkWidget *widget, const char *given)
{
  return given == NULL || *given == '\0';
}

static gboolean
is_free_cb (GtkWidget *widget, const char *given, const char *choices)
{
  return is_open_cb (widget, given) && (choices == NULL || g_strcmp0 (choices, "[]") == 0);
}

static char *
given_cb (GtkWidget *widget, const char *given)
{
  g_autofree char *shown = bureau_text_visible (given != NULL ? given : "", NULL);

  return g_strdup_printf (_ ("Your answer, “%s”, waits for the process that runs the agents."),
                          shown);
}

static char *
line_cb (GtkWidget *widget, const char *asks, const char *at)
{
  return g_strdup_printf ("%s · %s", asks != NULL ? asks : "", at != NULL ? at : "");
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_question_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_QUESTION_ROW (object)->texts[id]);
}

static void
bureau_question_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauQuestionRow *self = BUREAU_QUESTION_ROW (object);

  if (!g_set_str (&self->texts[id], g_value_get_string (value)))
    return;
  if (id == PROP_CHOICES)
    show_choices (self);
  if (id == PROP_TEXT)
    gtk_editable_set_text (self->entry, "");
  g_object_notify_by_pspec (object, pspec);
}

static void
bureau_question_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_QUESTION_ROW);
  G_OBJECT_CLASS (bureau_question_row_parent_class)->dispose (object);
}

static void
bureau_question_row_finalize (GObject *object)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_free (BUREAU_QUESTION_ROW (object)->texts[i]);
  G_OBJECT_CLASS (bureau_question_row_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/question-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauQuestionRow, choices);
  gtk_widget_class_bind_template_child (widget_class, BureauQuestionRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_free_cb);
  gtk_widget_class_bind_template_callback (widget_class, given_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
}

static void
bureau_question_row_class_init (BureauQuestionRowClass *klass)
{
  static const char *const names[] = { NULL, "text", "asks", "at", "given", "choices" };

  G_OBJECT_CLASS (klass)->get_property = bureau_question_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = bureau_question_row_set_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_question_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_question_row_finalize;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                             | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[ANSWERED] = g_signal_new ("answered", BUREAU_TYPE_QUESTION_ROW, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bureau_question_row_init (BureauQuestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_chips_set_up (self->choices);
}
