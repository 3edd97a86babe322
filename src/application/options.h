/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The options of the program `bureau`. */
void bureau_options_add (GApplication *application);
int bureau_options_handle_local (GVariantDict *given);
char *bureau_options_read_workspace (GApplicationCommandLine *line) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_options_read_page (GApplicationCommandLine *line, const char **page);

G_END_DECLS
