/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-view.h"

#include "base/json.h"
#include "memory/record.h"

const char *const live_statements[LIVE_SOURCES] = {
  "SELECT count(*) AS n FROM clients WHERE id > 0",
  "SELECT max(id) AS n FROM clients",
  "SELECT name, fee AS n FROM clients ORDER BY id DESC LIMIT 10",
  "SELECT name, fee AS n FROM clients ORDER BY id DESC LIMIT 20",
  "SELECT name, fee AS n FROM clients ORDER BY id DESC LIMIT 50",
  "SELECT name, fee AS n FROM clients ORDER BY id DESC LIMIT 100",
  "SELECT name, fee AS n FROM clients ORDER BY id DESC LIMIT 200",
  "SELECT sum(fee) AS n FROM (SELECT fee FROM clients ORDER BY id DESC LIMIT 100)",
  "SELECT avg(fee) AS n FROM (SELECT fee FROM clients ORDER BY id DESC LIMIT 500)",
  "SELECT fee % 10 AS n, count(*) AS m FROM (SELECT fee FROM clients ORDER BY id DESC LIMIT 1000)"
  " GROUP BY 1",
};

/* A table of each source, two beside each other. */
JsonObject *
live_document (void)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) elements = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < LIVE_SOURCES; i++)
    {
      const char *comma = i > 0 ? "," : "";

      g_string_append_printf (data,
                              "%s{\"id\":\"s%u\",\"rows\":\"many\",\"sql\":\"%s\",\"columns\":"
                              "[{\"name\":\"n\",\"type\":\"int\"}]}",
                              comma, i, live_statements[i]);
      g_string_append_printf (
          elements,
          "%s{\"id\":\"t%u\",\"type\":\"table\",\"title\":\"Table %u\",\"data\":"
          "\"s%u\",\"columns\":[{\"col\":\"n\"}]}",
          comma, i, i, i);
      if (i % 2 == 0)
        g_string_append_printf (rows, "%s{\"row\":[\"t%u\",\"t%u\"]}", comma, i, i + 1);
    }
  text = g_strdup_printf ("{\"spec\":\"view/1\",\"id\":\"live\",\"title\":\"Live\",\"data\":[%s],"
                          "\"layout\":[%s],\"elements\":[%s]}",
                          data->str, rows->str, elements->str);
  return json_object_of (text);
}

static void
write_one (LiveWriter *self)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autofree char *name = g_strdup_printf ("New %u", ++self->n_written);

  json_object_set_string_member (fields, "name", name);
  json_object_set_int_member (fields, "fee", self->n_written);
  dex_future_disown (
      bureau_record_add (self->workspace->memory, &operator_cause, "clients", fields));
}

/* As many as are due: a busy machine wakes late. */
static gboolean
write_cb (gpointer data)
{
  LiveWriter *self = data;
  gint64 spent = g_get_monotonic_time () - self->begun;
  guint due = (guint)(spent * LIVE_WRITES_PER_SECOND / G_USEC_PER_SEC);

  while (self->n_written < due)
    write_one (self);
  return G_SOURCE_CONTINUE;
}

void
live_writer_start (LiveWriter *self)
{
  self->n_written = 0;
  self->begun = g_get_monotonic_time ();
  self->timer = g_timeout_add (1000 / LIVE_WRITES_PER_SECOND, write_cb, self);
}

void
live_writer_stop (LiveWriter *self)
{
  g_source_remove (self->timer);
}
