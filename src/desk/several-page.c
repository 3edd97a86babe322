/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/several-page.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/decision.h"
#include "desk/words.h"
#include "memory/draft.h"

struct _BureauSeveralPage
{
  AdwBin parent_instance;

  guint loading;    /* counts the readings, so that an older answer is dropped */
  GPtrArray *shown; /* of BureauSubject, with the hash of what is on the screen */

  GtkLabel *title;
  GtkListBox *rows;
  GtkButton *send;
};

G_DEFINE_FINAL_TYPE (BureauSeveralPage, bureau_several_page, ADW_TYPE_BIN)

/* What is written there is what an approval is bound to. */
static void
add_row (BureauSeveralPage *self, JsonObject *draft)
{
  g_autofree char *to = bureau_words_recipients (bureau_json_get_array (draft, "to"));
  g_autofree char *subject = bureau_text_visible (bureau_json_get_string (draft, "subject"), NULL);
  g_autofree char *line = bureau_text_one_line (bureau_json_get_string (draft, "body"));
  g_autofree char *body = bureau_text_visible (line, NULL);
  g_autofree char *says = g_strdup_printf ("%s\n%s", subject, body);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", to, "subtitle",
                                 says, "subtitle-lines", 3, "activatable", FALSE, NULL);

  gtk_list_box_append (self->rows, row);
}

static JsonObject *
find_draft (JsonArray *drafts, gint64 id)
{
  for (guint i = 0; i < json_array_get_length (drafts); i++)
    if (bureau_json_get_id (json_array_get_object_element (drafts, i), "id") == id)
      return json_array_get_object_element (drafts, i);
  return NULL;
}

static void
show_drafts (BureauSeveralPage *self, JsonArray *drafts)
{
  gtk_list_box_remove_all (self->rows);
  for (guint i = 0; i < self->shown->len; i++)
    {
      BureauSubject *subject = g_ptr_array_index (self->shown, i);
      JsonObject *draft = find_draft (drafts, subject->draft);

      if (draft == NULL)
        continue;
      g_set_str (&subject->hash, bureau_json_get_string (draft, "hash"));
      add_row (self, draft);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), TRUE);
}

/* Reading ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauSeveralPage *page;
  guint loading;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->page);
  g_free (reading);
}

static gboolean
load (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  GArray *ids = data;
  g_autoptr (JsonArray) drafts = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      JsonObject *draft = bureau_draft_load (database, g_array_index (ids, gint64, i), NULL);

      if (draft != NULL)
        json_array_add_object_element (drafts, draft);
    }
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&drafts));
  return TRUE;
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  g_autoptr (JsonArray) drafts = dex_await_boxed (dex_ref (future), NULL);

  if (drafts != NULL && reading->loading == reading->page->loading && reading->page->rows != NULL)
    show_drafts (reading->page, drafts);
  return NULL;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_several_page_dispose (GObject *object)
{
  BureauSeveralPage *self = BUREAU_SEVERAL_PAGE (object);

  self->loading++;
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_SEVERAL_PAGE);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_several_page_parent_class)->dispose (object);
}

static void
bureau_several_page_class_init (BureauSeveralPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_several_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/several-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauSeveralPage, title);
  gtk_widget_class_bind_template_child (widget_class, BureauSeveralPage, rows);
  gtk_widget_class_bind_template_child (widget_class, BureauSeveralPage, send);
}

static void
bureau_several_page_init (BureauSeveralPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_several_page_show:
 * @subjects: (element-type BureauSubject): the drafts that are chosen
 *
 * Shows them. They can be approved once it is on the screen what they say.
 */
void
bureau_several_page_show (BureauSeveralPage *self, BureauMemory *memory, GPtrArray *subjects)
{
  guint n = subjects->len;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u draft is chosen", "%u drafts are chosen", n), n);
  g_autofree char *send = g_strdup_printf (
      ngettext ("Approve and Send %u", "Approve and Send %u", n), n);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Reading *reading = g_new0 (Reading, 1);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (subjects);
  for (guint i = 0; i < n; i++)
    g_array_append_val (ids, ((BureauSubject *)g_ptr_array_index (subjects, i))->draft);
  gtk_label_set_label (self->title, title);
  gtk_button_set_label (self->send, send);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), FALSE);
  reading->page = g_object_ref (self);
  reading->loading = ++self->loading;
  dex_future_disown (
      dex_future_finally (bureau_memory_read (memory, load, ids, (GDestroyNotify)g_array_unref),
                          loaded_cb, reading, reading_free));
}

/**
 * bureau_several_page_dup_shown:
 *
 * Returns: (transfer full) (nullable) (element-type BureauSubject): what is on the screen, each
 * with the hash of what it says there
 */
GPtrArray *
bureau_several_page_dup_shown (BureauSeveralPage *self)
{
  return self->shown != NULL ? g_ptr_array_ref (self->shown) : NULL;
}
