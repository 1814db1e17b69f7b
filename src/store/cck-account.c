/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-account.h"

#include <string.h>

#include "cck-account-private.h"

enum
{
  PROP_0,
  PROP_ID,
  PROP_PROVIDER_ID,
  PROP_ISSUER,
  PROP_CLIENT_ID,
  PROP_SUBJECT,
  PROP_LABEL,
  PROP_GRANTED_SCOPE,
  PROP_TOKEN_TYPE,
  PROP_REFRESH_FINGERPRINT,
  PROP_GRANT,
  PROP_REQUEST,
  N_STRINGS, /* those before are strings; up to the subject they never change */
  PROP_EXPIRES_AT = N_STRINGS,
  PROP_ISSUED_AT,
  PROP_REFRESHED_AT,
  PROP_CREATED_AT,
  PROP_RETRY_AFTER,
  N_TIMES, /* and those seconds since the epoch */
  PROP_HAS_REFRESH_TOKEN = N_TIMES,
  PROP_HAS_ID_TOKEN,
  PROP_STATE,
  PROP_ROTATION_COUNT,
  PROP_TRANSIENT,
  N_PROPS
};

struct _CckAccount
{
  GObject          parent_instance;

  char            *strings[N_STRINGS];
  gint64           times[N_TIMES]; /* from N_STRINGS on */
  CckAccountState  state;
  guint            rotation_count;
  CckJson         *source;
  char            *sort_key; /* once it was asked for */
  gboolean         has_refresh_token;
  gboolean         has_id_token;
};

static const char * const names[N_TIMES] = {
  [PROP_ID] = "id",
  [PROP_PROVIDER_ID] = "provider-id",
  [PROP_ISSUER] = "issuer",
  [PROP_CLIENT_ID] = "client-id",
  [PROP_SUBJECT] = "subject",
  [PROP_LABEL] = "label",
  [PROP_GRANTED_SCOPE] = "granted-scope",
  [PROP_TOKEN_TYPE] = "token-type",
  [PROP_REFRESH_FINGERPRINT] = "refresh-fingerprint",
  [PROP_GRANT] = "grant",
  [PROP_REQUEST] = "request",
  [PROP_EXPIRES_AT] = "expires-at",
  [PROP_ISSUED_AT] = "issued-at",
  [PROP_REFRESHED_AT] = "refreshed-at",
  [PROP_CREATED_AT] = "created-at",
  [PROP_RETRY_AFTER] = "retry-after",
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckAccount, cck_account, G_TYPE_OBJECT)

#define ID_DIGITS 16

