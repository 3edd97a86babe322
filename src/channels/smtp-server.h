/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "channels/smtp.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURL, curl_easy_cleanup)

CURL *bureau_smtp_server_open (const BureauSmtpServer *self,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
