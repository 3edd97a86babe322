/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "memory/guard-private.h"

/* SQLite's own instr, replace and trim compare at every place anew: one call on two long texts
 * takes minutes, and no progress handler is asked in between. These do the same in linear time. */

typedef struct
{
  const char *text;
  gsize length;
} Text;

static gboolean
get_text (sqlite3_value *value, Text *text)
{
  text->text = (const char *)sqlite3_value_text (value);
  text->length = sqlite3_value_bytes (value);
  return text->text != NULL;
}

/* memchr() where it can: a search for one byte is made for every byte of the text. */
static const char *
find (const Text *hay, const Text *needle)
{
  if (needle->length == 1)
    return memchr (hay->text, needle->text[0], hay->length);
  return memmem (hay->text, hay->length, needle->text, needle->length);
}

static gint64
count_characters (const char *text, gsize length)
{
  gint64 n = 0;

  for (gsize i = 0; i < length; i++)
    n += ((guchar)text[i] & 0xc0) != 0x80;
  return n;
}

static void
instr_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  Text hay;
  Text needle;
  const char *found;

  if (!get_text (values[0], &hay) || !get_text (values[1], &needle))
    return;
  found = find (&hay, &needle);
  sqlite3_result_int64 (context,
                        found != NULL ? count_characters (hay.text, found - hay.text) + 1 : 0);
}

static gboolean
append (sqlite3_context *context, GString *result, const char *text, gsize length)
{
  int limit = sqlite3_limit (sqlite3_context_db_handle (context), SQLITE_LIMIT_LENGTH, -1);

  if (result->len + length > (gsize)limit)
    {
      sqlite3_result_error_toobig (context);
      return FALSE;
    }
  g_string_append_len (result, text, length);
  return TRUE;
}

static gboolean
replace_all (sqlite3_context *context, GString *result, Text rest, const Text *texts)
{
  const char *found;

  while ((found = find (&rest, &texts[1])) != NULL)
    {
      gsize before = found - rest.text;

      if (!append (context, result, rest.text, before)
          || !append (context, result, texts[2].text, texts[2].length))
        return FALSE;
      rest.text = found + texts[1].length;
      rest.length -= before + texts[1].length;
    }
  return append (context, result, rest.text, rest.length);
}

static void
replace_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  g_autoptr (GString) result = g_string_new (NULL);
  Text texts[3];

  for (int i = 0; i < 3; i++)
    if (!get_text (values[i], &texts[i]))
      return;
  if (texts[1].length == 0)
    sqlite3_result_value (context, values[0]);
  else if (replace_all (context, result, texts[0], texts))
    sqlite3_result_text64 (context, result->str, result->len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* The length of the character that starts, or ends, a text; 0 of an empty one. */
static gsize
first_length (const Text *text)
{
  gsize n = MIN (text->length, 1);

  while (n > 0 && n < text->length && ((guchar)text->text[n] & 0xc0) == 0x80)
    n++;
  return n;
}

static gsize
last_length (const Text *text)
{
  gsize n = MIN (text->length, 1);

  while (n > 0 && n < text->length && ((guchar)text->text[text->length - n] & 0xc0) == 0x80)
    n++;
  return n;
}

static gboolean
is_among (const char *character, gsize length, const Text *set)
{
  return length > 0 && memmem (set->text, set->length, character, length) != NULL;
}

static void
trim_start (Text *text, const Text *set)
{
  gsize length;

  while ((length = first_length (text)) > 0 && is_among (text->text, length, set))
    {
      text->text += length;
      text->length -= length;
    }
}

static void
trim_end (Text *text, const Text *set)
{
  gsize length;

  while ((length = last_length (text)) > 0
         && is_among (text->text + text->length - length, length, set))
    text->length -= length;
}

static void
trim_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *sides = sqlite3_user_data (context);
  Text text;
  Text set;

  if (!get_text (values[0], &text) || !get_text (values[1], &set))
    return;
  if (set.length > BUREAU_GUARD_MAX_TRIM)
    {
      sqlite3_result_error (context, "trim() takes at most 64 bytes of characters to remove", -1);
      return;
    }
  if (strchr (sides, 'l') != NULL)
    trim_start (&text, &set);
  if (strchr (sides, 'r') != NULL)
    trim_end (&text, &set);
  sqlite3_result_text64 (context, text.text, text.length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static const struct
{
  const char *name;
  int n_arguments;
  void (*func) (sqlite3_context *, int, sqlite3_value **);
  const char *data;
} own_functions[] = {
  { "instr", 2, instr_func, NULL }, { "replace", 3, replace_func, NULL },
  { "trim", 2, trim_func, "lr" },   { "ltrim", 2, trim_func, "l" },
  { "rtrim", 2, trim_func, "r" },
};

gboolean
bureau_guard_text_install (sqlite3 *handle, GError **error)
{
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

  for (gsize i = 0; BUREAU_WALL_STANDS (COSTLY) && i < G_N_ELEMENTS (own_functions); i++)
    if (sqlite3_create_function_v2 (handle, own_functions[i].name, own_functions[i].n_arguments,
                                    flags, (gpointer)own_functions[i].data, own_functions[i].func,
                                    NULL, NULL, NULL)
        != SQLITE_OK)
      {
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_DAMAGED,
                     "SQLite does not take the function %s: %s.", own_functions[i].name,
                     sqlite3_errmsg (handle));
        return FALSE;
      }
  return TRUE;
}
