/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/both-texts.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/source-text.h"
#include "desk/words.h"

struct _BureauBothTexts
{
  AdwBin parent_instance;

  char *own_text; /* as it is shown */
  char *other_text;

  GtkTextView *own;
  GtkTextView *other;
};

G_DEFINE_FINAL_TYPE (BureauBothTexts, bureau_both_texts, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
own_cb (BureauBothTexts *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, TRUE);
}

static void
other_cb (BureauBothTexts *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, FALSE);
}

static void
bureau_both_texts_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_BOTH_TEXTS);
  G_OBJECT_CLASS (bureau_both_texts_parent_class)->dispose (object);
}

static void
bureau_both_texts_finalize (GObject *object)
{
  BureauBothTexts *self = BUREAU_BOTH_TEXTS (object);

  g_free (self->own_text);
  g_free (self->other_text);
  G_OBJECT_CLASS (bureau_both_texts_parent_class)->finalize (object);
}

static void
bureau_both_texts_class_init (BureauBothTextsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_both_texts_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_both_texts_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/both-texts.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauBothTexts, own);
  gtk_widget_class_bind_template_child (widget_class, BureauBothTexts, other);
  gtk_widget_class_bind_template_callback (widget_class, own_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
bureau_both_texts_init (BureauBothTexts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* All that a person could have changed, as one text. */
static char *
say_whole (JsonArray *to, const char *subject, const char *body)
{
  g_autofree char *recipients = bureau_words_recipients (to);

  return g_strdup_printf (_ ("To: %s\nSubject: %s\n\n%s"), recipients, subject, body);
}

/**
 * bureau_both_texts_show:
 * @edit: one that is overtaken
 */
void
bureau_both_texts_show (BureauBothTexts *self, BureauDraftEdit *edit)
{
  JsonObject *stored = bureau_draft_edit_get_stored (edit);
  g_autofree char *own = say_whole (bureau_draft_edit_get_recipients (edit),
                                    bureau_draft_edit_get_subject (edit),
                                    bureau_draft_edit_get_body (edit));
  g_autofree char *other = say_whole (bureau_json_get_array (stored, "to"),
                                      bureau_json_get_string (stored, "subject"),
                                      bureau_json_get_string (stored, "body"));

  gboolean is_new = g_set_str (&self->own_text, own);

  if (!g_set_str (&self->other_text, other) && !is_new)
    return;
  bureau_own_words_fill (self->own, own, other);
  bureau_own_words_fill (self->other, other, own);
}
