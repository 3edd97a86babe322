/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The codes and signs of ISO 4217 that money is read with. */
guint bureau_currency_exponent (const char *code);
const char *bureau_currency_for_sign (const char *sign, const char *default_currency);

G_END_DECLS
