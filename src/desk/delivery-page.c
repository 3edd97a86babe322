/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/delivery-page.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/delivery-state.h"
#include "desk/delivery-story.h"
#include "desk/delivery-words.h"
#include "desk/fact-row.h"
#include "desk/history.h"
#include "desk/words.h"
#include "views/joined.h"

#define MAX_TEXT_BYTES (64 * 1024)

struct _BureauDeliveryPage
{
  BureauStoryPage parent_instance;

  char *choices_of; /* the state whose choices are shown */

  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *explanation;
  AdwWrapBox *choices;
  GtkListBox *recipients;
  GtkListBox *attempts;
  GtkListBox *about;
  GtkListBox *facts;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (BureauDeliveryPage, bureau_delivery_page, BUREAU_TYPE_STORY_PAGE)

/* What can be done -------------------------------------------------------------------------------
 */

static void
add_choice (BureauDeliveryPage *self, const BureauDeliveryChoice *choice, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ (choice->label));
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), choice->action);
  adw_wrap_box_append (self->choices, button);
}

/* The buttons stay while the state does, and so does the keyboard. */
static void
show_choices (BureauDeliveryPage *self, JsonObject *delivery)
{
  const char *state = bureau_json_get_string (delivery, "state");
  const char *act = bureau_delivery_state_to_act (state);
  guint n;
  const BureauDeliveryChoice *choices = bureau_delivery_choice_list (&n);
  GtkWidget *button;

  if (!g_set_str (&self->choices_of, state))
    return;
  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    adw_wrap_box_remove (self->choices, button);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (choices[i].act, act))
      add_choice (self, &choices[i],
                  bureau_json_get_id (delivery, choices[i].is_about_draft ? "draft" : "id"));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), *act != '\0');
}

/* What became of it ------------------------------------------------------------------------------
 */

static void
show_state (BureauDeliveryPage *self, JsonObject *delivery)
{
  const char *state = bureau_json_get_string (delivery, "state");
  g_autofree char *why = bureau_delivery_explain (delivery);

  gtk_image_set_from_icon_name (self->icon, bureau_delivery_state_to_icon (state));
  gtk_label_set_label (self->state, bureau_delivery_state_to_words (state));
  gtk_label_set_label (self->explanation, why);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), *why != '\0');
}

static void
show_recipients (BureauDeliveryPage *self, JsonArray *recipients, const char *state)
{
  guint n = json_array_get_length (recipients);

  gtk_list_box_remove_all (self->recipients);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *recipient = json_array_get_object_element (recipients, i);
      g_autofree char *says = bureau_delivery_say_recipient (recipient, state);

      bureau_fact_row_add_plain (self->recipients, bureau_json_get_string (recipient, "address"),
                                 says);
    }
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->recipients)), n > 0);
}

static void
add_attempt (BureauDeliveryPage *self, JsonObject *attempt, gboolean is_under_way)
{
  const char *began = bureau_json_get_string (attempt, "at");
  g_autofree char *at = bureau_words_time (began);
  g_autofree char *took = bureau_words_span (began, bureau_json_get_string (attempt, "ended_at"));
  g_autofree char *title = g_strconcat (g_strchug (at), *took != '\0' ? " · " : "", took, NULL);
  g_autofree char *says = bureau_delivery_say_attempt (attempt, is_under_way);

  bureau_fact_row_add_plain (self->attempts, title, says);
}

static void
show_attempts (BureauDeliveryPage *self, JsonArray *attempts, const char *state)
{
  gboolean is_sending = g_strcmp0 (state, "sending") == 0;
  guint n = g_strcmp0 (state, "sample") != 0 ? json_array_get_length (attempts) : 0;

  gtk_list_box_remove_all (self->attempts);
  for (guint i = 0; i < n; i++)
    add_attempt (self, json_array_get_object_element (attempts, i), is_sending && i == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->attempts)), n > 0);
}

/* What it is -------------------------------------------------------------------------------------
 */

