/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "channels/html-token.h"

G_BEGIN_DECLS

char *bureau_html_link_bare (const char *target) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_html_link_dup_target (const BureauHtmlToken *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
