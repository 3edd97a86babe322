/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-builder.h"

#include <gio/gio.h>
#include <string.h>

#include "channels/charset.h"
#include "channels/mail-private.h"

#define MAX_ID_BYTES 250
#define MAX_SUBJECT_BYTES 998
#define MAX_REFERENCES 20

/**
 * bureau_mail_is_id:
 * @id: of a message, without angle brackets
 *
 * An id of RFC 5322 3.6.4, loosely: what others made must be quoted as it is, but nothing may
 * leave its header.
 *
 * Returns: whether it may stand in one
 */
gboolean
bureau_mail_is_id (const char *id)
{
  gsize length = strlen (id);
  if (length == 0 || length > MAX_ID_BYTES)
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if ((guchar)*p <= ' ' || (guchar)*p >= 0x7f || *p == '<' || *p == '>')
      return FALSE;
  return TRUE;
}

/**
 * bureau_mail_new_message_id:
 * @domain: of the sender's address
 *
 * Returns: (transfer full): an id that no other message has, without angle brackets; it tells
 * nobody the machine's name
 */
char *
bureau_mail_new_message_id (const char *domain)
{
  g_autofree char *ascii = g_hostname_to_ascii (domain);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strdup_printf ("%s@%s", uuid, ascii != NULL ? ascii : "localhost");
  return bureau_mail_is_id (id) ? g_steal_pointer (&id) : g_strdup_printf ("%s@localhost", uuid);
}

/* Behind one "Re:", "AW:", "Re[2]:" and the like, or @subject itself. */
static const char *
skip_prefix (const char *subject)
{
  static const char *const PREFIXES[] = { "re", "aw", "antw", "sv", "vs", "rv", "odp" };
  for (gsize i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    {
      gsize length = strlen (PREFIXES[i]);
      if (g_ascii_strncasecmp (subject, PREFIXES[i], length) != 0)
        continue;
      const char *at = subject + length;
      if (*at == '[')
        at += 1 + strspn (at + 1, "0123456789]");
      if (*at == ':')
        return at + 1 + strspn (at + 1, " ");
    }
  return subject;
}

/**
 * bureau_mail_reply_subject:
 * @subject: of the message that is answered
 *
 * Returns: (transfer full): it with one "Re: " before it
 */
char *
bureau_mail_reply_subject (const char *subject)
{
  g_autofree char *line = bureau_charset_line (subject, MAX_SUBJECT_BYTES - 4);
  const char *rest = line;
  for (const char *next = skip_prefix (rest); next != rest; next = skip_prefix (rest))
    rest = next;
  return *rest != '\0' ? g_strconcat ("Re: ", rest, NULL) : g_strdup ("Re:");
}

/**
 * bureau_mail_reply_references:
 * @references: (nullable) (array zero-terminated=1): of the message that is answered
 * @parent: (nullable): its id
 *
 * The thread of an answer (RFC 5322 3.6.4): the parent's references and its id; in a long thread
 * the middle goes, the first and the last stay.
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids, at most 20
 */
char **
bureau_mail_reply_references (const char *const *references, const char *parent)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  for (gsize i = 0; references != NULL && references[i] != NULL; i++)
    if (bureau_mail_is_id (references[i]) && g_strcmp0 (references[i], parent) != 0)
      g_ptr_array_add (all, (char *)references[i]);
  if (parent != NULL && bureau_mail_is_id (parent))
    g_ptr_array_add (all, (char *)parent);
  if (all->len > MAX_REFERENCES)
    g_ptr_array_remove_range (all, 1, all->len - MAX_REFERENCES);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  for (guint i = 0; i < all->len; i++)
    g_strv_builder_add (ids, g_ptr_array_index (all, i));
  return g_strv_builder_end (ids);
}
