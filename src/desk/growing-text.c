/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/growing-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/errand.h"
#include "desk/refresher.h"
#include "desk/toast.h"

/* How often it is read; no stream is stored more often. */
#define PACE_MS 200

/* How near its end a text has to be looked at for its end to stay in sight. */
#define NEAR_END 40.0

#define SELECT_REPLY                                                                               \
  "SELECT s.value ->> '$.text' AS text, s.value ->> '$.model' AS model, a.title AS agent"          \
  " FROM bureau_scratch s LEFT JOIN bureau_document a"                                             \
  " ON a.kind = 'agent' AND a.name = s.value ->> '$.agent'"                                        \
  " WHERE s.key > 'reply:' || ?1 || ':' AND s.key < 'reply:' || ?1 || ';'"                         \
  " AND s.value ->> '$.do' = 'draft'"                                                              \
  " AND coalesce(CAST(s.value ->> '$.draft' AS INTEGER), 0) = ?2 LIMIT 1"

/* What is followed; the same for all readings. */
typedef struct
{
  gint64 run;
  gint64 draft;
} Subject;

struct _BureauGrowingText
{
  AdwBin parent_instance;

  BureauMemory *memory;
  Subject subject; /* no run: nothing is followed */
  BureauRefresher *refresher;
  char *shown;
  gboolean is_growing;
  guint settling;   /* while the text is laid out */
  gboolean follows; /* the end was in sight, and nobody scrolled away since */

  GtkLabel *says;
  GtkButton *stop;
  GtkScrolledWindow *scroll;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (BureauGrowingText, bureau_growing_text, ADW_TYPE_BIN)

enum
{
  PROP_IS_GROWING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Showing ----------------------------------------------------------------------------------------
 */

static void
set_is_growing (BureauGrowingText *self, gboolean is_growing)
{
  if (self->is_growing == is_growing)
    return;
  self->is_growing = is_growing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_GROWING]);
}

static gboolean
is_at_end (BureauGrowingText *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroll);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
         >= gtk_adjustment_get_upper (adjustment) - NEAR_END;
}

static gboolean
settled_cb (gpointer data)
{
  BUREAU_GROWING_TEXT (data)->settling = 0;
  return G_SOURCE_REMOVE;
}

/* While a text is laid out, GTK moves it too; else only a person does. */
static void
scrolled_cb (BureauGrowingText *self)
{
  if (self->settling == 0)
    self->follows = is_at_end (self);
}

/* The text is laid out little by little, and its end is only then where it stays. By the cursor,
 * all would be laid out once more, and what a person selected would end. */
static void
laid_out_cb (BureauGrowingText *self, GtkAdjustment *adjustment)
{
  if (self->settling == 0)
    self->settling = g_idle_add_full (G_PRIORITY_LOW, settled_cb, self, NULL);
  if (self->is_growing && self->follows)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* A paragraph that is asked for a place in it is laid out to be painted; else it would first be
 * laid out to be measured, and once more to be painted. */
static void
lay_out (BureauGrowingText *self, const GtkTextIter *place)
{
  GdkRectangle at;

  gtk_text_view_get_iter_location (self->text, place, &at);
}

/* Only the paragraphs that came since are laid out. */
static void
add_words (BureauGrowingText *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  gboolean goes_on = self->shown != NULL && g_str_has_prefix (text, self->shown);
  GtkTextIter end;

  self->follows = is_at_end (self);
  if (!goes_on)
    gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, goes_on ? text + strlen (self->shown) : text, -1);
  lay_out (self, &end);
  g_set_str (&self->shown, text);
}

/* "Writer is writing · claude-opus-5-5" */
static void
say_who (BureauGrowingText *self, JsonObject *reply)
{
  const char *agent = bureau_json_get_string (reply, "agent");
  const char *model = bureau_json_get_string (reply, "model");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *shown = NULL;

  /* Translators: %s is the name of an agent */
  g_string_append_printf (said, _ ("%s is writing"), agent != NULL ? agent : _ ("The agent"));
  if (model != NULL)
    g_string_append_printf (said, " · %s", model);
  shown = bureau_text_visible (said->str, NULL);
  gtk_label_set_label (self->says, shown);
}

static void
shown_cb (BureauGrowingText *self, JsonObject *reply, BureauRefresher *refresher)
{
  const char *text = bureau_json_get_string (reply, "text");
  g_autofree char *visible = text != NULL ? bureau_text_visible (text, NULL) : NULL;

  if (refresher != self->refresher)
    return;
  if (visible != NULL)
    {
      say_who (self, reply);
      add_words (self, visible);
    }
  set_is_growing (self, visible != NULL);
}

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
read_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Subject *subject = data;
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, SELECT_REPLY, "ii",
                                                     subject->run, subject->draft);

  if (rows == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, json_array_get_length (rows) > 0
                                  ? json_object_ref (json_array_get_object_element (rows, 0))
                                  : json_object_new ());
  return TRUE;
}

static void
read_on (BureauGrowingText *self)
{
  g_clear_object (&self->refresher);
  if (self->subject.run == 0)
    return;
  self->refresher = bureau_refresher_new (self->memory, read_cb,
                                          g_memdup2 (&self->subject, sizeof self->subject), g_free);
  g_signal_connect_object (self->refresher, "shown", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  bureau_refresher_set_pace (self->refresher, PACE_MS);
  bureau_refresher_start (self->refresher);
}

static void
stop_cb (BureauGrowingText *self)
{
  bureau_toast_follow (GTK_WIDGET (self),
                       bureau_errand_run_about (self->memory, "stop", "run", self->subject.run));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_growing_text_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, BUREAU_GROWING_TEXT (object)->is_growing);
}

static void
bureau_growing_text_dispose (GObject *object)
{
  BureauGrowingText *self = BUREAU_GROWING_TEXT (object);

  g_clear_object (&self->refresher);
  g_clear_handle_id (&self->settling, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_GROWING_TEXT);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (bureau_growing_text_parent_class)->dispose (object);
}

static void
bureau_growing_text_class_init (BureauGrowingTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = bureau_growing_text_get_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_growing_text_dispose;
  properties[PROP_IS_GROWING] = g_param_spec_boolean ("is-growing", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                          | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/growing-text.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauGrowingText, says);
  gtk_widget_class_bind_template_child (widget_class, BureauGrowingText, stop);
  gtk_widget_class_bind_template_child (widget_class, BureauGrowingText, scroll);
  gtk_widget_class_bind_template_child (widget_class, BureauGrowingText, text);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
bureau_growing_text_init (BureauGrowingText *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroll);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (laid_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_growing_text_follow:
 * @run: whose draft is written; 0 follows none
 * @draft: the draft that is written once more, or 0 for one that is new
 *
 * Turns to what an agent writes.
 */
void
bureau_growing_text_follow (BureauGrowingText *self, BureauMemory *memory, gint64 run, gint64 draft)
{
  if (self->subject.run == run && self->subject.draft == draft)
    return;
  self->subject = (Subject){ run, draft };
  g_set_object (&self->memory, memory);
  g_clear_pointer (&self->shown, g_free);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", 0);
  gtk_label_set_label (self->says, "");
  set_is_growing (self, FALSE);
  read_on (self);
}

/**
 * bureau_growing_text_get_is_growing:
 *
 * Returns: whether anything is being written
 */
gboolean
bureau_growing_text_get_is_growing (BureauGrowingText *self)
{
  return self->is_growing;
}
