/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import-reader.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "channels/charset.h"
#include "channels/csv.h"
#include "channels/mail.h"
#include "channels/mbox.h"
#include "channels/message-fields.h"

/* So much is handed over at once: enough to share one flush, little enough to keep in memory. */
#define BATCH_ITEMS 200
#define BATCH_BYTES (8 * 1024 * 1024)
#define MAX_FILE_BYTES (50 * 1000 * 1000)

typedef enum
{
  KIND_MAIL,
  KIND_MBOX,
  KIND_JSON,
  KIND_TABLE,
  KIND_NOTE,
} Kind;

struct _BureauImportReader
{
  char **paths;
  gsize next_path;
  char **own_addresses;
  gboolean as_records;
  gint64 n_bytes;  /* of all files; -1 until it was looked */
  gint64 n_passed; /* of the files that are done with */

  /* The file that is being read, if any. */
  const char *path;
  char *source;
  Kind kind;
  BureauMbox *mbox;
  GPtrArray *rows; /* (element-type JsonObject) */
  guint next_row;
  GPtrArray *batch;
  gsize batch_bytes;
};

static void
free_item (gpointer data)
{
  BureauImportItem *item = data;
  g_free (item->path);
  g_clear_pointer (&item->fields, json_object_unref);
  g_clear_pointer (&item->raw, g_bytes_unref);
  g_clear_pointer (&item->attachments, g_ptr_array_unref);
  g_free (item->error);
  g_free (item);
}

static BureauImportItem *
add_item (BureauImportReader *self)
{
  BureauImportItem *item = g_new0 (BureauImportItem, 1);
  item->path = g_strdup (self->path);
  g_ptr_array_add (self->batch, item);
  return item;
}

static void
add_error (BureauImportReader *self, const GError *error)
{
  add_item (self)->error = g_strdup (error->message);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, sentence);
  return FALSE;
}

static void
add_mail (BureauImportReader *self, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, (const char *const *)self->own_addresses,
                                                   &error);
  if (mail == NULL)
    {
      add_error (self, error);
      return;
    }
  BureauImportItem *item = add_item (self);
  item->fields = bureau_message_fields_from_mail (mail, self->source);
  item->raw = g_bytes_ref (bytes);
  item->attachments = g_ptr_array_ref (mail->attachments);
  self->batch_bytes += g_bytes_get_size (bytes);
}

static void
add_row (BureauImportReader *self, JsonObject *row)
{
  g_autoptr (GError) error = NULL;
  if (self->as_records)
    {
      BureauImportItem *item = add_item (self);
      item->fields = json_object_ref (row);
      item->is_record = TRUE;
      return;
    }
  JsonObject *fields = bureau_message_fields_from_form (row, self->source, &error);
  if (fields == NULL)
    {
      add_error (self, error);
      return;
    }
  BureauImportItem *item = add_item (self);
  g_autofree char *json = bureau_json_print_object (row);
  item->fields = fields;
  item->raw = g_bytes_new (json, strlen (json));
  self->batch_bytes += strlen (json);
}

static gboolean
check_file (const BureauImportReader *self, GError **error)
{
  GStatBuf info;
  if (g_stat (self->path, &info) != 0 || g_access (self->path, R_OK) != 0)
    return refuse (error, "There is no such file, or it may not be read.");
  if (!S_ISREG (info.st_mode))
    return refuse (error, "This is no file that can be imported.");
  return self->kind == KIND_MBOX || info.st_size <= MAX_FILE_BYTES
         || refuse (error, "This file has more than 50 MB; split it.");
}

static void
take_rows_of_table (BureauImportReader *self, const BureauCsv *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      char **cells = g_ptr_array_index (table->rows, i);
      JsonObject *row = json_object_new ();
      for (guint k = 0; k < table->n_columns; k++)
        json_object_set_string_member (row, table->header[k], cells[k]);
      g_ptr_array_add (self->rows, row);
    }
}