static void
notify (CckAccount *self,
        guint       prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_text (CckAccount *self,
          guint       prop_id,
          const char *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;

  if (!g_set_str (&self->strings[prop_id], value))
    return;

  g_clear_pointer (&self->sort_key, g_free);
  notify (self, prop_id);
}

static void
set_time (CckAccount *self,
          guint       prop_id,
          gint64      value)
{
  if (self->times[prop_id] == value)
    return;

  self->times[prop_id] = value;
  notify (self, prop_id);
}

static void
set_flag (CckAccount *self,
          gboolean   *flag,
          guint       prop_id,
          gboolean    value)
{
  if (*flag == value)
    return;

  *flag = value;
  notify (self, prop_id);
}

static void
set_rotation_count (CckAccount *self,
                    guint       rotation_count)
{
  if (self->rotation_count == rotation_count)
    return;

  self->rotation_count = rotation_count;
  notify (self, PROP_ROTATION_COUNT);
}

static void
cck_account_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CckAccount *self = CCK_ACCOUNT (object);

  if (prop_id < N_STRINGS)
    {
      g_value_set_string (value, self->strings[prop_id]);
      return;
    }

  if (prop_id < N_TIMES)
    {
      g_value_set_int64 (value, self->times[prop_id]);
      return;
    }

  switch (prop_id)
    {
    case PROP_HAS_REFRESH_TOKEN:
      g_value_set_boolean (value, self->has_refresh_token);
      break;

    case PROP_HAS_ID_TOKEN:
      g_value_set_boolean (value, self->has_id_token);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ROTATION_COUNT:
      g_value_set_uint (value, self->rotation_count);
      break;

    case PROP_TRANSIENT:
      g_value_set_boolean (value, cck_account_get_transient (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_account_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CckAccount *self = CCK_ACCOUNT (object);

  if (prop_id < N_STRINGS)
    {
      set_text (self, prop_id, g_value_get_string (value));
      return;
    }

  if (prop_id < N_TIMES)
    {
      set_time (self, prop_id, g_value_get_int64 (value));
      return;
    }

  switch (prop_id)
    {
    case PROP_HAS_REFRESH_TOKEN:
      set_flag (self, &self->has_refresh_token, prop_id, g_value_get_boolean (value));
      break;

    case PROP_HAS_ID_TOKEN:
      set_flag (self, &self->has_id_token, prop_id, g_value_get_boolean (value));
      break;

    case PROP_STATE:
      cck_account_set_state (self, g_value_get_enum (value));
      break;

    case PROP_ROTATION_COUNT:
      set_rotation_count (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_account_constructed (GObject *object)
{
  CckAccount *self = CCK_ACCOUNT (object);

  G_OBJECT_CLASS (cck_account_parent_class)->constructed (object);

  self->strings[PROP_ID] = cck_account_dup_id_for (self->strings[PROP_PROVIDER_ID],
                                                   self->strings[PROP_ISSUER],
                                                   self->strings[PROP_CLIENT_ID],
                                                   self->strings[PROP_SUBJECT]);
}

static void
cck_account_finalize (GObject *object)
{
  CckAccount *self = CCK_ACCOUNT (object);

  for (guint i = 0; i < N_STRINGS; i++)
    g_clear_pointer (&self->strings[i], g_free);

  g_clear_pointer (&self->source, cck_json_unref);
  g_free (self->sort_key);

  G_OBJECT_CLASS (cck_account_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  for (guint i = PROP_0 + 1; i < N_STRINGS; i++)
    {
      GParamFlags flags = i == PROP_ID        ? readable
                          : i <= PROP_SUBJECT ? writable | G_PARAM_CONSTRUCT_ONLY
                                              : writable;

      properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
    }

  for (guint i = N_STRINGS; i < N_TIMES; i++)
    properties[i] = g_param_spec_int64 (names[i], NULL, NULL, 0, G_MAXINT64, 0, writable);

  properties[PROP_HAS_REFRESH_TOKEN]
      = g_param_spec_boolean ("has-refresh-token", NULL, NULL, FALSE, writable);
  properties[PROP_HAS_ID_TOKEN]
      = g_param_spec_boolean ("has-id-token", NULL, NULL, FALSE, writable);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CCK_TYPE_ACCOUNT_STATE,
                                              CCK_ACCOUNT_SIGNED_IN, writable);
  properties[PROP_ROTATION_COUNT]
      = g_param_spec_uint ("rotation-count", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_TRANSIENT]
      = g_param_spec_boolean ("transient", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_account_class_init (CckAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cck_account_get_property;
  object_class->set_property = cck_account_set_property;
  object_class->constructed = cck_account_constructed;
  object_class->finalize = cck_account_finalize;

  install_properties (object_class);
}

static void
cck_account_init (CckAccount *self)
{
}

/* OpenID Connect Core §5.7: only issuer and subject together name a person. The client stands
 * beside them since its tokens are its own, and the provider since one client may be registered
 * here twice, with other scopes. The terminators keep "ab" + "c" and "a" + "bc" apart. */
char *
cck_account_dup_id_for (const char *provider_id,
                        const char *issuer,
                        const char *client_id,
                        const char *subject)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char * const parts[] = { provider_id, issuer, client_id, subject };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_return_val_if_fail (parts[i] != NULL, NULL);
      g_checksum_update (checksum, (const guchar *) parts[i], strlen (parts[i]) + 1);
    }

  return g_strndup (g_checksum_get_string (checksum), ID_DIGITS);
}

CckAccount *
cck_account_new (const char *provider_id,
                 const char *issuer,
                 const char *client_id,
                 const char *subject)
{
  g_return_val_if_fail (provider_id != NULL && *provider_id != '\0', NULL);
  g_return_val_if_fail (issuer != NULL && *issuer != '\0', NULL);
  g_return_val_if_fail (client_id != NULL && *client_id != '\0', NULL);
  g_return_val_if_fail (subject != NULL && *subject != '\0', NULL);

  return g_object_new (CCK_TYPE_ACCOUNT,
                       "provider-id", provider_id,
                       "issuer", issuer,
                       "client-id", client_id,
                       "subject", subject,
                       NULL);
}

void
cck_account_assign (CckAccount *self,
                    CckAccount *other)
{
  g_return_if_fail (CCK_IS_ACCOUNT (self));
  g_return_if_fail (CCK_IS_ACCOUNT (other));

  if (self == other)
    return;

  g_object_freeze_notify (G_OBJECT (self));

  for (guint i = PROP_SUBJECT + 1; i < N_STRINGS; i++)
    set_text (self, i, other->strings[i]);

  for (guint i = N_STRINGS; i < N_TIMES; i++)
    set_time (self, i, other->times[i]);

  set_flag (self, &self->has_refresh_token, PROP_HAS_REFRESH_TOKEN, other->has_refresh_token);
  set_flag (self, &self->has_id_token, PROP_HAS_ID_TOKEN, other->has_id_token);
  set_rotation_count (self, other->rotation_count);
  cck_account_set_state (self, other->state);
  cck_account_set_source (self, other->source);

  g_object_thaw_notify (G_OBJECT (self));
}

CckAccount *
cck_account_copy (CckAccount *self)
{
  CckAccount *copy;

  g_return_val_if_fail (CCK_IS_ACCOUNT (self), NULL);

  copy = cck_account_new (self->strings[PROP_PROVIDER_ID], self->strings[PROP_ISSUER],
                          self->strings[PROP_CLIENT_ID], self->strings[PROP_SUBJECT]);
  cck_account_assign (copy, self);

  return copy;
}

CckJson *
cck_account_get_source (CckAccount *self)
{
  return self->source;
}

void
cck_account_set_source (CckAccount *self,
                        CckJson    *source)
{
  if (self->source == source)
    return;

  g_clear_pointer (&self->source, cck_json_unref);
  self->source = source != NULL ? cck_json_ref (source) : NULL;
}

void
cck_account_set_label (CckAccount *self,
                       const char *label)
{
  g_return_if_fail (CCK_IS_ACCOUNT (self));

  set_text (self, PROP_LABEL, label);
}

void
cck_account_set_request (CckAccount *self,
                         const char *grant,
                         const char *request)
{
  g_return_if_fail (CCK_IS_ACCOUNT (self));

  set_text (self, PROP_GRANT, grant);
  set_text (self, PROP_REQUEST, request);
}

void
cck_account_set_state (CckAccount      *self,
                       CckAccountState  state)
{
  g_return_if_fail (CCK_IS_ACCOUNT (self));

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

void
cck_account_set_retry_after (CckAccount *self,
                             gint64      retry_after)
{
  g_return_if_fail (CCK_IS_ACCOUNT (self));

  set_time (self, PROP_RETRY_AFTER, retry_after);
}

const char *
cck_account_get_sort_key (CckAccount *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (self), NULL);

  if (self->sort_key == NULL)
    {
      const char *name = self->strings[PROP_LABEL] != NULL ? self->strings[PROP_LABEL]
                                                           : self->strings[PROP_SUBJECT];

      /* With numbers as people sort them: 2 before 10. */
      self->sort_key = g_utf8_collate_key_for_filename (name, -1);
    }

  return self->sort_key;
}

char *
cck_account_dup_name (CckAccount  *self,
                      CckProvider *provider)
{
  const char *provider_name = NULL;
  const char *label;

  g_return_val_if_fail (CCK_IS_ACCOUNT (self), NULL);

  if (provider != NULL)
    provider_name = cck_provider_get_name (provider);
  if (provider_name == NULL)
    provider_name = self->strings[PROP_PROVIDER_ID];

  label = self->strings[PROP_LABEL];

  return g_strconcat (provider_name, "/",
                      label != NULL ? label : self->strings[PROP_SUBJECT], NULL);
}

#define DEFINE_GETTER(Type, member, index, name)             \
  Type                                                       \
  cck_account_get_##name (CckAccount *self)                  \
  {                                                          \
    g_return_val_if_fail (CCK_IS_ACCOUNT (self), 0);         \
                                                             \
    return self->member[index];                              \
  }

#define DEFINE_TEXT_GETTER(name, NAME) DEFINE_GETTER (const char *, strings, PROP_##NAME, name)
#define DEFINE_TIME_GETTER(name, NAME) DEFINE_GETTER (gint64, times, PROP_##NAME, name)

DEFINE_TEXT_GETTER (id, ID)
DEFINE_TEXT_GETTER (provider_id, PROVIDER_ID)
DEFINE_TEXT_GETTER (issuer, ISSUER)
DEFINE_TEXT_GETTER (client_id, CLIENT_ID)
DEFINE_TEXT_GETTER (subject, SUBJECT)
DEFINE_TEXT_GETTER (label, LABEL)
DEFINE_TEXT_GETTER (granted_scope, GRANTED_SCOPE)
DEFINE_TEXT_GETTER (token_type, TOKEN_TYPE)
DEFINE_TEXT_GETTER (refresh_fingerprint, REFRESH_FINGERPRINT)
DEFINE_TEXT_GETTER (grant, GRANT)
DEFINE_TEXT_GETTER (request, REQUEST)

DEFINE_TIME_GETTER (expires_at, EXPIRES_AT)
DEFINE_TIME_GETTER (issued_at, ISSUED_AT)
DEFINE_TIME_GETTER (refreshed_at, REFRESHED_AT)
DEFINE_TIME_GETTER (created_at, CREATED_AT)
DEFINE_TIME_GETTER (retry_after, RETRY_AFTER)

CckAccountState
cck_account_get_state (CckAccount *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (self), CCK_ACCOUNT_SIGNED_OUT);

  return self->state;
}

gboolean
cck_account_get_has_refresh_token (CckAccount *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (self), FALSE);

  return self->has_refresh_token;
}

gboolean
cck_account_get_has_id_token (CckAccount *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (self), FALSE);

  return self->has_id_token;
}

guint
cck_account_get_rotation_count (CckAccount *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (self), 0);

  return self->rotation_count;
}

gboolean
cck_account_get_transient (CckAccount *self)
{
  g_return_val_if_fail (CCK_IS_ACCOUNT (self), FALSE);

  return g_str_has_prefix (self->strings[PROP_PROVIDER_ID], CCK_TRANSIENT_PREFIX);
}
