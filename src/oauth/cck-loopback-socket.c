/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-loopback-socket.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-oauth-error.h"

#define BACKLOG 64
/* How often any port is tried until one is free in both families. */
#define MAX_ANY_TRIES 16

/* Which addresses a host stands for. */
static const struct
{
  const char *host;
  const char *addresses[3];
} hosts[] = {
  { "127.0.0.1", { "127.0.0.1", NULL } },
  { "::1", { "::1", NULL } },
  { "localhost", { "127.0.0.1", "::1", NULL } },
};

static GSocket *
open_one (const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) bound = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) socket = NULL;

  socket = g_socket_new (g_socket_address_get_family (bound), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;

  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, bound, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

/* The same port at every address. A family that the system lacks is left out. */
static GPtrArray *
open_all (const char *const *addresses, guint16 port, GError **error)
{
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) fault = NULL;

  for (gsize i = 0; addresses[i] != NULL; i++)
    {
      guint16 wanted = sockets->len > 0 ? get_port (g_ptr_array_index (sockets, 0)) : port;
      g_autoptr (GSocket) socket = NULL;

      g_clear_error (&fault);
      socket = open_one (addresses[i], wanted, &fault);
      if (socket != NULL)
        g_ptr_array_add (sockets, g_steal_pointer (&socket));
      else if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        break;
    }

  if (fault != NULL && (sockets->len == 0 ||
                        g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }

  return g_steal_pointer (&sockets);
}

static GPtrArray *
open_port (const char *const *addresses, guint16 port, GError **error)
{
  g_autoptr (GError) fault = NULL;

  for (guint i = 0; i < (port == 0 ? MAX_ANY_TRIES : 1); i++)
    {
      GPtrArray *sockets;

      g_clear_error (&fault);
      sockets = open_all (addresses, port, &fault);
      if (sockets != NULL)
        return sockets;
    }

  g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}

static void
set_error (GError **error, const GError *fault, const char *host, const guint16 *ports, gsize n)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (!g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_NO_LISTENER,
                   /* Translators: the address, then why. */
                   _("Claimcheck cannot listen at “%s”: %s"), host, fault->message);
      return;
    }

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (list, "%s%u", i > 0 ? ", " : "", ports[i]);

  g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_PORT_BUSY,
               g_dngettext (GETTEXT_PACKAGE,
                            "Port %s is used by another program. Close it or register another "
                            "port.",
                            "The ports %s are used by other programs. Close one of them or "
                            "register another port.",
                            (gulong) n),
               list->str);
}

GPtrArray *
cck_loopback_socket_open (const char *host,
                          const guint16 *ports,
                          gsize n_ports,
                          guint16 *port,
                          GError **error)
{
  const char *const *addresses = NULL;
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (ports != NULL && n_ports > 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      if (strcmp (hosts[i].host, host) == 0)
        addresses = hosts[i].addresses;
    }
  if (addresses == NULL)
    {
      g_set_error (error, CCK_OAUTH_ERROR, CCK_OAUTH_ERROR_BAD_PARAMETER,
                   _("The redirect host is “%.100s”. It can be 127.0.0.1, ::1 or localhost."),
                   host);
      return NULL;
    }

  for (gsize i = 0; i < n_ports; i++)
    {
      GPtrArray *sockets;

      g_clear_error (&fault);
      sockets = open_port (addresses, ports[i], &fault);
      if (sockets != NULL)
        {
          *port = get_port (g_ptr_array_index (sockets, 0));
          return sockets;
        }
    }

  g_assert (fault != NULL);
  set_error (error, fault, host, ports, n_ports);

  return NULL;
}

char *
cck_loopback_socket_dup_authority (const char *host, guint16 port)
{
  g_return_val_if_fail (host != NULL, NULL);

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%u" : "%s:%u", host, port);
}
