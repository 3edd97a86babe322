/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/model-fields.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "memory/secret.h"
#include "widgets/row-name.h"

struct _BureauModelFields
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *vendor;
  GtkEditable *address;
  GtkEditable *key;
  GtkEditable *model;
  AdwComboRow *models;
  AdwSpinRow *limit;
  char *variable;     /* that a stored connection's key is looked for in; NULL for a new one */
  gboolean is_stored; /* a stored connection does not change where its key is looked for */
  gboolean asks_limit;
  gboolean is_filling; /* what changes does so because of us, not of the person */
};

static void fields_init (BureauConnectionFieldsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauModelFields, bureau_model_fields, ADW_TYPE_PREFERENCES_GROUP,
                               G_IMPLEMENT_INTERFACE (BUREAU_TYPE_CONNECTION_FIELDS, fields_init))

static guint changed_signal;

/* In the order of the row `vendor`. The name is what a connection is called; no address means the
 * vendor's own. */
static const struct
{
  const char *name;
  const char *kind;
  const char *address;
  const char *variable;
  gboolean is_local;
} vendors[] = {
  { "anthropic", "anthropic", NULL, "ANTHROPIC_API_KEY" },
  { "openai", "openai", NULL, "OPENAI_API_KEY" },
  { "ollama", "openai", "http://localhost:11434", NULL, TRUE },
  { "model", "openai", "" },
  { "model", "openai-responses", "https://api.openai.com" },
  { "model", "anthropic", "" },
};

/* What is chosen while no model is. */
#define NONE "—"

/* Whose address it is, else whoever speaks so: a connection keeps the wire that it was made for. */
static guint
find_vendor (JsonObject *config)
{
  const char *kind = bureau_json_get_string (config, "kind");
  const char *address = bureau_json_get_string (config, "base_url");
  guint found = 0;

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (vendors); i++)
    {
      if (!g_str_equal (kind, vendors[i].kind))
        continue;
      if (g_strcmp0 (address, vendors[i].address) == 0)
        return i;
      found = i;
    }
  return found;
}

static guint
get_vendor (BureauModelFields *self)
{
  return MIN (adw_combo_row_get_selected (self->vendor), G_N_ELEMENTS (vendors) - 1);
}

static gboolean
is_in_environment (const char *variable)
{
  g_autofree char *key = variable != NULL ? bureau_secret_dup_from_environment (variable) : NULL;

  return key != NULL;
}

/* Nobody typed it: it is empty, or that of the vendor who was chosen before. */
static gboolean
is_address_free (BureauModelFields *self)
{
  const char *address = gtk_editable_get_text (self->address);

  for (guint i = 0; !self->is_filling && i < G_N_ELEMENTS (vendors); i++)
    if (g_strcmp0 (address, vendors[i].address) == 0)
      return TRUE;
  return *address == '\0';
}

/* What does not apply to a vendor is not asked. */
static void
vendor_cb (BureauModelFields *self)
{
  guint vendor = get_vendor (self);
  gboolean is_given = is_in_environment (self->is_stored ? self->variable
                                                         : vendors[vendor].variable);

  gtk_widget_set_visible (GTK_WIDGET (self->address), vendors[vendor].address != NULL);
  if (vendors[vendor].address != NULL && *vendors[vendor].address != '\0' && is_address_free (self))
    gtk_editable_set_text (self->address, vendors[vendor].address);
  gtk_widget_set_visible (GTK_WIDGET (self->key), !vendors[vendor].is_local);
  g_object_set (self->key, "title",
                is_given ? _ ("Key, from the environment") : _ ("Key, kept in the keyring"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->limit), self->asks_limit && !vendors[vendor].is_local);
  g_signal_emit (self, changed_signal, 0);
}

static void
model_chosen_cb (BureauModelFields *self)
{
  GObject *item = adw_combo_row_get_selected_item (self->models);

  if (item != NULL && !self->is_filling
      && !g_str_equal (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), NONE))
    gtk_editable_set_text (self->model, gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
}

static void
changed_cb (BureauModelFields *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* The fields of a connection ---------------------------------------------------------------------
 */

/* The one it names, or the one of its own name. */
static char *
find_variable (JsonObject *connection)
{
  const char *named = bureau_json_get_string (connection, "secret_env");
  const char *name = bureau_json_get_string (connection, "name");

  if (named != NULL || name == NULL || !json_object_has_member (connection, "id"))
    return g_strdup (named);
  return bureau_secret_make_variable (name);
}

static void
show (BureauConnectionFields *fields, JsonObject *connection)
{
  BureauModelFields *self = BUREAU_MODEL_FIELDS (fields);
  g_autofree char *variable = find_variable (connection);
  JsonObject *config = bureau_json_get_object (connection, "config");
  JsonArray *models = bureau_json_get_array (connection, "models");

  bureau_connection_fields_set_text (self->address, config, "base_url");
  bureau_connection_fields_set_text (self->model, config, "model");
  g_set_str (&self->variable, variable);
  self->is_stored = json_object_has_member (connection, "id");
  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->vendor, find_vendor (config));
  vendor_cb (self);
  self->is_filling = FALSE;
  if (models != NULL)
    bureau_model_fields_show_models (self, models);
}

