/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/opening-page.h"

struct _BureauOpeningPage
{
  AdwBin parent_instance;

  AdwViewStack *states;
  AdwStatusPage *opening;
  AdwStatusPage *problem;
};

G_DEFINE_FINAL_TYPE (BureauOpeningPage, bureau_opening_page, ADW_TYPE_BIN)

/* A status page reads its description as markup. */
static void
describe (AdwStatusPage *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (page, escaped);
}

static void
bureau_opening_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_OPENING_PAGE);
  G_OBJECT_CLASS (bureau_opening_page_parent_class)->dispose (object);
}

static void
bureau_opening_page_class_init (BureauOpeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_opening_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/opening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauOpeningPage, states);
  gtk_widget_class_bind_template_child (widget_class, BureauOpeningPage, opening);
  gtk_widget_class_bind_template_child (widget_class, BureauOpeningPage, problem);
}

static void
bureau_opening_page_init (BureauOpeningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_opening_page_set_name:
 * @name: (nullable): what the workspace is called
 *
 * Says which one is being opened.
 */
void
bureau_opening_page_set_name (BureauOpeningPage *self, const char *name)
{
  describe (self->opening, name != NULL ? name : "");
  adw_view_stack_set_visible_child_name (self->states, "opening");
}

/**
 * bureau_opening_page_set_problem:
 * @problem: a sentence that says what to do
 *
 * Says why it cannot be opened.
 */
void
bureau_opening_page_set_problem (BureauOpeningPage *self, const char *problem)
{
  describe (self->problem, problem);
  adw_view_stack_set_visible_child_name (self->states, "problem");
}
