/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one document a line and answers each with a line: the codes of its problems. */
#include <stdio.h>

#include "base/json.h"
#include "workflows/document.h"

static void
answer (JsonObject *document)
{
  g_autoptr (JsonArray) problems = NULL;
  BureauDocumentKind kind;

  if (!bureau_document_kind_of (document, &kind, NULL))
    {
      puts ("no_document");
      return;
    }
  problems = bureau_document_check (kind, document, NULL);
  for (guint i = 0; i < json_array_get_length (problems); i++)
    printf ("%s ", bureau_json_get_string (json_array_get_object_element (problems, i), "code"));
  puts ("");
}

int
main (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autofree char *line = NULL;

  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autoptr (JsonObject) document = bureau_json_parse_object (line, -1, NULL);

      if (document != NULL)
        answer (document);
      else
        puts ("no_json");
      g_clear_pointer (&line, g_free);
    }
  return 0;
}
