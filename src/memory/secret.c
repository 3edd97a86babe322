/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/secret.h"

#include <libsecret/secret.h>

#include "base/error.h"

/* A person may have to unlock the keyring first. */
#define PATIENCE_SECONDS 60

static const SecretSchema schema = {
  .name = BUREAU_APP_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static GHashTable *
make_attributes (gint64 connection)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, connection);

  return secret_attributes_build (&schema, "connection", id, NULL);
}

/* The keyring's answer or the end of our patience; the first ends the other. */
static DexFuture *
race (DexPromise *promise)
{
  return dex_future_first (DEX_FUTURE (promise), dex_timeout_new_seconds (PATIENCE_SECONDS), NULL);
}

/* What stays locked was kept so by a person, or by nobody being there to unlock it. */
static GError *
keyring_error (const char *what, const GError *cause)
{
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return g_error_new (BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                        "The keyring stayed locked, so the secret %s. Unlock the keyring and try "
                        "again, or name an environment variable with --secret-env.",
                        what);
  return g_error_new (
      BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
      "The keyring cannot be used, so the secret %s (%s). Start or unlock the keyring, "
      "or name an environment variable with --secret-env.",
      what, cause->message);
}

/* The bus puts its own name of an error before the words. */
static void
strip (GError *error)
{
  if (error != NULL)
    g_dbus_error_strip_remote_error (error);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  strip (error);
  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_string (promise, secret);
}

static char *
await_lookup (gint64 connection, GError **error)
{
  g_autoptr (DexPromise) promise = dex_promise_new_cancellable ();
  g_autoptr (GHashTable) attributes = make_attributes (connection);

  secret_password_lookupv (&schema, attributes, dex_promise_get_cancellable (promise), lookup_cb,
                           dex_ref (promise));
  return dex_await_string (race (g_steal_pointer (&promise)), error);
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, found != NULL);
  g_list_free_full (found, g_object_unref);
}

/* Whether the keyring has the secret, given or not: without unlocking it, the names are told. */
static gboolean
await_is_kept (gint64 connection)
{
  g_autoptr (DexPromise) promise = dex_promise_new_cancellable ();
  g_autoptr (GHashTable) attributes = make_attributes (connection);

  secret_password_searchv (&schema, attributes, SECRET_SEARCH_NONE,
                           dex_promise_get_cancellable (promise), search_cb, dex_ref (promise));
  return dex_await_boolean (race (g_steal_pointer (&promise)), NULL);
}

typedef struct
{
  gint64 connection;
  char *name;
  char *variable;
  gboolean named;
} Wanted;

static void
wanted_free (Wanted *self)
{
  g_free (self->name);
  g_free (self->variable);
  g_free (self);
}

static GError *
missing_error (const Wanted *self, const GError *cause)
{
  if (cause != NULL)
    return g_error_new (
        BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
        "The keyring cannot be used (%s), and the environment variable %s is not set. "
        "Start or unlock the keyring, or set the variable.",
        cause->message, self->variable);
  if (await_is_kept (self->connection))
    return g_error_new (BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                        "The keyring stayed locked, and the environment variable %s is not set. "
                        "Unlock the keyring and test the connection “%s”.",
                        self->variable, self->name);
  return g_error_new (
      BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
      "There is no secret for the connection “%s”: the keyring has none, "
      "and the environment variable %s is not set. Connect it again with --secret-stdin.",
      self->name, self->variable);
}

/* A variable that the connection names is asked first: on a machine without a keyring every use of
 * the bus would cost its time-out. */
static DexFuture *
get_fiber (gpointer data)
{
  const Wanted *self = data;
  g_autoptr (GError) cause = NULL;
  char *secret = self->named ? bureau_secret_dup_from_environment (self->variable) : NULL;

  if (secret == NULL)
    secret = await_lookup (self->connection, &cause);
  if (secret == NULL && !self->named)
    secret = bureau_secret_dup_from_environment (self->variable);
  if (secret == NULL)
    return dex_future_new_for_error (missing_error (self, cause));
  bureau_secret_cover (secret);
  return dex_future_new_take_string (secret);
}

/**
 * bureau_secret_get:
 * @connection: the connection's id
 * @name: the connection's name
 * @env_or_null: (nullable): the environment variable that the connection names
 *
 * Finds a connection's secret: in the variable it names, else in the keyring, else in the
 * variable of bureau_secret_make_variable(). What is found is covered, as bureau_secret_cover()
 * does. To be awaited on the main context.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND, %BUREAU_ERROR_UNAVAILABLE (the keyring does not answer, or
 * denies), %BUREAU_ERROR_REFUSED (it stayed locked: a person has to unlock it).
 *
 * Returns: (transfer full): resolves to the secret, a string
 */
DexFuture *
bureau_secret_get (gint64 connection, const char *name, const char *env_or_null)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->connection = connection;
  wanted->name = g_strdup (name);
  wanted->named = env_or_null != NULL && *env_or_null != '\0';
  wanted->variable = wanted->named ? g_strdup (env_or_null) : bureau_secret_make_variable (name);
  return dex_scheduler_spawn (NULL, 0, get_fiber, wanted, (GDestroyNotify)wanted_free);
}

static void
settle (DexPromise *promise, const char *what, GError *cause)
{
  strip (cause);
  if (cause == NULL)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, keyring_error (what, cause));
  g_clear_error (&cause);
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  /* A prompt that the person closed is no error to libsecret. */
  if (!secret_password_store_finish (result, &error) && error == NULL)
    g_set_error_literal (&error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");
  settle (promise, "was not stored", error);
}

/**
 * bureau_secret_set:
 * @connection: the connection's id
 * @name: the connection's name, shown by the keyring's own programs
 * @secret: the secret
 *
 * Stores a connection's secret in the keyring; there is no other place for it.
 *
 * Errors: %BUREAU_ERROR_UNAVAILABLE, %BUREAU_ERROR_REFUSED as bureau_secret_get() has them.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_secret_set (gint64 connection, const char *name, const char *secret)
{
  g_autoptr (DexPromise) promise = dex_promise_new_cancellable ();
  g_autoptr (GHashTable) attributes = make_attributes (connection);
  g_autofree char *label = g_strdup_printf ("Bureau: %s", name);

  bureau_secret_cover (secret);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret,
                          dex_promise_get_cancellable (promise), store_cb, dex_ref (promise));
  return race (g_steal_pointer (&promise));
}

static void
clear_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  settle (promise, "was not removed", error);
}

/**
 * bureau_secret_clear:
 * @connection: the connection's id
 *
 * Removes a connection's secret from the keyring; it is no error where there is none.
 *
 * Errors: %BUREAU_ERROR_UNAVAILABLE.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_secret_clear (gint64 connection)
{
  g_autoptr (DexPromise) promise = dex_promise_new_cancellable ();
  g_autoptr (GHashTable) attributes = make_attributes (connection);

  secret_password_clearv (&schema, attributes, dex_promise_get_cancellable (promise), clear_cb,
                          dex_ref (promise));
  return race (g_steal_pointer (&promise));
}
