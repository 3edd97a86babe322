/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"

gboolean
bureau_request_do_import (BureauRequestTask *task, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "Import is not available yet.");
  return FALSE;
}
