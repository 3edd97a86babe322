/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The longest address that SMTP can carry (RFC 5321 4.5.3.1.3, errata 1690). */
#define BUREAU_ADDRESS_MAX_BYTES 254

/**
 * BureauAddress:
 * @name: the display name as one readable line, or "" where there is none
 * @address: `local@domain`; the domain in lower case, international domains as they were written
 *
 * Who a message is from or to. Immutable.
 */
typedef struct
{
  char *name;
  char *address;
} BureauAddress;

#define BUREAU_TYPE_ADDRESS (bureau_address_get_type ())
GType bureau_address_get_type (void);

BureauAddress *bureau_address_new (const char *name, const char *address) G_GNUC_WARN_UNUSED_RESULT;
BureauAddress *bureau_address_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bureau_address_parse_list (const char *text) G_GNUC_WARN_UNUSED_RESULT;
BureauAddress *bureau_address_copy (const BureauAddress *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_address_free (BureauAddress *self);

char *bureau_address_format (const BureauAddress *self) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_address_normalise (const char *address) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_address_is_valid (const char *address);
gboolean bureau_address_equal (const char *one, const char *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauAddress, bureau_address_free)

G_END_DECLS
