/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks proxies up as the desktop says, but never for this machine: a model that runs here is asked
 * here, at once, and its words pass through nobody's hands. */
#define BUREAU_TYPE_DIRECT_RESOLVER (bureau_direct_resolver_get_type ())
G_DECLARE_FINAL_TYPE (BureauDirectResolver, bureau_direct_resolver, BUREAU, DIRECT_RESOLVER,
                      GObject)

GProxyResolver *bureau_direct_resolver_new (void);

G_END_DECLS
