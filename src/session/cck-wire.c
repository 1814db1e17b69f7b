/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-wire.h"

#define DEFAULT_TIMEOUT 10000
/* Dates have whole seconds, and the answer was on its way. */
#define OFFSET_NOISE 2

/* A provider's own HTTP session, and what it was made from: an edited provider gets another one. */
typedef struct
{
  CckHttp *http;
  char    *ca;
  char    *identity; /* a fingerprint */
} OwnHttp;

struct _CckWire
{
  CckClock        *clock;
  CckHttp         *http;
  GHashTable      *own;     /* (element-type utf8 OwnHttp), by provider id */
  GHashTable      *offsets; /* (element-type utf8 gint64), by origin */
  guint            timeout;
  CckSessionTrace  trace;
  gpointer         trace_data;
};

static void
own_http_free (gpointer data)
{
  OwnHttp *own = data;

  cck_http_set_trace (own->http, NULL, NULL, NULL);
  g_clear_object (&own->http);
  g_free (own->ca);
  g_free (own->identity);
  g_free (own);
}

/* RFC 6454 §4: scheme, host and port, with the port written out. NULL where @uri is no address. */
static char *
dup_origin (const char *uri)
{
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  int port;

  if (uri == NULL
      || !g_uri_split_network (uri, G_URI_FLAGS_SCHEME_NORMALIZE, &scheme, &host, &port, NULL)
      || scheme == NULL || host == NULL)
    return NULL;

  return g_strdup_printf ("%s://%s:%d", scheme, host, port);
}

static void
note_date (CckWire    *self,
           const char *uri,
           gint64      date)
{
  char *origin = date == 0 ? NULL : dup_origin (uri);
  gint64 offset;

  if (origin == NULL)
    return;

  offset = date - cck_clock_get_now (self->clock);
  /* A date of another era says nothing about any clock. */
  if (ABS (offset) <= OFFSET_NOISE || ABS (offset) > G_MAXINT)
    offset = 0;

  g_hash_table_replace (self->offsets, origin, g_memdup2 (&offset, sizeof offset));
}

static CckSessionTraceField *
dup_fields (const CckHttpTraceField *fields,
            gsize                    n_fields)
{
  CckSessionTraceField *copy = g_new0 (CckSessionTraceField, n_fields + 1);

  for (gsize i = 0; i < n_fields; i++)
    copy[i] = (CckSessionTraceField) { fields[i].name, fields[i].value };

  return copy;
}

static void
trace_cb (const CckHttpTrace *trace,
          gpointer            user_data)
{
  CckWire *self = user_data;
  g_autofree CckSessionTraceField *parameters = NULL;
  g_autofree CckSessionTraceField *members = NULL;

  note_date (self, trace->uri, trace->date);
  if (self->trace == NULL)
    return;

  parameters = dup_fields (trace->parameters, trace->n_parameters);
  members = dup_fields (trace->members, trace->n_members);
  self->trace (&(CckSessionTraceLine) {
                 .method = trace->method,
                 .uri = trace->uri,
                 .status = trace->status,
                 .duration = trace->microseconds,
                 .request_length = trace->request_length,
                 .length = trace->length,
                 .content_type = trace->content_type,
                 .date = trace->date,
                 .request_headers = trace->request_headers,
                 .response_headers = trace->response_headers,
                 .parameters = parameters,
                 .n_parameters = trace->n_parameters,
                 .members = members,
                 .n_members = trace->n_members,
                 .error = trace->error == NULL ? NULL : trace->error->message,
               },
               self->trace_data);
}

static void
set_up (CckWire *self,
        CckHttp *http)
{
  cck_http_set_timeout (http, self->timeout);
  cck_http_set_trace (http, trace_cb, self, NULL);
}

CckWire *
cck_wire_new (CckClock *clock)
{
  CckWire *self = g_new0 (CckWire, 1);

  self->clock = g_object_ref (clock);
  self->timeout = DEFAULT_TIMEOUT;
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, own_http_free);
  self->offsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->http = cck_http_new ();
  set_up (self, self->http);

  return self;
}

void
cck_wire_free (CckWire *self)
{
  if (self == NULL)
    return;

  cck_http_set_trace (self->http, NULL, NULL, NULL);
  g_clear_object (&self->http);
  g_clear_pointer (&self->own, g_hash_table_unref);
  g_clear_pointer (&self->offsets, g_hash_table_unref);
  g_clear_object (&self->clock);
  g_free (self);
}

CckHttp *
cck_wire_get_http (CckWire *self)
{
  return self->http;
}

CckHttp *
cck_wire_get_http_for (CckWire      *self,
                       CckProvider  *provider,
                       CckSecret    *identity,
                       GError      **error)
{
  const char *pem = identity == NULL ? NULL : cck_secret_get_text (identity);
  const char *ca = cck_provider_get_ca_certificates (provider);
  const char *id = cck_provider_get_id (provider);
  g_autofree char *fingerprint = pem == NULL ? NULL : cck_secret_dup_fingerprint (pem);
  OwnHttp *own = id == NULL ? NULL : g_hash_table_lookup (self->own, id);
  CckHttp *http;

  if (own != NULL && g_strcmp0 (own->ca, ca) == 0
      && (pem == NULL || g_strcmp0 (own->identity, fingerprint) == 0))
    return own->http;

  if (ca == NULL && pem == NULL)
    return self->http;

  http = cck_http_new_for_provider (ca, pem, error);
  if (http == NULL)
    return NULL;

  set_up (self, http);
  own = g_new0 (OwnHttp, 1);
  own->http = http;
  own->ca = g_strdup (ca);
  own->identity = g_steal_pointer (&fingerprint);
  g_hash_table_replace (self->own, g_strdup (id == NULL ? "" : id), own);

  return http;
}

void
cck_wire_set_timeout (CckWire *self,
                      guint    milliseconds)
{
  GHashTableIter iter;
  gpointer own;

  self->timeout = milliseconds;
  cck_http_set_timeout (self->http, milliseconds);

  g_hash_table_iter_init (&iter, self->own);
  while (g_hash_table_iter_next (&iter, NULL, &own))
    cck_http_set_timeout (((OwnHttp *) own)->http, milliseconds);
}

void
cck_wire_set_trace (CckWire         *self,
                    CckSessionTrace  trace,
                    gpointer         user_data)
{
  self->trace = trace;
  self->trace_data = user_data;
}

gint64
cck_wire_get_offset (CckWire    *self,
                     const char *uri)
{
  g_autofree char *origin = dup_origin (uri);
  gint64 *offset = origin == NULL ? NULL : g_hash_table_lookup (self->offsets, origin);

  return offset == NULL ? 0 : *offset;
}
