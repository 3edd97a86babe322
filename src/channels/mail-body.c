/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-private.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "channels/charset.h"
#include "channels/file-name.h"

typedef struct
{
  BureauMailBody *body;
  GString *text; /* NULL while only attachments are wanted */
  guint n_hidden;
  guint n_parts;
  guint n_messages; /* how many were met inside this one */
  GMimeMessage *inner;
} Walk;

static gboolean visit (Walk *walk, GMimeObject *object, guint depth, GError **error);

void
bureau_mail_note_defect (GPtrArray *defects, const char *defect)
{
  for (guint i = 0; i < defects->len; i++)
    if (g_str_equal (g_ptr_array_index (defects, i), defect))
      return;
  g_ptr_array_add (defects, (char *)defect);
}

/* A name for a part that brings none: "attachment-3.pdf". */
static char *
invent_name (Walk *walk, const char *type)
{
  static const struct
  {
    const char *type;
    const char *extension;
  } KNOWN[] = {
    { "application/pdf", ".pdf" }, { "image/jpeg", ".jpg" },      { "image/png", ".png" },
    { "image/gif", ".gif" },       { "text/plain", ".txt" },      { "text/html", ".html" },
    { "text/calendar", ".ics" },   { "text/csv", ".csv" },        { "message/rfc822", ".eml" },
    { "text/vcard", ".vcf" },      { "application/zip", ".zip" },
  };
  const char *extension = "";
  for (gsize i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (g_str_equal (type, KNOWN[i].type))
      extension = KNOWN[i].extension;
  return g_strdup_printf ("attachment-%u%s", walk->body->attachments->len + 1, extension);
}

static void
attach (Walk *walk, const char *name, const char *type, GBytes *bytes)
{
  g_autofree char *invented = invent_name (walk, type);
  g_autofree char *safe = bureau_file_name_safe (name, invented);
  g_ptr_array_add (walk->body->attachments, bureau_attachment_new (safe, type, bytes));
}

static gboolean
visit_attachment (Walk *walk, GMimePart *part)
{
  g_autofree char *type = bureau_mail_part_type (GMIME_OBJECT (part));
  g_autoptr (GBytes) bytes = bureau_mail_part_content (part);
  attach (walk, g_mime_part_get_filename (part), type, bytes);
  return TRUE;
}

static void
add_text (Walk *walk, const char *text)
{
  if (walk->text == NULL || *text == '\0')
    return;
  if (walk->text->len > 0)
    g_string_append (walk->text, "\n");
  g_string_append (walk->text, text);
}

static gboolean
visit_text (Walk *walk, GMimePart *part)
{
  if (walk->text == NULL)
    return TRUE;
  guint n_unseen = 0;
  g_autofree char *text = bureau_mail_part_text (part, &n_unseen);
  guint n_hidden = 0;
  g_autofree char *visible = bureau_text_visible (text, &n_hidden);
  walk->n_hidden += n_hidden + n_unseen;
  add_text (walk, visible);
  return TRUE;
}

/* Words of ours in place of a part that cannot be read here. */
static gboolean
visit_unreadable (Walk *walk, const char *defect, const char *words)
{
  bureau_mail_note_defect (walk->body->defects, defect);
  g_autofree char *line = g_strdup_printf ("[%s]\n", words);
  add_text (walk, line);
  return TRUE;
}

static gboolean
is_readable_text (GMimePart *part)
{
  GMimeObject *object = GMIME_OBJECT (part);
  if (g_mime_part_is_attachment (part))
    return FALSE;
  if (bureau_mail_part_is (object, "text", "html") || bureau_mail_part_is (object, "text", "plain"))
    return g_mime_part_get_filename (part) == NULL;
  return bureau_mail_part_is (object, "text", "markdown")
         || bureau_mail_part_is (object, "text", "enriched");
}

static gboolean
visit_part (Walk *walk, GMimePart *part)
{
  GMimeObject *object = GMIME_OBJECT (part);
  if (GMIME_IS_MESSAGE_PARTIAL (part))
    return visit_unreadable (walk, "in pieces",
                             "This is one piece of a larger message; the rest came separately");
  if (bureau_mail_part_is (object, "message", "external-body"))
    return visit_unreadable (walk, "content elsewhere",
                             "The content of this part is stored elsewhere and was not fetched");
  if (bureau_mail_part_is (object, "application", "ms-tnef"))
    bureau_mail_note_defect (walk->body->defects, "winmail.dat");
  if (is_readable_text (part))
    return visit_text (walk, part);
  return visit_attachment (walk, part);
}

static gboolean
visit_message (Walk *walk, GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  if (message == NULL)
    return TRUE;
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, stream);
  g_autoptr (GBytes) bytes = bureau_mail_stream_bytes (stream);
  const char *subject = g_mime_message_get_subject (message);
  g_autofree char *name = subject != NULL ? g_strconcat (subject, ".eml", NULL) : NULL;
  attach (walk, name, "message/rfc822", bytes);
  if (walk->inner == NULL)
    walk->inner = message;
  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n\302\240")] == '\0';
}

/* Visits @child for its text alone into @text; what it attaches is kept. */
static gboolean
visit_apart (Walk *walk, GMimeObject *child, guint depth, GString *text, guint *n_hidden,
             GError **error)
{
  GString *outer = walk->text;
  guint n_outer = walk->n_hidden;
  walk->text = text;
  walk->n_hidden = 0;
  gboolean ok = visit (walk, child, depth, error);
  *n_hidden = walk->n_hidden;
  walk->text = outer;
  walk->n_hidden = n_outer;
  return ok;
}

