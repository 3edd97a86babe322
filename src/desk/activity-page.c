/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/activity-page.h"

#include <glib/gi18n.h>

#include "desk/banners.h"
#include "desk/questions-page.h"
#include "desk/requests-page.h"
#include "desk/run-page.h"
#include "desk/runs-page.h"
#include "memory/memory.h"

struct _BureauActivityPage
{
  AdwBin parent_instance;

  BureauMemory *memory;

  AdwNavigationView *navigation;
  GtkWidget *above; /* the tabs, where there is room for them in the header */
  GtkWidget *below;
  AdwViewStack *tabs;
  GtkWidget *questions;
};

G_DEFINE_FINAL_TYPE (BureauActivityPage, bureau_activity_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *name;
  const char *title;
} tabs[] = {
  { "runs", N_ ("Runs") },
  { "questions", N_ ("Questions") },
  { "requests", N_ ("Requests") },
};

/* "Questions (2)" */
static char *
title_cb (GtkWidget *widget, const char *name, guint count)
{
  const char *title = name;

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    if (g_str_equal (tabs[i].name, name))
      title = _ (tabs[i].title);
  return count > 0 ? g_strdup_printf ("%s (%u)", title, count) : g_strdup (title);
}

/* With the last question its row goes, and the keyboard would go with it. */
static void
questions_cb (BureauActivityPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = window != NULL ? gtk_root_get_focus (window) : NULL;
  guint count;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->questions))
    return;
  g_object_get (self->questions, "count", &count, NULL);
  if (count == 0)
    gtk_widget_child_focus (gtk_widget_get_mapped (self->above) ? self->above : self->below,
                            GTK_DIR_TAB_FORWARD);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bureau_activity_page_open_run (BUREAU_ACTIVITY_PAGE (widget), g_variant_get_int64 (parameter));
}

static void
bureau_activity_page_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  if (g_set_object (&BUREAU_ACTIVITY_PAGE (object)->memory, g_value_get_object (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
bureau_activity_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, BUREAU_ACTIVITY_PAGE (object)->memory);
}

static void
bureau_activity_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_ACTIVITY_PAGE);
  g_clear_object (&BUREAU_ACTIVITY_PAGE (object)->memory);
  G_OBJECT_CLASS (bureau_activity_page_parent_class)->dispose (object);
}

static void
bureau_activity_page_class_init (BureauActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bureau_activity_page_set_property;
  object_class->get_property = bureau_activity_page_get_property;
  object_class->dispose = bureau_activity_page_dispose;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                     | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_RUNS_PAGE);
  g_type_ensure (BUREAU_TYPE_QUESTIONS_PAGE);
  g_type_ensure (BUREAU_TYPE_REQUESTS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauActivityPage, navigation);
  gtk_widget_class_bind_template_child (widget_class, BureauActivityPage, above);
  gtk_widget_class_bind_template_child (widget_class, BureauActivityPage, below);
  gtk_widget_class_bind_template_child (widget_class, BureauActivityPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, BureauActivityPage, questions);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, questions_cb);
  gtk_widget_class_install_action (widget_class, "activity.run", "x", run_cb);
}

static void
bureau_activity_page_init (BureauActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_activity_page_open_run:
 * @run: its id
 *
 * Turns to the page of a run.
 */
void
bureau_activity_page_open_run (BureauActivityPage *self, gint64 run)
{
  if (self->memory != NULL)
    adw_navigation_view_push (self->navigation, bureau_run_page_new (self->memory, run));
}

/**
 * bureau_activity_page_show_tab:
 * @tab: "runs", "questions" or "requests"
 *
 * Turns to one of the lists.
 */
void
bureau_activity_page_show_tab (BureauActivityPage *self, const char *tab)
{
  adw_navigation_view_pop_to_tag (self->navigation, "lists");
  adw_view_stack_set_visible_child_name (self->tabs, tab);
}