static void
add_lead (BureauDeliveryPage *self, const char *title, const char *detail, const char *action,
          gint64 id)
{
  g_autofree char *shown = bureau_text_visible (detail != NULL ? detail : "", NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", title, "subtitle", shown, "activatable", TRUE, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  gtk_list_box_append (self->about, row);
}

static void
show_about (BureauDeliveryPage *self, JsonObject *delivery)
{
  gboolean is_approved = g_strcmp0 (bureau_json_get_string (delivery, "draft_state"), "approved")
                         == 0;
  gint64 message = bureau_json_get_id (delivery, "message");
  g_autofree char *sender = bureau_words_mailbox (
      bureau_json_get_string (delivery, "sender_name"),
      bureau_json_get_string (delivery, "sender_address"));

  gtk_list_box_remove_all (self->about);
  add_lead (self, _ ("The Draft"), bureau_json_get_string (delivery, "subject"),
            is_approved ? "win.open-record" : "win.open", bureau_json_get_id (delivery, "draft"));
  if (message != 0)
    add_lead (self, _ ("The Message It Answers"), sender, "win.open", message);
}

/* The names of the files that go with it. */
static char *
say_attachments (const char *json)
{
  g_autoptr (JsonArray) list = bureau_json_text_to_array (json);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *name = bureau_json_get_string (json_array_get_object_element (list, i), "name");

      bureau_joined_add (names, name != NULL ? name : "?");
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
show_facts (BureauDeliveryPage *self, JsonObject *delivery)
{
  g_autofree char *at = bureau_words_time (bureau_json_get_string (delivery, "approved_at"));
  g_autofree char *by = bureau_history_say_actor (bureau_json_get_string (delivery, "approved_by"));
  g_autofree char *approved = g_strdup_printf ("%s · %s", g_strchug (at), by);
  g_autofree char *attachments = say_attachments (bureau_json_get_string (delivery, "attachments"));
  const char *body = bureau_json_get_string (delivery, "body");
  g_autofree char *visible = bureau_text_visible (body != NULL ? body : "", NULL);
  g_autofree char *words = bureau_text_shorten (visible, MAX_TEXT_BYTES);

  gtk_list_box_remove_all (self->facts);
  bureau_fact_row_add (self->facts, _ ("Approved"), approved);
  bureau_fact_row_add (self->facts, _ ("Call to"), bureau_json_get_string (delivery, "connection"));
  bureau_fact_row_add (self->facts, _ ("Attachments"), attachments);
  bureau_fact_row_add (self->facts, _ ("Message-ID"),
                       bureau_json_get_string (delivery, "message_id"));
  gtk_label_set_label (self->words, words);
}

static void
bureau_delivery_page_show (BureauStoryPage *page, JsonObject *story)
{
  BureauDeliveryPage *self = BUREAU_DELIVERY_PAGE (page);
  JsonObject *delivery = json_object_get_object_member (story, "delivery");
  const char *subject = bureau_json_get_string (delivery, "subject");
  const char *state = bureau_json_get_string (delivery, "state");

  bureau_story_page_set_title (page,
                               subject != NULL && *subject != '\0' ? subject : _ ("No subject"));
  show_state (self, delivery);
  show_choices (self, delivery);
  show_recipients (self, json_object_get_array_member (story, "recipients"), state);
  show_attempts (self, json_object_get_array_member (story, "attempts"), state);
  show_about (self, delivery);
  show_facts (self, delivery);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_delivery_page_dispose (GObject *object)
{
  BureauDeliveryPage *self = BUREAU_DELIVERY_PAGE (object);

  g_clear_pointer (&self->choices_of, g_free);
  G_OBJECT_CLASS (bureau_delivery_page_parent_class)->dispose (object);
}

static void
bureau_delivery_page_class_init (BureauDeliveryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_delivery_page_dispose;
  BUREAU_STORY_PAGE_CLASS (klass)->show = bureau_delivery_page_show;
  bureau_story_page_class_set_up (BUREAU_STORY_PAGE_CLASS (klass), "delivery-page");
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, icon);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, state);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, choices);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, recipients);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, attempts);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, about);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, facts);
  gtk_widget_class_bind_template_child (widget_class, BureauDeliveryPage, words);
}

static void
bureau_delivery_page_init (BureauDeliveryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static JsonObject *
load_cb (BureauDatabase *database, gconstpointer delivery, GError **error)
{
  return bureau_delivery_story_load (database, *(const gint64 *)delivery, error);
}

/**
 * bureau_delivery_page_new:
 * @delivery: its id
 *
 * Returns: (transfer floating): the page, to be pushed
 */
AdwNavigationPage *
bureau_delivery_page_new (BureauMemory *memory, gint64 delivery)
{
  BureauDeliveryPage *self = g_object_new (BUREAU_TYPE_DELIVERY_PAGE, NULL);

  bureau_story_page_follow_row (BUREAU_STORY_PAGE (self), memory, load_cb, delivery);
  return ADW_NAVIGATION_PAGE (self);
}
