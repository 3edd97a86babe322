/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/changeset.h"

#include <string.h>

static void
append_byte (GByteArray *bytes, guint8 byte)
{
  g_byte_array_append (bytes, &byte, 1);
}

/* SQLite's varint: seven bits a byte, the high ones first. A length never needs the ninth byte. */
static void
append_varint (GByteArray *bytes, guint value)
{
  guint8 parts[5];
  guint n = 0;

  do
    parts[n++] = (guint8)(value & 0x7f);
  while ((value >>= 7) != 0);
  while (n-- > 1)
    append_byte (bytes, parts[n] | 0x80);
  append_byte (bytes, parts[0]);
}

static void
append_number (GByteArray *bytes, guint64 bits)
{
  guint64 wire = GUINT64_TO_BE (bits);

  g_byte_array_append (bytes, (const guint8 *)&wire, sizeof wire);
}

/**
 * bureau_changeset_append_value:
 *
 * Appends a value as it stands in a changeset.
 */
void
bureau_changeset_append_value (GByteArray *bytes, sqlite3_value *value)
{
  int type = sqlite3_value_type (value);
  double number;
  guint64 bits;

  append_byte (bytes, (guint8)type);
  switch (type)
    {
    case SQLITE_INTEGER:
      append_number (bytes, (guint64)sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      number = sqlite3_value_double (value);
      memcpy (&bits, &number, sizeof bits);
      append_number (bytes, bits);
      break;
    case SQLITE_NULL:
      break;
    default:
      append_varint (bytes, (guint)sqlite3_value_bytes (value));
      if (sqlite3_value_bytes (value) > 0)
        g_byte_array_append (bytes, sqlite3_value_blob (value), (guint)sqlite3_value_bytes (value));
    }
}

static const guint8 *
skip_value (const guint8 *value)
{
  guint length = 0;

  switch (*value++)
    {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return value + 8;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      do
        length = length << 7 | (*value & 0x7f);
      while ((*value++ & 0x80) != 0);
      return value + length;
    default:
      return value;
    }
}

/**
 * bureau_changeset_append_table:
 * @name: of the table whose changes follow; its key is the first column
 */
void
bureau_changeset_append_table (GByteArray *bytes, const char *name, int n_columns)
{
  append_byte (bytes, 'T');
  append_varint (bytes, (guint)n_columns);
  for (int i = 0; i < n_columns; i++)
    append_byte (bytes, i == 0); /* the key is the first column */
  g_byte_array_append (bytes, (const guint8 *)name, (guint)strlen (name) + 1);
}

static void
append_op (GByteArray *bytes, int op)
{
  append_byte (bytes, (guint8)op);
  append_byte (bytes, FALSE); /* not by a trigger */
}

/**
 * bureau_changeset_append_insert:
 * @now: the new row
 */
void
bureau_changeset_append_insert (GByteArray *bytes, sqlite3_stmt *now, int n_columns)
{
  append_op (bytes, SQLITE_INSERT);
  for (int i = 0; i < n_columns; i++)
    bureau_changeset_append_value (bytes, sqlite3_column_value (now, i));
}

/**
 * bureau_changeset_append_delete:
 * @old: the row's values as they were, one after the other
 */
void
bureau_changeset_append_delete (GByteArray *bytes, const guint8 *old, int n_columns)
{
  const guint8 *end = old;

  for (int i = 0; i < n_columns; i++)
    end = skip_value (end);
  append_op (bytes, SQLITE_DELETE);
  g_byte_array_append (bytes, old, (guint)(end - old));
}

/**
 * bureau_changeset_append_update:
 * @old: the row's values as they were, one after the other
 * @now: the row as it is
 *
 * Appends the old values and then the new ones, each only where they differ; the old ones have the
 * key.
 *
 * Returns: %FALSE, with nothing appended, where the row is as it was
 */
gboolean
bureau_changeset_append_update (GByteArray *bytes, const guint8 *old, sqlite3_stmt *now,
                                int n_columns)
{
  g_autoptr (GByteArray) news = g_byte_array_new ();
  guint start = bytes->len;
  gboolean differs = FALSE;

  append_op (bytes, SQLITE_UPDATE);
  for (int i = 0; i < n_columns; i++)
    {
      const guint8 *end = skip_value (old);
      guint place = news->len;
      gboolean same;

      bureau_changeset_append_value (news, sqlite3_column_value (now, i));
      same = news->len - place == (gsize)(end - old)
             && memcmp (news->data + place, old, (gsize)(end - old)) == 0;
      if (!same || i == 0)
        g_byte_array_append (bytes, old, (guint)(end - old));
      else
        append_byte (bytes, 0);
      if (same)
        {
          g_byte_array_set_size (news, place);
          append_byte (news, 0);
        }
      differs |= !same;
      old = end;
    }
  g_byte_array_append (bytes, news->data, news->len);
  if (!differs)
    g_byte_array_set_size (bytes, start);
  return differs;
}
