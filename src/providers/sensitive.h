/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauSensitiveKind:
 * @BUREAU_SENSITIVE_CARD: the number of a payment card
 * @BUREAU_SENSITIVE_IBAN: the number of a bank account
 * @BUREAU_SENSITIVE_KEY: a key, token or password
 *
 * What no provider needs to see.
 */
typedef enum
{
  BUREAU_SENSITIVE_CARD,
  BUREAU_SENSITIVE_IBAN,
  BUREAU_SENSITIVE_KEY,
} BureauSensitiveKind;

#define BUREAU_N_SENSITIVE_KINDS (BUREAU_SENSITIVE_KEY + 1)

/* Where it stands in a text, in bytes. */
typedef struct
{
  BureauSensitiveKind kind;
  gsize start;
  gsize length;
} BureauSensitive;

gboolean bureau_sensitive_next (const char *text, gsize from, BureauSensitive *found);

G_END_DECLS
