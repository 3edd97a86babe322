/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-private.h"

#include <string.h>

/* Which messages no answer may be drafted to (wire.md §8.5, RFC 3834 section 2). */

static gboolean
header_begins (GMimeMessage *message, const char *name, const char *word)
{
  const char *value = g_mime_object_get_header (GMIME_OBJECT (message), name);
  if (value == NULL)
    return FALSE;
  value += strspn (value, " \t\r\n");
  return g_ascii_strncasecmp (value, word, strlen (word)) == 0;
}

static gboolean
has_header (GMimeMessage *message, const char *name)
{
  return g_mime_object_get_header (GMIME_OBJECT (message), name) != NULL;
}

static gboolean
local_part_is (const BureauAddress *address, const char *local)
{
  return address != NULL && g_ascii_strncasecmp (address->address, local, strlen (local)) == 0
         && address->address[strlen (local)] == '@';
}

static gboolean
is_bounce (GMimeMessage *message, const BureauMail *mail)
{
  GMimeObject *part = g_mime_message_get_mime_part (message);
  GMimeContentType *type = part != NULL ? g_mime_object_get_content_type (part) : NULL;
  if (type != NULL && g_mime_content_type_is_type (type, "multipart", "report"))
    return TRUE;
  return header_begins (message, "Return-Path", "<>") || has_header (message, "X-Failed-Recipients")
         || local_part_is (mail->from, "mailer-daemon") || local_part_is (mail->from, "postmaster");
}

static gboolean
is_auto_replied (GMimeMessage *message, const BureauMail *mail)
{
  if (has_header (message, "Auto-Submitted"))
    return !header_begins (message, "Auto-Submitted", "no");
  return has_header (message, "X-Autoreply") || has_header (message, "X-Autorespond")
         || header_begins (message, "Precedence", "auto_reply");
}

static gboolean
is_list (GMimeMessage *message, const BureauMail *mail)
{
  return has_header (message, "List-Id") || has_header (message, "Mailing-List")
         || header_begins (message, "Precedence", "list");
}

static gboolean
is_bulk (GMimeMessage *message, const BureauMail *mail)
{
  return header_begins (message, "Precedence", "bulk")
         || header_begins (message, "Precedence", "junk");
}

static gboolean
is_without_sender (GMimeMessage *message, const BureauMail *mail)
{
  return bureau_mail_get_sender (mail) == NULL;
}

static const struct
{
  const char *why;
  gboolean (*test) (GMimeMessage *message, const BureauMail *mail);
} REASONS[] = {
  { "bounce", is_bounce }, { "auto-replied", is_auto_replied }, { "list", is_list },
  { "bulk", is_bulk },     { "no sender", is_without_sender },
};

/**
 * bureau_mail_why_automatic:
 * @message: what GMime parsed
 * @mail: its addresses read
 * @own_addresses: (nullable) (array zero-terminated=1): the operator's own
 *
 * Returns: (nullable): the reason why nobody waits for an answer to it, or %NULL
 */
const char *
bureau_mail_why_automatic (GMimeMessage *message, const BureauMail *mail,
                           const char *const *own_addresses)
{
  for (gsize i = 0; i < G_N_ELEMENTS (REASONS); i++)
    if (REASONS[i].test (message, mail))
      return REASONS[i].why;
  const BureauAddress *sender = bureau_mail_get_sender (mail);
  for (gsize i = 0; own_addresses != NULL && own_addresses[i] != NULL; i++)
    if (bureau_address_equal (sender->address, own_addresses[i]))
      return "own address";
  return NULL;
}
