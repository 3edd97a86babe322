/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record-currency.h"

#include "base/json.h"

/**
 * bureau_record_find_currency:
 * @field: of its collection's document, one that holds money
 * @values: those of the record
 * @otherwise: what it is where none of them says it
 *
 * It stands in the field that @field names, in one of its own, or in that of the whole record.
 *
 * Returns: (transfer none): the code of its currency
 */
const char *
bureau_record_find_currency (JsonObject *field, JsonObject *values, const char *otherwise)
{
  const char *named = bureau_json_get_string (field, "currency");
  g_autofree char *own = g_strconcat (bureau_json_get_string (field, "name"), "_currency", NULL);
  const char *names[] = { named, own, "currency" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *code = names[i] != NULL ? bureau_json_get_string (values, names[i]) : NULL;

      if (code != NULL && *code != '\0')
        return code;
    }
  return otherwise;
}
