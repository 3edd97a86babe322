/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One string out of a small object, without a tree of all that stands around it. */
#include "base/json.h"

#include <string.h>

#include "base/json-reader-private.h"

/* What has more is no small object. */
#define MAX_MEMBERS 16

/* A name as it stands in the text. */
typedef struct
{
  const char *start;
  gsize length;
} Name;

typedef struct
{
  BureauJsonReader reader;
  const BureauJsonPick *picks;
  guint n_picks;
  guint found; /* a bit for each of @picks */
  GString *text;
} Picking;

static gboolean take_value (Picking *self, const Name *inside, const Name *name);

static gboolean
is_name (const Name *self, const char *name)
{
  return strlen (name) == self->length && memcmp (name, self->start, self->length) == 0;
}

static gboolean
is_about (const BureauJsonPick *pick, const Name *inside, const Name *name)
{
  return (inside == NULL) == (pick->inside == NULL) && is_name (name, pick->name)
         && (inside == NULL || is_name (inside, pick->inside));
}

static gboolean
take_string (Picking *self, const Name *inside, const Name *name)
{
  self->reader.at++;
  if (!bureau_json_reader_read_string (&self->reader))
    return FALSE;
  for (guint i = 0; i < self->n_picks; i++)
    if (is_about (&self->picks[i], inside, name))
      {
        const char *string = self->reader.string->str;

        if (self->picks[i].is == NULL)
          g_string_assign (self->text, string);
        else if (!g_str_equal (self->picks[i].is, string))
          return FALSE;
        self->found |= 1U << i;
      }
  return TRUE;
}

static gboolean
take_word (Picking *self)
{
  static const char *const words[] = { "true", "false", "null" };
  gsize left = (gsize)(self->reader.end - self->reader.at);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (left >= strlen (words[i]) && memcmp (self->reader.at, words[i], strlen (words[i])) == 0)
      {
        self->reader.at += strlen (words[i]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_number (Picking *self)
{
  g_autoptr (JsonNode) number = bureau_json_reader_read_number (&self->reader);

  return number != NULL;
}

/* A name that is escaped, or stands twice, is looked at by the reader of trees. */
static gboolean
take_name (Picking *self, Name *names, guint n)
{
  BureauJsonReader *reader = &self->reader;
  const char *start = reader->at + 1;

  if (!bureau_json_reader_take (reader, '"'))
    return FALSE;
  while (reader->at < reader->end && *reader->at != '"' && *reader->at != '\\'
         && (guchar)*reader->at >= ' ')
    reader->at++;
  names[n] = (Name){ start, (gsize)(reader->at - start) };
  for (guint i = 0; i < n; i++)
    if (names[i].length == names[n].length && memcmp (names[i].start, start, names[n].length) == 0)
      return FALSE;
  return bureau_json_reader_take (reader, '"');
}

static gboolean
take_members (Picking *self, const Name *inside)
{
  BureauJsonReader *reader = &self->reader;
  Name names[MAX_MEMBERS];

  for (guint n = 0; n < MAX_MEMBERS; n++)
    {
      bureau_json_reader_skip_space (reader);
      if (!take_name (self, names, n))
        return FALSE;
      bureau_json_reader_skip_space (reader);
      if (!bureau_json_reader_take (reader, ':'))
        return FALSE;
      bureau_json_reader_skip_space (reader);
      if (!take_value (self, inside, &names[n]))
        return FALSE;
      bureau_json_reader_skip_space (reader);
      if (!bureau_json_reader_take (reader, ','))
        return bureau_json_reader_take (reader, '}');
    }
  return FALSE;
}

static gboolean
take_value (Picking *self, const Name *inside, const Name *name)
{
  switch (bureau_json_reader_peek (&self->reader))
    {
    case '"':
      return take_string (self, inside, name);
    case '{':
      self->reader.at++;
      return inside == NULL && take_members (self, name);
    case '[':
      return FALSE;
    case 't':
    case 'f':
    case 'n':
      return take_word (self);
    default:
      return take_number (self);
    }
}

/**
 * bureau_json_pick:
 * @text: JSON from anywhere
 * @length: its bytes
 * @picks: (array length=n_picks): strings that have to be there, at most 32; one of them is wanted
 * @wanted: gets that one
 *
 * Reads one string out of a small object, as bureau_json_parse_object() would, for what comes again
 * and again: only members of the object and of objects in it are looked at.
 *
 * Returns: %FALSE where the picks are not as they have to be, or the text is no such object: what
 * it is then, or why it is none, bureau_json_parse_object() says
 */
gboolean
bureau_json_pick (const char *text, gsize length, const BureauJsonPick *picks, guint n_picks,
                  GString *wanted)
{
  g_autoptr (GString) string = g_string_new (NULL);
  Picking self = {
    .reader = { .start = text, .at = text, .end = text + length, .string = string },
    .picks = picks,
    .n_picks = n_picks,
    .text = wanted,
  };
  gboolean ok;

  if (n_picks == 0 || length > BUREAU_JSON_MAX_BYTES || !g_utf8_validate_len (text, length, NULL))
    return FALSE;
  bureau_json_reader_skip_space (&self.reader);
  ok = bureau_json_reader_take (&self.reader, '{') && take_members (&self, NULL);
  bureau_json_reader_skip_space (&self.reader);
  g_clear_error (&self.reader.error);
  return ok && self.reader.at == self.reader.end
         && self.found == (guint)((G_GUINT64_CONSTANT (1) << n_picks) - 1);
}