static gboolean
open_table (BureauImportReader *self, GBytes *bytes, GError **error)
{
  g_autoptr (BureauCsv) table = bureau_csv_parse (g_bytes_get_data (bytes, NULL),
                                                  g_bytes_get_size (bytes), error);
  if (table == NULL)
    return FALSE;
  take_rows_of_table (self, table);
  return TRUE;
}

/* An object is one form or record, an array of objects several. */
static gboolean
open_json (BureauImportReader *self, GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) node = bureau_json_parse (g_bytes_get_data (bytes, NULL),
                                                 (gssize)g_bytes_get_size (bytes), error);
  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_ptr_array_add (self->rows, json_object_ref (json_node_get_object (node)));
      return TRUE;
    }
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, "This JSON file holds something else than objects.");
      g_ptr_array_add (self->rows, json_object_ref (json_node_get_object (element)));
    }
  return self->rows->len > 0 || refuse (error, "This JSON file holds no object.");
}

static gboolean
open_mail (BureauImportReader *self, GBytes *bytes, GError **error)
{
  add_mail (self, bytes);
  return TRUE;
}

/* A text file that was saved from a mail is one; any other is a note of nobody. */
static gboolean
open_note (BureauImportReader *self, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (BureauMail) mail = bureau_mail_parse (bytes, (const char *const *)self->own_addresses,
                                                   NULL);
  if (mail != NULL && mail->from != NULL)
    return open_mail (self, bytes, error);
  if (length == 0 || memchr (data, '\0', length) != NULL)
    return refuse (error, "This is no text that can be imported.");
  BureauImportItem *item = add_item (self);
  item->fields = bureau_message_fields_from_note (data, length, self->source);
  item->raw = g_bytes_ref (bytes);
  return TRUE;
}

static gboolean
open_mbox (BureauImportReader *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return FALSE;
  self->mbox = bureau_mbox_new (G_INPUT_STREAM (stream));
  return TRUE;
}

static const struct
{
  const char *suffix;
  Kind kind;
} SUFFIXES[] = {
  { ".eml", KIND_MAIL },  { ".mbox", KIND_MBOX }, { ".mbx", KIND_MBOX }, { ".json", KIND_JSON },
  { ".csv", KIND_TABLE }, { ".tsv", KIND_TABLE }, { ".txt", KIND_NOTE },
};

static Kind
kind_of (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    if (g_str_has_suffix (lower, SUFFIXES[i].suffix))
      return SUFFIXES[i].kind;
  return KIND_MAIL;
}

static gboolean
open_file (BureauImportReader *self, GError **error)
{
  static gboolean (*const OPENERS[]) (BureauImportReader *, GBytes *, GError **) = {
    [KIND_MAIL] = open_mail,
    [KIND_JSON] = open_json,
    [KIND_TABLE] = open_table,
    [KIND_NOTE] = open_note,
  };
  if (self->as_records && self->kind != KIND_JSON && self->kind != KIND_TABLE)
    return refuse (error, "Only tables (.csv) and .json files can become records; import this file "
                          "without a collection.");
  if (!check_file (self, error))
    return FALSE;
  if (self->kind == KIND_MBOX)
    return open_mbox (self, error);
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes != NULL && OPENERS[self->kind](self, bytes, error);
}

/* Adds the next thing that the file holds; FALSE at its end. */
static gboolean
read_one (BureauImportReader *self, GError **error)
{
  if (self->mbox != NULL)
    {
      g_autoptr (GBytes) bytes = bureau_mbox_next (self->mbox, error);
      if (bytes != NULL)
        add_mail (self, bytes);
      return bytes != NULL;
    }
  if (self->next_row >= self->rows->len)
    return FALSE;
  add_row (self, g_ptr_array_index (self->rows, self->next_row++));
  return TRUE;
}

static gint64
get_size (const char *path)
{
  GStatBuf info;
  return g_stat (path, &info) == 0 ? (gint64)info.st_size : 0;
}