static JsonObject *
make_config (BureauConnectionFields *fields)
{
  BureauModelFields *self = BUREAU_MODEL_FIELDS (fields);
  guint vendor = get_vendor (self);
  JsonObject *config = json_object_new ();

  json_object_set_string_member (config, "kind", vendors[vendor].kind);
  if (vendors[vendor].address != NULL)
    bureau_connection_fields_take_text (self->address, config, "base_url");
  bureau_connection_fields_take_text (self->model, config, "model");
  return config;
}

static const char *
get_secret (BureauConnectionFields *fields)
{
  return gtk_editable_get_text (BUREAU_MODEL_FIELDS (fields)->key);
}

static const char *
say_obstacle (BureauConnectionFields *fields)
{
  BureauModelFields *self = BUREAU_MODEL_FIELDS (fields);

  if (vendors[get_vendor (self)].address != NULL && *gtk_editable_get_text (self->address) == '\0')
    return _ ("Type where the model is found, such as http://localhost:11434.");
  return NULL;
}

static void
fields_init (BureauConnectionFieldsInterface *iface)
{
  iface->show = show;
  iface->make_config = make_config;
  iface->get_secret = get_secret;
  iface->say_obstacle = say_obstacle;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_model_fields_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_MODEL_FIELDS);
  G_OBJECT_CLASS (bureau_model_fields_parent_class)->dispose (object);
}

static void
bureau_model_fields_finalize (GObject *object)
{
  g_free (BUREAU_MODEL_FIELDS (object)->variable);
  G_OBJECT_CLASS (bureau_model_fields_parent_class)->finalize (object);
}

static void
bureau_model_fields_class_init (BureauModelFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_model_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_model_fields_finalize;
  changed_signal = g_signal_new ("changed", BUREAU_TYPE_MODEL_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/model-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauModelFields, vendor);
  gtk_widget_class_bind_template_child (widget_class, BureauModelFields, address);
  gtk_widget_class_bind_template_child (widget_class, BureauModelFields, key);
  gtk_widget_class_bind_template_child (widget_class, BureauModelFields, model);
  gtk_widget_class_bind_template_child (widget_class, BureauModelFields, models);
  gtk_widget_class_bind_template_child (widget_class, BureauModelFields, limit);
  gtk_widget_class_bind_template_callback (widget_class, vendor_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
bureau_model_fields_init (BureauModelFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_row_name_entries (GTK_WIDGET (self));
  vendor_cb (self);
}

/**
 * bureau_model_fields_show_models:
 * @models: `[{"id","title"}]`, as the server has them
 *
 * Lets a person choose from a list.
 */
void
bureau_model_fields_show_models (BureauModelFields *self, JsonArray *models)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char *model = gtk_editable_get_text (self->model);

  /* What is typed stands first, whether the list has it or not. */
  gtk_string_list_append (list, *model != '\0' ? model : NONE);
  for (guint i = 0; i < json_array_get_length (models); i++)
    {
      const char *id = bureau_json_get_string (json_array_get_object_element (models, i), "id");

      if (id != NULL && !g_str_equal (id, model))
        gtk_string_list_append (list, id);
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->models, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->models, 0);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->models), json_array_get_length (models) > 0);
}

/**
 * bureau_model_fields_ask_limit:
 * @currency: (nullable): the business's; %NULL does not ask
 *
 * Asks what all models may cost a month, where nobody said so yet.
 */
void
bureau_model_fields_ask_limit (BureauModelFields *self, const char *currency)
{
  g_autofree char *title = g_strdup_printf (_ ("The most that models may cost a month, in %s"),
                                            currency != NULL ? currency : "");

  g_object_set (self->limit, "title", title, NULL);
  self->asks_limit = currency != NULL;
  vendor_cb (self);
}

/**
 * bureau_model_fields_get_name:
 *
 * Returns: what a new connection of this vendor is called
 */
const char *
bureau_model_fields_get_name (BureauModelFields *self)
{
  return vendors[get_vendor (self)].name;
}

/**
 * bureau_model_fields_get_variable:
 *
 * Returns: (nullable): the environment variable that the key stands in, where it does
 */
const char *
bureau_model_fields_get_variable (BureauModelFields *self)
{
  const char *variable = vendors[get_vendor (self)].variable;

  return is_in_environment (variable) ? variable : NULL;
}

/**
 * bureau_model_fields_get_limit:
 *
 * Returns: what all models may cost a month, in the currency's unit; -1 where that was not asked
 */
gint64
bureau_model_fields_get_limit (BureauModelFields *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->limit))
             ? (gint64)adw_spin_row_get_value (self->limit)
             : -1;
}
