/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connection's row says. */
#include "base/json.h"
#include "desk/connection-item.h"

typedef struct
{
  const char *row;
  const char *says;
} Case;

static const Case cases[] = {
  { "{\"enabled\":1,\"place\":\"llama3.2\"}", "llama3.2" },
  { "{\"enabled\":0,\"place\":\"llama3.2\",\"lacks\":\"tools\"}", "Off" },
  { "{\"enabled\":1,\"place\":\"/a\",\"absent\":\"It is gone.\"}", "It is gone." },
  { "{\"enabled\":1,\"place\":\"llama3.2\",\"lacks\":\"tools\"}",
    "llama3.2 · Worked round: no tools" },
  { "{\"enabled\":1,\"place\":\"x\",\"lacks\":\"stream,usage,schema\"}",
    "x · Worked round: no strict schema, no streaming, no count of tokens" },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (JsonObject) row = bureau_json_parse_object (it->row, -1, NULL);
  g_autoptr (BureauRowItem) item = g_object_new (BUREAU_TYPE_CONNECTION_ITEM, NULL);
  g_autofree char *says = NULL;

  g_assert_nonnull (row);
  BUREAU_ROW_ITEM_GET_CLASS (item)->fill (item, row);
  g_object_get (item, "says", &says, NULL);
  g_assert_cmpstr (says, ==, it->says);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desk/connection-item/%u", i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
