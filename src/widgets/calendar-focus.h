/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the keyboard is in a calendar whose page is made anew. */
char *bureau_calendar_focus_dup (AdwBin *page) G_GNUC_WARN_UNUSED_RESULT;
void bureau_calendar_focus_restore (AdwBin *page, const char *words, const GDate *day);

G_END_DECLS
