/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"

gboolean
bureau_request_do_test_connection (BureauRequestTask *task, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "Testing is not available yet.");
  return FALSE;
}
