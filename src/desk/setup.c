/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/setup.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/chooser.h"
#include "desk/model-fields.h"
#include "desk/toast.h"
#include "memory/setting-check.h"
#include "widgets/row-name.h"
#include "workflows/template.h"

/* What a new workspace counts in. */
#define FIRST_CURRENCY "EUR"

/* Where a row's text goes: a member of the answers, or of an object in them. */
typedef struct
{
  JsonObject *object;
  const char *member;
} Place;

static void
place_free (gpointer data, GClosure *closure)
{
  Place *self = data;

  g_clear_pointer (&self->object, json_object_unref);
  g_free (self);
}

static void
text_changed_cb (GtkEditable *editable, Place *place)
{
  json_object_set_string_member (place->object, place->member, gtk_editable_get_text (editable));
}

static void
add_entry (AdwPreferencesGroup *group, JsonObject *object, const char *member, const char *title,
           GtkInputPurpose purpose)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *before = bureau_json_get_string (object, member);
  Place *place = g_new0 (Place, 1);

  place->object = json_object_ref (object);
  place->member = member;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", title, "input-purpose", purpose, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), before != NULL ? before : "");
  /* The row's own handler; it goes with the row. */
  g_signal_connect_data (row, "changed", G_CALLBACK (text_changed_cb), place, place_free, 0);
  bureau_row_name_by_title (ADW_PREFERENCES_ROW (row));
  adw_preferences_group_add (group, row);
}

static JsonObject *
get_object (JsonObject *answers, const char *member)
{
  if (bureau_json_get_object (answers, member) == NULL)
    json_object_set_object_member (answers, member, json_object_new ());
  return bureau_json_get_object (answers, member);
}

/* The firm ---------------------------------------------------------------------------------------
 */

static GtkWidget *
make_firm (JsonObject *answers)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  add_entry (group, answers, "firm", _ ("Name of the firm"), GTK_INPUT_PURPOSE_FREE_FORM);
  return GTK_WIDGET (group);
}

static char *
say_firm_obstacle (JsonObject *answers)
{
  const char *firm = bureau_json_get_string (answers, "firm");
  g_autofree char *bare = g_strstrip (g_strdup (firm != NULL ? firm : ""));

  return *bare != '\0' ? NULL : g_strdup (_ ("Type the name that letters show."));
}

/* Who letters come from --------------------------------------------------------------------------
 */

static GtkWidget *
make_identity (JsonObject *answers)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  JsonObject *identity = get_object (answers, "identity");

  add_entry (group, identity, "name", _ ("Sender’s name"), GTK_INPUT_PURPOSE_NAME);
  add_entry (group, identity, "address", _ ("Sender’s address"), GTK_INPUT_PURPOSE_EMAIL);
  add_entry (group, identity, "signature", _ ("Signature"), GTK_INPUT_PURPOSE_FREE_FORM);
  return GTK_WIDGET (group);
}

static char *
say_identity_obstacle (JsonObject *answers)
{
  JsonObject *identity = bureau_json_get_object (answers, "identity");
  const char *address = identity != NULL ? bureau_json_get_string (identity, "address") : NULL;

  if (address == NULL || *address == '\0' || bureau_address_check (address))
    return NULL;
  return g_strdup (_ ("This is no address. Type one such as anna@example.org, or leave it empty."));
}

/* Where messages arrive --------------------------------------------------------------------------
 */

static void
show_folder (AdwActionRow *row, JsonObject *answers)
{
  const char *folder = bureau_json_get_string (answers, "folder");

  g_object_set (row, "subtitle", folder != NULL ? folder : _ ("None yet"), NULL);
}

static DexFuture *
folder_chosen_cb (DexFuture *future, gpointer data)
{
  AdwActionRow *row = data;
  JsonObject *answers = g_object_get_data (G_OBJECT (row), "answers");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);

  if (path != NULL)
    json_object_set_string_member (answers, "folder", path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (row), error->message);
  show_folder (row, answers);
  return NULL;
}

static void
choose_folder_cb (GtkWidget *row)
{
  dex_future_disown (dex_future_finally (bureau_chooser_choose (row, BUREAU_CHOOSER_FOLDER),
                                         folder_chosen_cb, g_object_ref (row), g_object_unref));
}

static GtkWidget *
make_folder (JsonObject *answers)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Choose…"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", _ ("Folder"), "subtitle-lines", 2, NULL);
  g_object_set_data_full (G_OBJECT (row), "answers", json_object_ref (answers),
                          (GDestroyNotify)json_object_unref);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (choose_folder_cb), row,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  show_folder (ADW_ACTION_ROW (row), answers);
  adw_preferences_group_add (group, row);
  return GTK_WIDGET (group);
}

/* What the agents do -----------------------------------------------------------------------------
 */

static void
template_chosen_cb (GtkCheckButton *check, Place *place)
{
  if (gtk_check_button_get_active (check))
    json_object_set_string_member (place->object, "template",
                                   gtk_widget_get_name (GTK_WIDGET (check)));
}

