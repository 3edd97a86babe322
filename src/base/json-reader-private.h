/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <json-glib/json-glib.h>

#include "base/error.h"

G_BEGIN_DECLS

/* Where the reader of JSON is in its text. What stands there is taken, or the first mistake noted.
 */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GString *string; /* the last one that was read */
  GError *error;   /* the first that was found; nothing is read after it */
} BureauJsonReader;

void bureau_json_reader_fail (BureauJsonReader *self, const char *what);
void bureau_json_reader_fail_with (BureauJsonReader *self, BureauError code, const char *what);
gboolean bureau_json_reader_read_string (BureauJsonReader *self);
JsonNode *bureau_json_reader_read_number (BureauJsonReader *self) G_GNUC_WARN_UNUSED_RESULT;

static inline char
bureau_json_reader_peek (BureauJsonReader *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static inline gboolean
bureau_json_reader_take (BureauJsonReader *self, char wanted)
{
  if (bureau_json_reader_peek (self) != wanted)
    return FALSE;
  self->at++;
  return TRUE;
}

static inline void
bureau_json_reader_skip_space (BureauJsonReader *self)
{
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

G_END_DECLS
