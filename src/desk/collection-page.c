/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/collection-page.h"

#include <glib/gi18n.h>

#include "desk/banners.h"
#include "desk/own-collections.h"
#include "desk/record-dialog.h"
#include "desk/undo-toast.h"
#include "memory/collection.h"
#include "views/format.h"
#include "widgets/table-view.h"

struct _BureauCollectionPage
{
  AdwNavigationPage parent_instance;

  BureauMemory *memory;
  BureauTableModel *model;
  JsonObject *document;
  char *collection;
  char *problem;
  guint asked; /* counts what was to be shown, so that an answer about another is dropped */

  AdwWindowTitle *heading;
  GtkWidget *add;
  AdwViewStack *states;
  BureauTableView *table;
};

G_DEFINE_FINAL_TYPE (BureauCollectionPage, bureau_collection_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PROBLEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* State ------------------------------------------------------------------------------------------
 */

static void
show_problem (BureauCollectionPage *self, const char *message)
{
  if (g_set_str (&self->problem, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  adw_view_stack_set_visible_child_name (self->states, "problem");
}

static const char *
choose_state (BureauCollectionPage *self)
{
  gboolean is_loaded, is_complete;

  g_object_get (self->model, "is-loaded", &is_loaded, "is-complete", &is_complete, NULL);
  if (!is_loaded)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    return "rows";
  return is_complete ? "empty" : "loading";
}

static void
say_count (BureauCollectionPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = bureau_format_int (n);
  g_autofree char *text = NULL;
  gboolean is_complete;

  g_object_get (self->model, "is-complete", &is_complete, NULL);
  text = is_complete && n > 0 ? g_strdup_printf (ngettext ("%s record", "%s records", n), number)
                              : g_strdup ("");
  adw_window_title_set_subtitle (self->heading, text);
}

static void
model_changed_cb (BureauCollectionPage *self)
{
  g_autofree char *message = NULL;

  g_object_get (self->model, "problem", &message, NULL);
  if (message != NULL)
    {
      show_problem (self, message);
      return;
    }
  adw_view_stack_set_visible_child_name (self->states, choose_state (self));
  say_count (self);
}

/* What is shown ----------------------------------------------------------------------------------
 */

static void
set_model (BureauCollectionPage *self, BureauTableModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  bureau_table_view_set_model (self->table, model);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "notify", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
}

static void
show_document (BureauCollectionPage *self, JsonObject *document)
{
  g_autoptr (BureauTableModel) model = bureau_table_model_new (self->memory, document);

  g_clear_pointer (&self->document, json_object_unref);
  self->document = json_object_ref (document);
  gtk_widget_set_visible (self->add, bureau_own_collection_get_title (self->collection) == NULL);
  set_model (self, model);
}

typedef struct
{
  BureauCollectionPage *page;
  guint asked;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->page);
  g_free (question);
}

static gboolean
find_document (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonObject *document = bureau_collection_find (database, data, error);

  if (document == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, document);
  return TRUE;
}

static DexFuture *
document_found_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  BureauCollectionPage *self = question->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = dex_await_boxed (dex_ref (future), &error);

  if (question->asked != self->asked || self->states == NULL)
    return NULL;
  if (document != NULL)
    show_document (self, document);
  else
    show_problem (self, error->message);
  return NULL;
}

static void
ask_document (BureauCollectionPage *self)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  question->asked = self->asked;
  dex_future_disown (dex_future_finally (
      bureau_memory_read (self->memory, find_document, g_strdup (self->collection), g_free),
      document_found_cb, question, question_free));
}

static void
opened_cb (BureauCollectionPage *self, gint64 id)
{
  g_signal_emit (self, signals[OPENED], 0, self->collection, id);
}

/* Adding -----------------------------------------------------------------------------------------
 */

static void
added_cb (BureauCollectionPage *self, gint64 id)
{
  bureau_undo_toast_add (GTK_WIDGET (self), self->memory, id, _ ("Record added"));
  g_signal_emit (self, signals[OPENED], 0, self->collection, id);
}

static void
add_cb (BureauCollectionPage *self)
{
  BureauRecordDialog *dialog = bureau_record_dialog_new (self->memory, self->document);

  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* A status page reads its description as markup. */
static char *
escape_cb (GObject *object, const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_collection_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, BUREAU_COLLECTION_PAGE (object)->problem);
}

static void
bureau_collection_page_dispose (GObject *object)
{
  BureauCollectionPage *self = BUREAU_COLLECTION_PAGE (object);

  self->asked++;
  if (self->table != NULL)
    set_model (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_COLLECTION_PAGE);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->collection, g_free);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (bureau_collection_page_parent_class)->dispose (object);
}

static void
bureau_collection_page_class_init (BureauCollectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_collection_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = bureau_collection_page_get_property;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/collection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauCollectionPage, heading);
  gtk_widget_class_bind_template_child (widget_class, BureauCollectionPage, add);
  gtk_widget_class_bind_template_child (widget_class, BureauCollectionPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauCollectionPage, table);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
bureau_collection_page_init (BureauCollectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_collection_page_show:
 * @collection: a collection, or a readable view
 * @title: what people call it
 *
 * Shows its records, the newest first.
 */
void
bureau_collection_page_show (BureauCollectionPage *self, BureauMemory *memory,
                             const char *collection, const char *title)
{
  g_autoptr (JsonObject) own = bureau_own_collection_describe (collection);

  if (g_strcmp0 (self->collection, collection) == 0)
    return;
  g_set_object (&self->memory, memory);
  g_set_str (&self->collection, collection);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, "");
  self->asked++;
  set_model (self, NULL);
  adw_view_stack_set_visible_child_name (self->states, "loading");
  if (own != NULL)
    show_document (self, own);
  else
    ask_document (self);
}

/**
 * bureau_collection_page_get_collection:
 *
 * Returns: (transfer none) (nullable): whose records it shows
 */
const char *
bureau_collection_page_get_collection (BureauCollectionPage *self)
{
  return self->collection;
}
