/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BUREAU_ERROR:
 *
 * The error domain for everything that a caller branches on. The message is one plain sentence that
 * says what happened and what to do. Errors of GIO, SQLite's file layer or libcurl that nobody
 * branches on keep their own domain.
 */
#define BUREAU_ERROR (bureau_error_quark ())

/**
 * BureauError:
 * @BUREAU_ERROR_USAGE: the command or call itself is wrong
 * @BUREAU_ERROR_INVALID: the input breaks a rule; nothing was changed
 * @BUREAU_ERROR_NOT_FOUND: there is no such thing
 * @BUREAU_ERROR_REFUSED: not allowed, or not allowed in this state
 * @BUREAU_ERROR_CONFLICT: it changed underneath; look again
 * @BUREAU_ERROR_LIMIT: larger, deeper, longer or dearer than allowed
 * @BUREAU_ERROR_UNAVAILABLE: the network, a server or the keyring does not answer; try later
 * @BUREAU_ERROR_BUSY: another process holds the workspace
 * @BUREAU_ERROR_DAMAGED: the workspace file is damaged
 * @BUREAU_ERROR_FOREIGN: the file is not a workspace
 * @BUREAU_ERROR_NEWER: the workspace was made by a newer Bureau
 * @BUREAU_ERROR_READ_ONLY: the workspace can be read but not written
 * @BUREAU_ERROR_FULL: the disk is full
 */
typedef enum
{
  BUREAU_ERROR_USAGE,
  BUREAU_ERROR_INVALID,
  BUREAU_ERROR_NOT_FOUND,
  BUREAU_ERROR_REFUSED,
  BUREAU_ERROR_CONFLICT,
  BUREAU_ERROR_LIMIT,
  BUREAU_ERROR_UNAVAILABLE,
  BUREAU_ERROR_BUSY,
  BUREAU_ERROR_DAMAGED,
  BUREAU_ERROR_FOREIGN,
  BUREAU_ERROR_NEWER,
  BUREAU_ERROR_READ_ONLY,
  BUREAU_ERROR_FULL,
} BureauError;

GQuark bureau_error_quark (void);
int bureau_error_exit_status (const GError *error);

G_END_DECLS
