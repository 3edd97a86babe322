/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why nothing came back, in one sentence that says what to do. */
#include "providers/exchange-error.h"

#include "base/error.h"

/* The worst comes first. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *words;
} certificates[] = {
  { G_TLS_CERTIFICATE_REVOKED, "was revoked" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "is for another server" },
  { G_TLS_CERTIFICATE_EXPIRED, "has expired" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "is not valid yet; look at this computer's clock" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "was signed by nobody this computer trusts" },
  { G_TLS_CERTIFICATE_INSECURE, "is too weak to be trusted" },
};

/**
 * bureau_exchange_describe_certificate:
 * @flags: what is wrong with it
 * @host: who showed it
 *
 * Returns: (transfer full): one sentence
 */
char *
bureau_exchange_describe_certificate (GTlsCertificateFlags flags, const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    if (flags & certificates[i].flag)
      return g_strdup_printf (
          "The certificate of %s %s, so nothing was sent. Check the address, or "
          "ask whoever runs the server.",
          host, certificates[i].words);
  return g_strdup_printf ("%s cannot be reached safely, so nothing was sent. Check the address, or "
                          "ask whoever runs the server.",
                          host);
}

static gboolean
fail_by_us (BureauExchangeEnd ended_by, GError **error)
{
  switch (ended_by)
    {
    case BUREAU_EXCHANGE_CANCELLED:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The call was stopped.");
      return TRUE;
    case BUREAU_EXCHANGE_SILENT:
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                           "The provider said nothing for too long; it is asked again later.");
      return TRUE;
    case BUREAU_EXCHANGE_TOO_LONG:
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                           "The provider's answer took too long; it is asked again later.");
      return TRUE;
    case BUREAU_EXCHANGE_GOES_ON:
    default:
      return FALSE;
    }
}

static char *
describe (const GError *cause, const char *place)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_strdup_printf ("Nothing answers at %s. Start the server there, or correct the address "
                            "in the connection.",
                            place);
  if (cause->domain == G_RESOLVER_ERROR)
    return g_strdup_printf ("%s was not found. Check the network and the address in the "
                            "connection.",
                            place);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return g_strdup ("There is no network now; it is tried again when there is.");
  return g_strdup_printf ("The connection to %s broke off (%s); it is tried again.", place,
                          cause->message);
}

/**
 * bureau_exchange_fail:
 * @message: what was sent
 * @ended_by: whether it was ended from here
 * @cause_or_null: what libsoup says
 *
 * Errors: %G_IO_ERROR_CANCELLED; %BUREAU_ERROR_REFUSED where the server cannot be trusted;
 * %BUREAU_ERROR_UNAVAILABLE for all that may pass.
 */
void
bureau_exchange_fail (SoupMessage *message, BureauExchangeEnd ended_by, const GError *cause_or_null,
                      GError **error)
{
  GUri *uri = soup_message_get_uri (message);
  const char *host = g_uri_get_host (uri);
  g_autofree char *place = g_uri_get_port (uri) > 0
                               ? g_strdup_printf ("%s:%d", host, g_uri_get_port (uri))
                               : g_strdup (host);
  g_autofree char *sentence = NULL;

  if (fail_by_us (ended_by, error) || cause_or_null == NULL)
    return;
  if (cause_or_null->domain == G_TLS_ERROR)
    {
      sentence = bureau_exchange_describe_certificate (
          soup_message_get_tls_peer_certificate_errors (message), place);
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, sentence);
      return;
    }
  sentence = describe (cause_or_null, place);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE, sentence);
}
