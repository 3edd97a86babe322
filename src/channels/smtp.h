/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/worker.h"

G_BEGIN_DECLS

/**
 * BureauSmtpSecurity:
 * @BUREAU_SMTP_STARTTLS: plain until the server's offer of TLS is taken; without it nothing is sent
 * @BUREAU_SMTP_TLS: TLS from the first byte
 * @BUREAU_SMTP_NONE: plain, on the loopback interface only
 */
typedef enum
{
  BUREAU_SMTP_STARTTLS,
  BUREAU_SMTP_TLS,
  BUREAU_SMTP_NONE,
} BureauSmtpSecurity;

/**
 * BureauSmtpServer:
 * @host: name or address
 * @port: TCP port, or 0 for the usual one
 * @security: how the connection is protected
 * @user: (nullable): for the login, or %NULL for none
 * @password: (nullable): its password
 * @hello: (nullable): the name to greet with, or %NULL for "[127.0.0.1]"
 * @ca_file: (nullable): certificates to trust instead of the system's
 * @connect_seconds: how long connecting may take, or 0 for 30
 * @answer_seconds: how long one answer may take or a transfer may stand still, or 0 for 300
 *
 * Where to send through.
 */
typedef struct
{
  char *host;
  guint16 port;
  BureauSmtpSecurity security;
  char *user;
  char *password;
  char *hello;
  char *ca_file;
  guint connect_seconds;
  guint answer_seconds;
} BureauSmtpServer;

/**
 * BureauSmtpPhase: how far an attempt has come (design.md §5)
 * @BUREAU_SMTP_CONNECT: connecting, greeting, TLS, login
 * @BUREAU_SMTP_ENVELOPE: sender and recipients are being told
 * @BUREAU_SMTP_BODY: the message is being handed over, its end held back
 * @BUREAU_SMTP_END: the end may be with the server: from here on only an answer settles it
 * @BUREAU_SMTP_ANSWERED: the server has answered
 */
typedef enum
{
  BUREAU_SMTP_CONNECT,
  BUREAU_SMTP_ENVELOPE,
  BUREAU_SMTP_BODY,
  BUREAU_SMTP_END,
  BUREAU_SMTP_ANSWERED,
} BureauSmtpPhase;

/**
 * BureauSmtpHooks:
 * @phase: (nullable): told of connect, envelope, body and answered as they begin; @reply is the
 *   server's line with answered, else %NULL. May block
 * @end: commits the phase end and returns only when it is on disk. %FALSE aborts: nothing is
 * delivered
 * @data: for both
 * @cancellable: (nullable): stops the attempt before the end, never after it
 *
 * What the sender has to do at the right moments. Called on the thread that sends.
 */
typedef struct
{
  void (*phase) (BureauSmtpPhase phase, const char *reply, gpointer data);
  gboolean (*end) (gpointer data);
  gpointer data;
  GCancellable *cancellable;
} BureauSmtpHooks;

/**
 * BureauSmtpState:
 * @BUREAU_SMTP_SENT: accepted for every recipient
 * @BUREAU_SMTP_PARTIAL: accepted, but not for every recipient
 * @BUREAU_SMTP_TEMPORARY: the server said no for now (4yz); nothing was delivered
 * @BUREAU_SMTP_REFUSED: the server said no (5yz); nothing was delivered
 * @BUREAU_SMTP_UNCERTAIN: the end was on its way and no answer came: it may have been delivered
 * @BUREAU_SMTP_NOT_SENT: it did not come to an answer; nothing was delivered
 */
typedef enum
{
  BUREAU_SMTP_SENT,
  BUREAU_SMTP_PARTIAL,
  BUREAU_SMTP_TEMPORARY,
  BUREAU_SMTP_REFUSED,
  BUREAU_SMTP_UNCERTAIN,
  BUREAU_SMTP_NOT_SENT,
} BureauSmtpState;

/**
 * BureauSmtpRecipient:
 * @address: as given
 * @code: what the server answered for it, or 0 where it was not asked
 * @reply: (nullable): the whole answer
 */
typedef struct
{
  char *address;
  guint code;
  char *reply;
} BureauSmtpRecipient;

/**
 * BureauSmtpResult:
 * @state: what became of it
 * @retry: whether the same may work later without anybody's help
 * @is_account: whether the account is at fault and not the message: the login or the certificate
 * @code: the code of the answer that decided, or 0 where none did
 * @reply: (nullable): that answer
 * @message: one sentence for the operator: what happened and what to do
 * @recipients: (element-type BureauSmtpRecipient): in the order given
 *
 * The outcome of an attempt. Immutable.
 */
typedef struct
{
  BureauSmtpState state;
  gboolean retry;
  gboolean is_account;
  guint code;
  char *reply;
  char *message;
  GPtrArray *recipients;
} BureauSmtpResult;

#define BUREAU_TYPE_SMTP_RESULT (bureau_smtp_result_get_type ())
GType bureau_smtp_result_get_type (void);
#define BUREAU_TYPE_SMTP_SERVER (bureau_smtp_server_get_type ())
GType bureau_smtp_server_get_type (void);

BureauSmtpServer *bureau_smtp_server_copy (const BureauSmtpServer *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_smtp_server_free (BureauSmtpServer *self);
BureauSmtpResult *bureau_smtp_result_ref (BureauSmtpResult *self);
void bureau_smtp_result_unref (BureauSmtpResult *self);
const char *bureau_smtp_phase_to_string (BureauSmtpPhase phase);

/**
 * BureauSmtpEnvelope:
 * @sender: the address that bounces go to
 * @recipients: (array zero-terminated=1): the addresses to deliver to
 * @bytes: the message, CRLF, as bureau_mail_build() makes it
 *
 * What to send to whom.
 */
typedef struct
{
  const char *sender;
  const char *const *recipients;
  GBytes *bytes;
} BureauSmtpEnvelope;

BureauSmtpResult *bureau_smtp_send (const BureauSmtpServer *server,
                                    const BureauSmtpEnvelope *envelope,
                                    const BureauSmtpHooks *hooks) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_smtp_deliver (BureauWorker *worker, const BureauSmtpServer *server,
                                const BureauSmtpEnvelope *envelope,
                                const BureauSmtpHooks *hooks) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_smtp_test (const BureauSmtpServer *server, char **verdict, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauSmtpServer, bureau_smtp_server_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauSmtpResult, bureau_smtp_result_unref)

G_END_DECLS
