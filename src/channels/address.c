/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/address.h"

#include <string.h>

#include "base/error.h"
#include "channels/charset.h"
#include "channels/gmime-private.h"

#define MAX_NAME_BYTES 256
#define MAX_IN_A_LIST 1000

G_DEFINE_BOXED_TYPE (BureauAddress, bureau_address, bureau_address_copy, bureau_address_free)

void
bureau_gmime_init (void)
{
  static gsize ready = 0;
  if (!g_once_init_enter (&ready))
    return;
  g_mime_init ();
  g_once_init_leave (&ready, 1);
}

static gboolean
is_local_byte (guchar c)
{
  return c >= 0x80 || g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+-/=?^_`{|}~", c));
}

static gboolean
is_domain_byte (guchar c)
{
  return c >= 0x80 || g_ascii_isalnum (c) || c == '-' || c == '.';
}

static gboolean
is_literal_domain (const char *domain)
{
  gsize length = strlen (domain);
  if (length < 4 || domain[0] != '[' || domain[length - 1] != ']')
    return FALSE;
  g_autofree char *inside = g_strndup (domain + 1, length - 2);
  return g_hostname_is_ip_address (g_str_has_prefix (inside, "IPv6:") ? inside + 5 : inside);
}

static gboolean
is_domain (const char *domain)
{
  if (is_literal_domain (domain))
    return TRUE;
  if (*domain == '\0' || *domain == '.' || *domain == '-' || g_str_has_suffix (domain, ".")
      || strstr (domain, "..") != NULL)
    return FALSE;
  for (const char *p = domain; *p != '\0'; p++)
    if (!is_domain_byte ((guchar)*p))
      return FALSE;
  return TRUE;
}

/**
 * bureau_address_is_valid:
 * @address: (nullable): `local@domain`
 *
 * Whether mail can be sent there: a dot-atom or international local part (RFC 5321, RFC 6531), a
 * domain or an address literal, no space, quote, bracket or control character, at most 254 bytes.
 *
 * Returns: %TRUE where it can
 */
gboolean
bureau_address_is_valid (const char *address)
{
  if (address == NULL || strlen (address) > BUREAU_ADDRESS_MAX_BYTES
      || !g_utf8_validate (address, -1, NULL))
    return FALSE;
  const char *at = strrchr (address, '@');
  if (at == NULL || at == address || at - address > 64)
    return FALSE;
  for (const char *p = address; p < at; p++)
    if (!is_local_byte ((guchar)*p))
      return FALSE;
  return is_domain (at + 1);
}

/**
 * bureau_address_normalise:
 * @address: as it was written
 *
 * Trims it and puts the domain in lower case. The local part is the other server's business and
 * stays.
 *
 * Returns: (transfer full): the address
 */
char *
bureau_address_normalise (const char *address)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (address));
  char *at = strrchr (trimmed, '@');
  if (at == NULL)
    return g_steal_pointer (&trimmed);
  g_autofree char *domain = g_utf8_strdown (at + 1, -1);
  g_autofree char *composed = g_utf8_normalize (domain, -1, G_NORMALIZE_NFC);
  at[1] = '\0';
  return g_strconcat (trimmed, composed != NULL ? composed : domain, NULL);
}

/**
 * bureau_address_equal:
 * @one: (nullable): an address
 * @other: (nullable): another
 *
 * Returns: whether both reach the same mailbox by every server's practice: case does not count
 */
gboolean
bureau_address_equal (const char *one, const char *other)
{
  if (one == NULL || other == NULL)
    return FALSE;
  g_autofree char *a = g_utf8_casefold (one, -1);
  g_autofree char *b = g_utf8_casefold (other, -1);
  return g_str_equal (a, b);
}

/**
 * bureau_address_new:
 * @name: as it stands in the header, or ""
 * @address: as it stands there
 *
 * Returns: (transfer full): both as they are shown and compared: the name on one line, the address
 *   normalised
 */
BureauAddress *
bureau_address_new (const char *name, const char *address)
{
  BureauAddress *self = g_new0 (BureauAddress, 1);
  self->name = bureau_charset_line (name, MAX_NAME_BYTES);
  self->address = bureau_address_normalise (address);
  return self;
}

BureauAddress *
bureau_address_copy (const BureauAddress *self)
{
  if (self == NULL)
    return NULL;
  BureauAddress *copy = g_new0 (BureauAddress, 1);
  copy->name = g_strdup (self->name);
  copy->address = g_strdup (self->address);
  return copy;
}

void
bureau_address_free (BureauAddress *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

static void
add_mailboxes (GPtrArray *out, InternetAddressList *list, guint depth)
{
  int n = internet_address_list_length (list);
  for (int i = 0; i < n && out->len < MAX_IN_A_LIST; i++)
    {
      InternetAddress *item = internet_address_list_get_address (list, i);
      if (INTERNET_ADDRESS_IS_GROUP (item))
        {
          InternetAddressList *members = internet_address_group_get_members (
              INTERNET_ADDRESS_GROUP (item));
          if (depth < 3)
            add_mailboxes (out, members, depth + 1);
          continue;
        }
      const char *address = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (item));
      g_autoptr (BureauAddress) found = bureau_address_new (internet_address_get_name (item),
                                                            address != NULL ? address : "");
      if (bureau_address_is_valid (found->address))
        g_ptr_array_add (out, g_steal_pointer (&found));
    }
}

/**
 * bureau_address_list_from_gmime:
 * @list: (nullable): what GMime parsed
 *
 * Returns: (transfer full) (element-type BureauAddress): the mailboxes that mail could be sent to
 */
GPtrArray *
bureau_address_list_from_gmime (InternetAddressList *list)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_address_free);
  if (list != NULL)
    add_mailboxes (out, list, 0);
  return out;
}

/**
 * bureau_address_parse_list:
 * @text: (nullable): the value of a To, Cc, From or Reply-To header
 *
 * Reads what a mail says, leniently: groups are opened, what is no address that mail could be sent
 * to is left out, at most 1,000 are kept.
 *
 * Returns: (transfer full) (element-type BureauAddress): the mailboxes in order, perhaps none
 */
GPtrArray *
bureau_address_parse_list (const char *text)
{
  bureau_gmime_init ();
  g_autofree char *line = bureau_charset_line (text, 64 * 1024);
  g_autoptr (InternetAddressList) list = *line != '\0' && bureau_mail_is_flat (line)
                                             ? internet_address_list_parse (NULL, line)
                                             : NULL;
  return bureau_address_list_from_gmime (list);
}

/**
 * bureau_address_parse:
 * @text: what a person typed: `anna@example.org` or `Anna Berg <anna@example.org>`
 * @error: return location
 *
 * Reads exactly one address.
 *
 * Returns: (transfer full): the address, or %NULL with %BUREAU_ERROR_INVALID
 */
BureauAddress *
bureau_address_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) list = bureau_address_parse_list (text);
  if (list->len == 1 && strpbrk (text, "\r\n") == NULL)
    return bureau_address_copy (g_ptr_array_index (list, 0));
  g_autofree char *shown = bureau_charset_line (text, 80);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "“%s” is not one e-mail address; write it as name@example.org.", shown);
  return NULL;
}

/**
 * bureau_address_format:
 * @self: an address
 *
 * For reading, not for the wire.
 *
 * Returns: (transfer full): `Name <address>`, or the address alone where there is no name
 */
char *
bureau_address_format (const BureauAddress *self)
{
  if (*self->name == '\0')
    return g_strdup (self->address);
  return g_strdup_printf ("%s <%s>", self->name, self->address);
}
