/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/views-page.h"

#include "base/json.h"
#include "desk/banners.h"
#include "desk/describe-dialog.h"
#include "desk/document-page.h"
#include "desk/frame.h"
#include "desk/view-dialog.h"
#include "desk/view-list.h"
#include "desk/view-page.h"
#include "memory/scratch.h"

/* The key of the view that was open last. */
#define OPEN "views:open"

struct _BureauViewsPage
{
  AdwBin parent_instance;

  BureauMemory *memory;

  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (BureauViewsPage, bureau_views_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *view, *text;
  g_autoptr (JsonObject) values = NULL;

  g_variant_get (parameter, "(&s&s)", &view, &text);
  values = bureau_json_parse_object (text, -1, NULL);
  bureau_views_page_open (BUREAU_VIEWS_PAGE (widget), view, values);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauViewsPage *self = BUREAU_VIEWS_PAGE (widget);

  adw_navigation_view_push (
      self->navigation,
      bureau_document_page_new (self->memory, "view", g_variant_get_string (parameter, NULL)));
}

static BureauViewPage *
get_open (BureauViewsPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  return BUREAU_IS_VIEW_PAGE (page) ? BUREAU_VIEW_PAGE (page) : NULL;
}

static gboolean
is_open (BureauViewsPage *self, const char *name)
{
  BureauViewPage *open = get_open (self);

  return open != NULL && g_strcmp0 (bureau_view_page_get_name (open), name) == 0;
}

static void
added_cb (BureauViewsPage *self, const char *name)
{
  if (is_open (self, name))
    bureau_view_page_tell_changed (get_open (self));
  else
    bureau_views_page_open (self, name, NULL);
}

/* What had the keyboard before may not be shown any more. Which element of a page is the first is
 * only known once they all have their places. */
static DexFuture *
laid_out_cb (DexFuture *future, gpointer data)
{
  BureauViewsPage *self = data;
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  AdwNavigationPage *page = window != NULL ? adw_navigation_view_get_visible_page (self->navigation)
                                           : NULL;
  GtkWidget *focus = window != NULL ? gtk_root_get_focus (window) : NULL;

  if (page != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page))))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  return NULL;
}

static void
closed_cb (BureauViewsPage *self)
{
  dex_future_disown (dex_future_finally (bureau_frame_next (GTK_WIDGET (self)), laid_out_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
present (BureauViewsPage *self, AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
write_new (BureauViewsPage *self)
{
  present (self, ADW_DIALOG (bureau_view_dialog_new (self->memory)));
}

static void
describe (BureauViewsPage *self, const BureauDescribeSubject *subject)
{
  AdwDialog *dialog;

  if (self->memory == NULL)
    return;
  dialog = ADW_DIALOG (bureau_describe_dialog_new (self->memory, subject));
  g_signal_connect_object (dialog, "written", G_CALLBACK (write_new), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  describe (BUREAU_VIEWS_PAGE (widget), &(BureauDescribeSubject){ 0 });
}

static void
change_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  describe (BUREAU_VIEWS_PAGE (widget),
            &(BureauDescribeSubject){ .view = g_variant_get_string (parameter, NULL) });
}

static void
change_part_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauDescribeSubject subject = { NULL };

  g_variant_get (parameter, "(&s&s)", &subject.view, &subject.element);
  describe (BUREAU_VIEWS_PAGE (widget), &subject);
}

/* The view that is open ---------------------------------------------------------------------------
 */

static DexFuture *
left_cb (DexFuture *future, gpointer data)
{
  BureauViewsPage *self = data;
  g_autofree char *name = dex_await_string (dex_ref (future), NULL);

  if (self->navigation != NULL && name != NULL && *name != '\0'
      && !BUREAU_IS_VIEW_PAGE (adw_navigation_view_get_visible_page (self->navigation)))
    bureau_views_page_open (self, name, NULL);
  return NULL;
}

static gboolean
read_left_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, bureau_scratch_get (database, OPEN, NULL));
  return TRUE;
}

static void
turned_cb (BureauViewsPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (self->memory != NULL)
    dex_future_disown (bureau_scratch_put (
        self->memory, OPEN,
        BUREAU_IS_VIEW_PAGE (page) ? bureau_view_page_get_name (BUREAU_VIEW_PAGE (page)) : NULL));
}

static void
begin (BureauViewsPage *self)
{
  dex_future_disown (dex_future_then (bureau_memory_read (self->memory, read_left_cb, NULL, NULL),
                                      left_cb, g_object_ref (self), g_object_unref));
  g_signal_connect_object (self->navigation, "notify::visible-page", G_CALLBACK (turned_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bureau_views_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauViewsPage *self = BUREAU_VIEWS_PAGE (object);

  if (!g_set_object (&self->memory, g_value_get_object (value)))
    return;
  g_object_notify_by_pspec (object, pspec);
  if (self->memory != NULL)
    begin (self);
}

static void
bureau_views_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, BUREAU_VIEWS_PAGE (object)->memory);
}

static void
bureau_views_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_VIEWS_PAGE);
  g_clear_object (&BUREAU_VIEWS_PAGE (object)->memory);
  G_OBJECT_CLASS (bureau_views_page_parent_class)->dispose (object);
}

static void
bureau_views_page_class_init (BureauViewsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bureau_views_page_set_property;
  object_class->get_property = bureau_views_page_get_property;
  object_class->dispose = bureau_views_page_dispose;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                     | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_VIEW_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/views-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauViewsPage, navigation);
  gtk_widget_class_install_action (widget_class, "views.open", "(ss)", open_cb);
  gtk_widget_class_install_action (widget_class, "views.edit", "s", edit_cb);
  gtk_widget_class_install_action (widget_class, "views.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "views.change", "s", change_cb);
  gtk_widget_class_install_action (widget_class, "views.change-part", "(ss)", change_part_cb);
}

static void
bureau_views_page_init (BureauViewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_views_page_open:
 * @name: of a view
 * @values: (nullable): {"PARAM": value} that it is opened with; %NULL is how it was left
 *
 * Turns to the page of a view; one that is turned to already follows what changes by itself.
 */
void
bureau_views_page_open (BureauViewsPage *self, const char *name, JsonObject *values)
{
  if (values == NULL && is_open (self, name))
    return;
  if (self->memory != NULL)
    adw_navigation_view_push (self->navigation, bureau_view_page_new (self->memory, name, values));
}

/**
 * bureau_views_page_dup_place:
 *
 * Returns: (transfer full) (nullable): {"view","params"} of the view that is open
 */
JsonObject *
bureau_views_page_dup_place (BureauViewsPage *self)
{
  BureauViewPage *open = get_open (self);

  return open != NULL ? bureau_view_page_dup_place (open) : NULL;
}

/**
 * bureau_views_page_ask:
 * @words: what a person wants, in plain words
 * @place_or_null: (nullable): {"view","params"} or {"record"}: what “this” in the words means
 *
 * Shows what comes of it.
 */
void
bureau_views_page_ask (BureauViewsPage *self, const char *words, JsonObject *place_or_null)
{
  describe (self, &(BureauDescribeSubject){ .words = words, .opened_from = place_or_null });
}
