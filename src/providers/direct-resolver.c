/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/direct-resolver.h"

#include "memory/connection.h"

struct _BureauDirectResolver
{
  GObject parent_instance;
};

static gboolean
is_here (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  return parsed != NULL && g_uri_get_host (parsed) != NULL
         && bureau_host_is_loopback (g_uri_get_host (parsed));
}

static char **
list_direct (void)
{
  static const char *const direct[] = { "direct://", NULL };

  return g_strdupv ((char **)direct);
}

static gboolean
bureau_direct_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
bureau_direct_resolver_lookup (GProxyResolver *resolver, const char *uri, GCancellable *cancellable,
                               GError **error)
{
  if (is_here (uri))
    return list_direct ();
  return g_proxy_resolver_lookup (g_proxy_resolver_get_default (), uri, cancellable, error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
bureau_direct_resolver_lookup_async (GProxyResolver *resolver, const char *uri,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  if (is_here (uri))
    g_task_return_pointer (task, list_direct (), (GDestroyNotify)g_strfreev);
  else
    g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), uri, cancellable, looked_up_cb,
                                   g_steal_pointer (&task));
}

static char **
bureau_direct_resolver_lookup_finish (GProxyResolver *resolver, GAsyncResult *result,
                                      GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = bureau_direct_resolver_is_supported;
  iface->lookup = bureau_direct_resolver_lookup;
  iface->lookup_async = bureau_direct_resolver_lookup_async;
  iface->lookup_finish = bureau_direct_resolver_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauDirectResolver, bureau_direct_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static void
bureau_direct_resolver_class_init (BureauDirectResolverClass *klass)
{
}

static void
bureau_direct_resolver_init (BureauDirectResolver *self)
{
}

/**
 * bureau_direct_resolver_new:
 *
 * Returns: (transfer full): the resolver
 */
GProxyResolver *
bureau_direct_resolver_new (void)
{
  return g_object_new (BUREAU_TYPE_DIRECT_RESOLVER, NULL);
}
