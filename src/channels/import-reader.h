/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauImportItem:
 * @path: the file it stands in
 * @fields: (nullable): of a message, or the row of a record
 * @is_record: which of them
 * @raw: (nullable): the bytes of a message as they came
 * @attachments: (nullable) (element-type BureauAttachment): its parts
 * @number: its place in the whole import, from 1; the same when the same files are read again
 * @error: (nullable): one sentence where this could not be read
 *
 * One thing that a file held.
 */
typedef struct
{
  char *path;
  JsonObject *fields;
  gboolean is_record;
  GBytes *raw;
  GPtrArray *attachments;
  gint64 number;
  char *error;
} BureauImportItem;

typedef struct _BureauImportReader BureauImportReader;

BureauImportReader *bureau_import_reader_new (const char *const *paths,
                                              const char *const *own_addresses,
                                              gboolean as_records) G_GNUC_WARN_UNUSED_RESULT;
void bureau_import_reader_get_place (BureauImportReader *self, gint64 *done, gint64 *total);
GPtrArray *bureau_import_reader_next (BureauImportReader *self) G_GNUC_WARN_UNUSED_RESULT;
BureauImportReader *bureau_import_reader_ref (BureauImportReader *self);
void bureau_import_reader_unref (BureauImportReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauImportReader, bureau_import_reader_unref)

G_END_DECLS
