/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form over the record that is selected. */
#include "shown-fixture.h"

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"who\",\"type\":\"text\",\"default\":\"Bo\",\"label\":\"Who\"}],"
      "\"data\":[{\"id\":\"one\",\"rows\":\"one\",\"sql\":\"SELECT id, name, email, fee FROM "
      "clients"
      " WHERE name LIKE :who || '%'\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\"},{\"name\":\"email\",\"type\":\"text\"},"
      "  {\"name\":\"fee\",\"type\":\"int\"}]}],"
      "\"layout\":[{\"row\":[\"o\"]}],"
      "\"elements\":[{\"id\":\"o\",\"type\":\"form\",\"title\":\"Change\",\"data\":\"one\","
      " \"submit\":\"change\",\"fields\":[{\"id\":\"name\",\"label\":\"Name\",\"kind\":\"text\","
      " \"col\":\"name\"}]}],"
      "\"actions\":[{\"id\":\"change\",\"label\":\"Change it\",\"do\":\"set\",\"entity\":"
      "\"clients\",\"per\":\"row\",\"args\":[{\"arg\":\"name\",\"field\":\"name\"}]}]}";

static const char *
get_name (Shown *self)
{
  GtkWidget *row = shown_find_type (shown_find (self, "o"), ADW_TYPE_ENTRY_ROW);

  return row != NULL ? gtk_editable_get_text (GTK_EDITABLE (row)) : "";
}

static void
wait_for_name (Shown *self, const char *name)
{
  while (g_strcmp0 (get_name (self), name) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
type_name (Shown *self, const char *name)
{
  gtk_editable_set_text (
      GTK_EDITABLE (shown_find_type (shown_find (self, "o"), ADW_TYPE_ENTRY_ROW)), name);
}

/* What was typed for one record does not stay for another. */
static void
test_begins_anew (Shown *self, gconstpointer data)
{
  g_autoptr (JsonNode) who = json_node_init_string (json_node_alloc (), "Anna");

  wait_for_name (self, "Bo");
  type_name (self, "Bob");
  bureau_shown_view_set_param (self->view, "who", who);
  wait_for_name (self, "Anna <b>A</b>");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/form/" name, Shown, document, shown_set_up, function, shown_tear_down)

static void
add_tests (void)
{
  ADD ("anew", test_begins_anew);
}

int
main (int argc, char **argv)
{
  return shown_run (argc, argv, add_tests);
}