static GtkWidget *
add_template (AdwPreferencesGroup *group, JsonObject *answers, JsonObject *template)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  Place *place = g_new0 (Place, 1);

  place->object = json_object_ref (answers);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", bureau_json_get_string (template, "title"), "subtitle",
                bureau_json_get_string (template, "description"), NULL);
  gtk_widget_set_name (check, bureau_json_get_string (template, "template"));
  g_signal_connect_data (check, "toggled", G_CALLBACK (template_chosen_cb), place, place_free, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
  return check;
}

static GtkWidget *
make_template (JsonObject *answers)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr (JsonArray) templates = bureau_template_list (NULL);
  GtkWidget *first = NULL;

  for (guint i = 0; templates != NULL && i < json_array_get_length (templates); i++)
    {
      GtkWidget *check = add_template (group, answers,
                                       json_array_get_object_element (templates, i));

      if (first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      else
        first = check;
    }
  if (first != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  return GTK_WIDGET (group);
}

/* Who thinks for the agents ----------------------------------------------------------------------
 */

static void
keep_model (BureauModelFields *fields, JsonObject *answers)
{
  JsonObject *model = json_object_new ();

  json_object_set_string_member (model, "name", bureau_model_fields_get_name (fields));
  bureau_json_set_string (model, "secret_env", bureau_model_fields_get_variable (fields));
  json_object_set_string_member (
      model, "key", bureau_connection_fields_get_secret (BUREAU_CONNECTION_FIELDS (fields)));
  json_object_set_int_member (model, "limit", bureau_model_fields_get_limit (fields));
  json_object_set_object_member (
      model, "config", bureau_connection_fields_make_config (BUREAU_CONNECTION_FIELDS (fields)));
  json_object_set_object_member (answers, "model", model);
}

static void
model_changed_cb (GtkWidget *fields, Place *place)
{
  if (gtk_widget_get_visible (fields))
    keep_model (BUREAU_MODEL_FIELDS (fields), place->object);
  else
    json_object_remove_member (place->object, "model");
}

static void
model_shown_cb (GtkWidget *fields)
{
  g_signal_emit_by_name (fields, "changed");
}

static GtkWidget *
make_model_fields (JsonObject *answers)
{
  GtkWidget *fields = g_object_new (BUREAU_TYPE_MODEL_FIELDS, "visible", FALSE, NULL);
  Place *place = g_new0 (Place, 1);

  place->object = json_object_ref (answers);
  bureau_model_fields_ask_limit (BUREAU_MODEL_FIELDS (fields), FIRST_CURRENCY);
  /* The widget's own handlers; they go with it. */
  g_signal_connect_data (fields, "changed", G_CALLBACK (model_changed_cb), place, place_free, 0);
  g_signal_connect_object (fields, "notify::visible", G_CALLBACK (model_shown_cb), fields, 0);
  return fields;
}

static GtkWidget *
make_model (JsonObject *answers)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *use = adw_switch_row_new ();
  GtkWidget *fields = make_model_fields (answers);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (use), FALSE);
  g_object_set (use, "title", _ ("Use a language model"), NULL);
  g_object_bind_property (use, "active", fields, "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (group, use);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (box), fields);
  return box;
}

static char *
say_model_obstacle (JsonObject *answers)
{
  JsonObject *model = bureau_json_get_object (answers, "model");
  JsonObject *config = model != NULL ? bureau_json_get_object (model, "config") : NULL;

  if (config == NULL || bureau_json_get_string (config, "model") != NULL)
    return NULL;
  return g_strdup (_ ("Type the model’s name, or let the rules do it."));
}

/* A step more is a line more here. */
static const BureauSetupStep steps[] = {
  { "firm", N_ ("Your Firm"), N_ ("As your letters show it."), make_firm, say_firm_obstacle },
  { "identity", N_ ("Who Letters Come From"),
    N_ ("Each letter is signed by you and leaves only after your click."), make_identity,
    say_identity_obstacle },
  { "folder", N_ ("Where Messages Arrive"),
    N_ ("Mail files that are saved into this folder are read and left where they are. You can also "
        "drop them on the window."),
    make_folder, NULL },
  { "template", N_ ("What the Agents Do"),
    N_ ("They work by rules on this computer; there is no account and no key. All of it can be "
        "changed later."),
    make_template, NULL },
  { "model", N_ ("Who Thinks for the Agents"),
    N_ ("Rules need nothing. A language model reads and writes better; you can connect one later "
        "as "
        "well."),
    make_model, say_model_obstacle },
};

/**
 * bureau_setup_list:
 * @n_steps: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_steps): the steps in their order
 */
const BureauSetupStep *
bureau_setup_list (guint *n_steps)
{
  *n_steps = G_N_ELEMENTS (steps);
  return steps;
}
