/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-form.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/text-row.h"
#include "widgets/row-name.h"

struct _BureauDocumentForm
{
  AdwPreferencesGroup parent_instance;

  JsonObject *document;
  GPtrArray *rows;
  gboolean is_pushing; /* the rows change because of us, not of the person */
};

G_DEFINE_FINAL_TYPE (BureauDocumentForm, bureau_document_form, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A text of a document by the name of its member. */
typedef struct
{
  const char *kind;
  const char *member;
  const char *title;
  gboolean is_line;
} Field;

static const Field fields[] = {
  { "workflow", "title", N_ ("Name"), TRUE },
  { "workflow", "note", N_ ("Note"), FALSE },
  { "agent", "title", N_ ("Name"), TRUE },
  { "agent", "instructions", N_ ("Instructions"), FALSE },
  { "agent", "letter", N_ ("Letter"), FALSE },
  { "spec", "title", N_ ("Name"), TRUE },
};

/* From the rows to the document ------------------------------------------------------------------
 */

/* The part that holds a text: the document, or its letters by language. */
static JsonObject *
find_part (JsonObject *document, GObject *row)
{
  const char *part = g_object_get_data (row, "part");

  return part != NULL ? bureau_json_get_object (document, part) : document;
}

static void
row_changed_cb (BureauDocumentForm *self, GParamSpec *pspec, GObject *row)
{
  const char *member = g_object_get_data (row, "member");
  g_autoptr (JsonObject) edited = NULL;
  g_autofree char *text = NULL;
  JsonObject *part;

  if (self->is_pushing || self->document == NULL)
    return;
  edited = bureau_json_copy_object (self->document);
  part = find_part (edited, row);
  if (part == NULL)
    return;
  g_object_get (row, "text", &text, NULL);
  if (*text != '\0')
    json_object_set_string_member (part, member, text);
  else
    json_object_remove_member (part, member);
  g_clear_pointer (&self->document, json_object_unref);
  self->document = json_object_ref (edited);
  g_signal_emit (self, signals[EDITED], 0, edited);
}

/* From the document to the rows ------------------------------------------------------------------
 */

static void
add_row (BureauDocumentForm *self, GtkWidget *row, const char *part, const char *member)
{
  g_object_set_data_full (G_OBJECT (row), "part", g_strdup (part), g_free);
  g_object_set_data_full (G_OBJECT (row), "member", g_strdup (member), g_free);
  g_signal_connect_object (row, "notify::text", G_CALLBACK (row_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
make_row (const Field *field)
{
  GtkWidget *row;

  if (!field->is_line)
    return bureau_text_row_new (_ (field->title));
  row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", _ (field->title), NULL);
  bureau_row_name_by_title (ADW_PREFERENCES_ROW (row));
  return row;
}

static void
add_letters (BureauDocumentForm *self, JsonObject *letters)
{
  g_autoptr (GList) languages = letters != NULL ? json_object_get_members (letters) : NULL;

  for (GList *l = languages; l != NULL; l = l->next)
    {
      /* Translators: %s is the code of a language, as “de” */
      g_autofree char *title = g_strdup_printf (_ ("Letter (%s)"), (const char *)l->data);

      add_row (self, bureau_text_row_new (title), "letters", l->data);
    }
}

/* Which fields there are depends on the document: an agent without a letter gets none. */
static void
make_rows (BureauDocumentForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (json_object_has_member (self->document, fields[i].kind)
        && (!g_str_equal (fields[i].member, "letter")
            || json_object_has_member (self->document, "letter")))
      add_row (self, make_row (&fields[i]), NULL, fields[i].member);
  add_letters (self, bureau_json_get_object (self->document, "letters"));
}

static void
push_rows (BureauDocumentForm *self)
{
  self->is_pushing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->rows, i);
      JsonObject *part = find_part (self->document, row);
      const char *text = part != NULL
                             ? bureau_json_get_string (part, g_object_get_data (row, "member"))
                             : NULL;
      g_autofree char *shown = NULL;

      g_object_get (row, "text", &shown, NULL);
      if (g_strcmp0 (shown, text != NULL ? text : "") != 0)
        g_object_set (row, "text", text != NULL ? text : "", NULL);
    }
  self->is_pushing = FALSE;
}

static void
bureau_document_form_finalize (GObject *object)
{
  BureauDocumentForm *self = BUREAU_DOCUMENT_FORM (object);

  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_document_form_parent_class)->finalize (object);
}

static void
bureau_document_form_class_init (BureauDocumentFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_document_form_finalize;
  signals[EDITED] = g_signal_new ("edited", BUREAU_TYPE_DOCUMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
bureau_document_form_init (BureauDocumentForm *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * bureau_document_form_show:
 * @document: (nullable): a workflow or an agent; %NULL where the text of it cannot be read, so that
 *   there is nothing to fill in
 *
 * Shows the texts of a document; those that are shown already keep their cursor.
 */
void
bureau_document_form_show (BureauDocumentForm *self, JsonObject *document)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), document != NULL);
  if (document == NULL)
    return;
  g_clear_pointer (&self->document, json_object_unref);
  self->document = json_object_ref (document);
  if (self->rows->len == 0)
    make_rows (self);
  push_rows (self);
}
