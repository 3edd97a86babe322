/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-words.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "memory/table.h"

/**
 * bureau_record_words_get:
 *
 * Returns: (transfer none) (nullable): what stands in a field
 */
const char *
bureau_record_words_get (JsonObject *thread, const char *field)
{
  JsonObject *record = bureau_json_get_object (thread, "record");

  return bureau_json_get_string (bureau_json_get_object (record, "fields"), field);
}

/**
 * bureau_record_words_title:
 *
 * Returns: (transfer full): what people know it by
 */
char *
bureau_record_words_title (JsonObject *thread)
{
  JsonObject *document = bureau_json_get_object (thread, "document");
  g_autofree char *field = document != NULL ? bureau_table_title_field (document)
                                            : g_strdup ("subject");
  const char *title = field != NULL ? bureau_record_words_get (thread, field) : NULL;
  const char *workflow = document == NULL ? bureau_record_words_get (thread, "workflow") : NULL;

  if (title == NULL && workflow != NULL)
    return bureau_text_title (workflow);
  return title != NULL && *title != '\0' ? bureau_text_visible (title, NULL)
                                         : g_strdup (_ ("Without a name"));
}