static gint64
count_bytes (char **paths)
{
  gint64 n = 0;
  for (guint i = 0; paths[i] != NULL; i++)
    n += get_size (paths[i]);
  return n;
}

static void
close_file (BureauImportReader *self)
{
  self->n_passed += get_size (self->path);
  self->path = NULL;
  self->next_row = 0;
  g_clear_pointer (&self->source, g_free);
  g_clear_object (&self->mbox);
  g_ptr_array_set_size (self->rows, 0);
}

static void
begin_file (BureauImportReader *self)
{
  g_autoptr (GError) error = NULL;
  self->path = self->paths[self->next_path++];
  g_autofree char *name = g_path_get_basename (self->path);
  self->source = bureau_charset_line (name, 255);
  self->kind = kind_of (self->path);
  if (open_file (self, &error))
    return;
  add_error (self, error);
  close_file (self);
}

static void
continue_file (BureauImportReader *self)
{
  g_autoptr (GError) error = NULL;
  if (read_one (self, &error))
    return;
  if (error != NULL)
    add_error (self, error);
  close_file (self);
}

/**
 * bureau_import_reader_next:
 * @self: a reader
 *
 * Reads on, at most about 200 things or 8 MB. Blocks: on a worker's thread.
 *
 * Returns: (transfer full) (element-type BureauImportItem): what was read; empty at the end
 */
GPtrArray *
bureau_import_reader_next (BureauImportReader *self)
{
  self->batch = g_ptr_array_new_with_free_func (free_item);
  self->batch_bytes = 0;
  if (self->n_bytes < 0)
    self->n_bytes = count_bytes (self->paths);
  while (self->batch->len < BATCH_ITEMS && self->batch_bytes < BATCH_BYTES)
    {
      if (self->path != NULL)
        continue_file (self);
      else if (self->paths[self->next_path] != NULL)
        begin_file (self);
      else
        break;
    }
  return g_steal_pointer (&self->batch);
}

/* Rows are of a file that was read as a whole, so their share of it is near enough. */
static gint64
get_place_in_file (BureauImportReader *self)
{
  if (self->mbox != NULL)
    return bureau_mbox_get_position (self->mbox);
  if (self->path == NULL || self->rows->len == 0)
    return 0;
  return get_size (self->path) / self->rows->len * self->next_row;
}

/**
 * bureau_import_reader_get_place:
 * @done: (out): bytes that were read
 * @total: (out): bytes that all files have
 *
 * On the thread that reads.
 */
void
bureau_import_reader_get_place (BureauImportReader *self, gint64 *done, gint64 *total)
{
  *done = self->n_passed + get_place_in_file (self);
  *total = MAX (self->n_bytes, 0);
}

/**
 * bureau_import_reader_new:
 * @paths: (array zero-terminated=1): files: .eml, .mbox, .json, .csv, .tsv or .txt; anything else
 * is tried as a mail
 * @own_addresses: (array zero-terminated=1): the operator's
 * @as_records: whether rows and objects are records, not messages
 *
 * Returns: (transfer full): a reader; files are opened as bureau_import_reader_next() comes to them
 */
BureauImportReader *
bureau_import_reader_new (const char *const *paths, const char *const *own_addresses,
                          gboolean as_records)
{
  BureauImportReader *self = g_atomic_rc_box_new0 (BureauImportReader);
  self->paths = g_strdupv ((char **)paths);
  self->own_addresses = g_strdupv ((char **)own_addresses);
  self->as_records = as_records;
  self->n_bytes = -1;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)json_object_unref);
  return self;
}

BureauImportReader *
bureau_import_reader_ref (BureauImportReader *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reader (gpointer data)
{
  BureauImportReader *self = data;
  g_strfreev (self->paths);
  g_free (self->source);
  g_strfreev (self->own_addresses);
  g_clear_object (&self->mbox);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

void
bureau_import_reader_unref (BureauImportReader *self)
{
  g_atomic_rc_box_release_full (self, clear_reader);
}