/* The plain writing of an alternative where it says anything, else the last that does. */
static gboolean
visit_alternative (Walk *walk, GMimeMultipart *multipart, guint depth, GError **error)
{
  g_autoptr (GString) best = g_string_new (NULL);
  guint n_hidden = 0;
  gboolean is_settled = walk->text == NULL;
  int n = g_mime_multipart_get_count (multipart);
  for (int i = 0; i < n; i++)
    {
      GMimeObject *child = g_mime_multipart_get_part (multipart, i);
      g_autoptr (GString) text = g_string_new (NULL);
      guint n_child = 0;
      if (!visit_apart (walk, child, depth, is_settled ? NULL : text, &n_child, error))
        return FALSE;
      if (is_settled || is_blank (text->str))
        continue;
      g_string_assign (best, text->str);
      n_hidden = n_child;
      is_settled = bureau_mail_part_is (child, "text", "plain");
    }
  walk->n_hidden += n_hidden;
  add_text (walk, best->str);
  return TRUE;
}

/* The first part is the text, the others are pictures and such that belong to it. */
static gboolean
visit_first (Walk *walk, GMimeMultipart *multipart, guint depth, GError **error)
{
  GString *text = walk->text;
  int n = g_mime_multipart_get_count (multipart);
  gboolean ok = TRUE;
  for (int i = 0; i < n && ok; i++)
    {
      ok = visit (walk, g_mime_multipart_get_part (multipart, i), depth, error);
      if (text != NULL && text->len > 0)
        walk->text = NULL;
    }
  walk->text = text;
  return ok;
}

static gboolean
visit_each (Walk *walk, GMimeMultipart *multipart, guint depth, GError **error)
{
  int n = g_mime_multipart_get_count (multipart);
  for (int i = 0; i < n; i++)
    if (!visit (walk, g_mime_multipart_get_part (multipart, i), depth, error))
      return FALSE;
  return TRUE;
}

static gboolean
visit_multipart (Walk *walk, GMimeMultipart *multipart, guint depth, GError **error)
{
  GMimeObject *object = GMIME_OBJECT (multipart);
  if (bureau_mail_part_is (object, "multipart", "encrypted"))
    visit_unreadable (walk, "encrypted",
                      "This message is encrypted; open it in the mail program that has the key");
  if (bureau_mail_part_is (object, "multipart", "alternative"))
    return visit_alternative (walk, multipart, depth + 1, error);
  if (bureau_mail_part_is (object, "multipart", "related")
      || bureau_mail_part_is (object, "multipart", "signed"))
    return visit_first (walk, multipart, depth + 1, error);
  return visit_each (walk, multipart, depth + 1, error);
}

static gboolean
visit (Walk *walk, GMimeObject *object, guint depth, GError **error)
{
  if (object == NULL)
    return TRUE;
  if (depth > BUREAU_MAIL_MAX_DEPTH || ++walk->n_parts > BUREAU_MAIL_MAX_PARTS)
    {
      g_set_error (
          error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
          "This message has more than %d parts, or parts nested more than %d deep, and was "
          "not read; look at it in a mail program.",
          BUREAU_MAIL_MAX_PARTS, BUREAU_MAIL_MAX_DEPTH);
      return FALSE;
    }
  if (GMIME_IS_MULTIPART (object))
    return visit_multipart (walk, GMIME_MULTIPART (object), depth, error);
  if (GMIME_IS_MESSAGE_PART (object))
    return visit_message (walk, GMIME_MESSAGE_PART (object));
  if (GMIME_IS_PART (object))
    return visit_part (walk, GMIME_PART (object));
  return TRUE;
}

/* A mail that only carries another one says what that one says. */
static gboolean
read_inner (Walk *walk, GError **error)
{
  for (guint level = 0; walk->inner != NULL && is_blank (walk->text->str) && level < 5; level++)
    {
      GMimeMessage *message = walk->inner;
      walk->inner = NULL;
      g_autoptr (GPtrArray) kept = g_steal_pointer (&walk->body->attachments);
      walk->body->attachments = g_ptr_array_new_with_free_func (
          (GDestroyNotify)bureau_attachment_free);
      gboolean ok = visit (walk, g_mime_message_get_mime_part (message), level, error);
      g_clear_pointer (&walk->body->attachments, g_ptr_array_unref);
      walk->body->attachments = g_steal_pointer (&kept);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/**
 * bureau_mail_body_read:
 * @body: (inout): its text and arrays are filled
 * @message: what GMime parsed
 * @error: return location
 *
 * Chooses what there is to read and gathers the rest as attachments.
 *
 * Returns: %FALSE with %BUREAU_ERROR_LIMIT where there are too many parts, or too deep ones
 */
gboolean
bureau_mail_body_read (BureauMailBody *body, GMimeMessage *message, GError **error)
{
  Walk walk = { .body = body, .text = body->text };
  if (!visit (&walk, g_mime_message_get_mime_part (message), 0, error)
      || !read_inner (&walk, error))
    return FALSE;
  body->n_hidden = walk.n_hidden;
  return TRUE;
}
