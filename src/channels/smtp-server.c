/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp-server.h"

#include <string.h>

#include "base/error.h"
#include "channels/charset.h"

#define CONNECT_SECONDS 30
#define ANSWER_SECONDS 300
/* Says nothing about this machine; what mail programs behind a router greet with. */
#define HELLO "[127.0.0.1]"

G_DEFINE_BOXED_TYPE (BureauSmtpServer, bureau_smtp_server, bureau_smtp_server_copy,
                     bureau_smtp_server_free)

BureauSmtpServer *
bureau_smtp_server_copy (const BureauSmtpServer *self)
{
  BureauSmtpServer *copy = g_new (BureauSmtpServer, 1);
  *copy = *self;
  copy->host = g_strdup (self->host);
  copy->user = g_strdup (self->user);
  copy->password = g_strdup (self->password);
  copy->hello = g_strdup (self->hello);
  copy->ca_file = g_strdup (self->ca_file);
  return copy;
}

void
bureau_smtp_server_free (BureauSmtpServer *self)
{
  if (self == NULL)
    return;
  g_free (self->host);
  g_free (self->user);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->hello);
  g_free (self->ca_file);
  g_free (self);
}

static gboolean
is_loopback (const char *host)
{
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* The host as it may stand in a URL, or NULL. */
static char *
dup_url_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return NULL;
  g_autofree char *ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  if (g_hostname_is_ip_address (ascii))
    return strchr (ascii, ':') != NULL ? g_strdup_printf ("[%s]", ascii) : g_steal_pointer (&ascii);
  for (const char *p = ascii; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.' && *p != '_')
      return NULL;
  return g_steal_pointer (&ascii);
}

static guint16
usual_port (BureauSmtpSecurity security)
{
  static const guint16 PORTS[]
      = { [BUREAU_SMTP_STARTTLS] = 587, [BUREAU_SMTP_TLS] = 465, [BUREAU_SMTP_NONE] = 25 };
  return PORTS[security];
}

static char *
make_url (const BureauSmtpServer *self, GError **error)
{
  g_autofree char *host = dup_url_host (self->host);
  if (host == NULL)
    {
      g_autofree char *shown = bureau_charset_line (self->host, 80);
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                   "“%s” is no server name; write it as mail.example.org.", shown);
      return NULL;
    }
  if (self->security == BUREAU_SMTP_NONE && !is_loopback (self->host))
    {
      g_set_error (
          error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
          "Mail leaves this machine only over TLS; set the connection to %s to STARTTLS or "
          "TLS.",
          self->host);
      return NULL;
    }
  g_autofree char *line = bureau_charset_line (self->hello, 200);
  g_autofree char *hello = g_uri_escape_string (*line != '\0' ? line : HELLO, NULL, FALSE);
  return g_strdup_printf ("%s://%s:%u/%s", self->security == BUREAU_SMTP_TLS ? "smtps" : "smtp",
                          host, (guint)(self->port > 0 ? self->port : usual_port (self->security)),
                          hello);
}

static void
init_once (void)
{
  static gsize ready = 0;
  if (!g_once_init_enter (&ready))
    return;
  curl_global_init (CURL_GLOBAL_DEFAULT);
  g_once_init_leave (&ready, 1);
}

static void
set_security (CURL *curl, const BureauSmtpServer *self)
{
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_USE_SSL,
                    (long)(self->security == BUREAU_SMTP_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (self->ca_file != NULL)
    curl_easy_setopt (curl, CURLOPT_CAINFO, self->ca_file);
  if (is_loopback (self->host))
    curl_easy_setopt (curl, CURLOPT_PROXY, "");
  if (self->user == NULL || *self->user == '\0')
    return;
  curl_easy_setopt (curl, CURLOPT_USERNAME, self->user);
  curl_easy_setopt (curl, CURLOPT_PASSWORD, self->password != NULL ? self->password : "");
}

static void
set_times (CURL *curl, const BureauSmtpServer *self)
{
  long connect_seconds = self->connect_seconds > 0 ? self->connect_seconds : CONNECT_SECONDS;
  long answer_seconds = self->answer_seconds > 0 ? self->answer_seconds : ANSWER_SECONDS;
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt (curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, answer_seconds);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_TIME, answer_seconds);
}

/**
 * bureau_smtp_server_open:
 * @self: a server
 * @error: return location
 *
 * Readies a transfer to it: address, TLS as the server's settings say and never less, login,
 * time-outs.
 *
 * Returns: (transfer full): the handle, or %NULL with %BUREAU_ERROR_INVALID for a wrong name, or
 *   %BUREAU_ERROR_REFUSED where the mail would leave the machine unprotected
 */
CURL *
bureau_smtp_server_open (const BureauSmtpServer *self, GError **error)
{
  g_autofree char *url = make_url (self, error);
  if (url == NULL)
    return NULL;
  init_once ();
  CURL *curl = curl_easy_init ();
  g_assert (curl != NULL);
  curl_easy_setopt (curl, CURLOPT_URL, url);
  /* libcurl repeats by itself what fails on a connection it kept; an attempt must be made once. */
  curl_easy_setopt (curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt (curl, CURLOPT_FORBID_REUSE, 1L);
  set_security (curl, self);
  set_times (curl, self);
  return curl;
}
