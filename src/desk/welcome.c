/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/welcome.h"

#include "desk/recent.h"
#include "desk/setup-page.h"

struct _BureauWelcome
{
  AdwBin parent_instance;

  JsonObject *answers;

  AdwNavigationView *views;
  AdwPreferencesGroup *recent;
};

G_DEFINE_FINAL_TYPE (BureauWelcome, bureau_welcome, ADW_TYPE_BIN)

static guint begin_signal;

/* One's own ---------------------------------------------------------------------------------------
 */

static void push_step (BureauWelcome *self, guint i);

static void
next_cb (BureauWelcome *self, BureauSetupPage *page)
{
  guint n;
  const BureauSetupStep *steps = bureau_setup_list (&n);
  guint i = (guint)(bureau_setup_page_get_step (page) - steps);

  if (i + 1 < n)
    push_step (self, i + 1);
  else
    g_signal_emit (self, begin_signal, 0, "own", self->answers);
}

static void
push_step (BureauWelcome *self, guint i)
{
  guint n;
  const BureauSetupStep *steps = bureau_setup_list (&n);
  BureauSetupPage *page = bureau_setup_page_new (&steps[i], self->answers, i + 1 == n);

  g_signal_connect_object (page, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->views, ADW_NAVIGATION_PAGE (page));
}

static void
own_cb (BureauWelcome *self)
{
  push_step (self, 0);
}

static void
sample_cb (BureauWelcome *self)
{
  g_signal_emit (self, begin_signal, 0, "sample", NULL);
}

/* What was open lately
 * -----------------------------------------------------------------------------
 */

static void
add_recent (BureauWelcome *self, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = bureau_recent_say_name (path);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", name, "subtitle", path, "subtitle-lines", 1, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-workspace");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  adw_preferences_group_add (self->recent, row);
}

static void
fill_recent (BureauWelcome *self)
{
  g_auto (GStrv) paths = bureau_recent_list ();

  gtk_widget_set_visible (GTK_WIDGET (self->recent), paths[0] != NULL);
  for (guint i = 0; paths[i] != NULL; i++)
    add_recent (self, paths[i]);
}

static void
bureau_welcome_dispose (GObject *object)
{
  BureauWelcome *self = BUREAU_WELCOME (object);

  /* The bin forgets its child before the template lets go of it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WELCOME);
  g_clear_pointer (&self->answers, json_object_unref);
  G_OBJECT_CLASS (bureau_welcome_parent_class)->dispose (object);
}

static void
bureau_welcome_class_init (BureauWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_welcome_dispose;
  begin_signal = g_signal_new ("begin", BUREAU_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, JSON_TYPE_OBJECT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWelcome, views);
  gtk_widget_class_bind_template_child (widget_class, BureauWelcome, recent);
  gtk_widget_class_bind_template_callback (widget_class, own_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
}

static void
bureau_welcome_init (BureauWelcome *self)
{
  self->answers = json_object_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_recent (self);
}
