/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a model's connection holds is what it held, whatever made it. */
#include <adwaita.h>

#include "base/json.h"
#include "bureau-desk-resources.h"
#include "desk/model-fields.h"

static const char *const configs[] = {
  "{\"kind\":\"anthropic\",\"model\":\"m\"}",
  "{\"kind\":\"openai\",\"model\":\"m\"}",
  "{\"kind\":\"openai\",\"base_url\":\"http://localhost:11434\",\"model\":\"m\"}",
  "{\"kind\":\"openai\",\"base_url\":\"https://models.example\",\"model\":\"m\"}",
  "{\"kind\":\"openai-responses\",\"base_url\":\"https://models.example\",\"model\":\"m\"}",
  "{\"kind\":\"openai-responses\",\"base_url\":\"http://localhost:11434\",\"model\":\"m\"}",
  "{\"kind\":\"anthropic\",\"base_url\":\"https://models.example\",\"model\":\"m\"}",
};

static JsonObject *
there_and_back (const char *config)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"model\",\"config\":%s}", config);
  g_autoptr (JsonObject) connection = bureau_json_parse_object (text, -1, NULL);
  g_autoptr (GtkWidget) fields = g_object_ref_sink (g_object_new (BUREAU_TYPE_MODEL_FIELDS, NULL));

  bureau_connection_fields_show (BUREAU_CONNECTION_FIELDS (fields), connection);
  return bureau_connection_fields_make_config (BUREAU_CONNECTION_FIELDS (fields));
}

static void
test_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_autoptr (JsonObject) kept = there_and_back (configs[i]);
      g_autofree char *text = bureau_json_print_object (kept);

      g_assert_cmpstr (text, ==, configs[i]);
    }
}

/* The vendor's own address is then written out. */
static void
test_responses_of_the_vendor (void)
{
  g_autoptr (JsonObject) kept = there_and_back ("{\"kind\":\"openai-responses\",\"model\":\"m\"}");

  g_assert_cmpstr (bureau_json_get_string (kept, "kind"), ==, "openai-responses");
  g_assert_cmpstr (bureau_json_get_string (kept, "base_url"), ==, "https://api.openai.com");
}

/* The address of one vendor is not that of the next who is chosen; one that was typed stays. */
static void
test_address_of_another (void)
{
  g_autoptr (GtkWidget) fields = g_object_ref_sink (g_object_new (BUREAU_TYPE_MODEL_FIELDS, NULL));
  GObject *vendor = gtk_widget_get_template_child (fields, BUREAU_TYPE_MODEL_FIELDS, "vendor");
  GObject *address = gtk_widget_get_template_child (fields, BUREAU_TYPE_MODEL_FIELDS, "address");

  adw_combo_row_set_selected (ADW_COMBO_ROW (vendor), 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (address)), ==, "https://api.openai.com");
  adw_combo_row_set_selected (ADW_COMBO_ROW (vendor), 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (address)), ==, "http://localhost:11434");
  gtk_editable_set_text (GTK_EDITABLE (address), "http://10.0.0.7:11434");
  adw_combo_row_set_selected (ADW_COMBO_ROW (vendor), 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (address)), ==, "http://10.0.0.7:11434");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();
  g_test_add_func ("/desk/model-fields/kept", test_kept);
  g_test_add_func ("/desk/model-fields/responses-of-the-vendor", test_responses_of_the_vendor);
  g_test_add_func ("/desk/model-fields/address-of-another", test_address_of_another);
  return g_test_run ();
}
