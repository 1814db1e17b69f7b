/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-history-entry.h"

#include <string.h>

#include "cck-history-private.h"

#define TEXT(column, member, bound) { column, G_STRUCT_OFFSET (CckHistoryEvent, member), bound }

/* In the order in which they are hashed: a new one goes to the end, and with a new format. */
const CckHistoryText cck_history_texts[CCK_HISTORY_N_TEXTS] = {
  TEXT ("provider", provider_id, 256),
  TEXT ("account", account_id, 256),
  TEXT ("name", name, 512),
  TEXT ("token_kind", token_kind, 32),
  TEXT ("how", how, 512),
  TEXT ("fingerprint", fingerprint, 16),
  TEXT ("kid", kid, 256),
  TEXT ("alg", alg, 32),
  TEXT ("scope", scope, 2048),
  TEXT ("difference", difference, 16384),
};

static const char * const kinds[] = {
  [CCK_HISTORY_SIGNED_IN] = "signed-in",       [CCK_HISTORY_SIGNED_OUT] = "signed-out",
  [CCK_HISTORY_ISSUED] = "issued",             [CCK_HISTORY_USED] = "used",
  [CCK_HISTORY_REFRESHED] = "refreshed",       [CCK_HISTORY_ROTATED] = "rotated",
  [CCK_HISTORY_REUSED] = "reused",             [CCK_HISTORY_REVOKED] = "revoked",
  [CCK_HISTORY_CHECK_FAILED] = "check-failed", [CCK_HISTORY_KEYS_CHANGED] = "keys-changed",
};

G_DEFINE_ENUM_TYPE (CckHistoryKind, cck_history_kind,
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_ISSUED, "issued"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_USED, "used"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_REFRESHED, "refreshed"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_ROTATED, "rotated"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_REUSED, "reused"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_REVOKED, "revoked"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_CHECK_FAILED, "check-failed"),
                    G_DEFINE_ENUM_VALUE (CCK_HISTORY_KEYS_CHANGED, "keys-changed"))

struct _CckHistoryEntry
{
  GObject         parent_instance;

  gint64          number;
  CckHistoryEvent event;
};

enum
{
  PROP_0,
  PROP_TIME,
  PROP_KIND,
  PROP_NAME,
  PROP_HOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckHistoryEntry, cck_history_entry, G_TYPE_OBJECT)

const char *
cck_history_kind_to_string (CckHistoryKind self)
{
  g_return_val_if_fail ((guint) self < G_N_ELEMENTS (kinds), NULL);

  return kinds[self];
}

gboolean
cck_history_kind_from_string (const char     *word,
                              CckHistoryKind *self)
{
  g_return_val_if_fail (word != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i], word))
        {
          *self = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* (transfer full) */
static char *
dup_bounded (const char *text,
             gsize       bound)
{
  g_autofree char *valid = NULL;
  const char *end;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, strnlen (text, bound + 1));
  if (strlen (valid) <= bound)
    return g_steal_pointer (&valid);

  end = g_utf8_find_prev_char (valid, valid + bound + 1);

  return g_strndup (valid, end - valid);
}

static gboolean
is_fingerprint (const char *text)
{
  return strlen (text) == 16 && strspn (text, "0123456789abcdef") == 16;
}

void
cck_history_event_copy (CckHistoryEvent       *self,
                        const CckHistoryEvent *other)
{
  *self = *other;

  for (gsize i = 0; i < CCK_HISTORY_N_TEXTS; i++)
    CCK_HISTORY_TEXT (self, i)
        = dup_bounded (CCK_HISTORY_TEXT (other, i), cck_history_texts[i].bound);

  if (self->fingerprint != NULL && !is_fingerprint (self->fingerprint))
    g_clear_pointer ((char **) &self->fingerprint, g_free);
}

void
cck_history_event_clear (CckHistoryEvent *self)
{
  for (gsize i = 0; i < CCK_HISTORY_N_TEXTS; i++)
    g_clear_pointer ((char **) &CCK_HISTORY_TEXT (self, i), g_free);
}

static void
cck_history_entry_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CckHistoryEntry *self = CCK_HISTORY_ENTRY (object);

  switch (prop_id)
    {
    case PROP_TIME:
      g_value_set_int64 (value, self->event.time);
      break;

    case PROP_KIND:
      g_value_set_enum (value, self->event.kind);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->event.name);
      break;

    case PROP_HOW:
      g_value_set_string (value, self->event.how);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_history_entry_finalize (GObject *object)
{
  cck_history_event_clear (&CCK_HISTORY_ENTRY (object)->event);

  G_OBJECT_CLASS (cck_history_entry_parent_class)->finalize (object);
}

static void
cck_history_entry_class_init (CckHistoryEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_history_entry_get_property;
  object_class->finalize = cck_history_entry_finalize;

  properties[PROP_TIME]
      = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, CCK_TYPE_HISTORY_KIND,
                                             CCK_HISTORY_SIGNED_IN, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_HOW] = g_param_spec_string ("how", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_history_entry_init (CckHistoryEntry *self)
{
}

CckHistoryEntry *
cck_history_entry_new (gint64                 number,
                       const CckHistoryEvent *event)
{
  CckHistoryEntry *self;

  g_return_val_if_fail (event != NULL, NULL);

  self = g_object_new (CCK_TYPE_HISTORY_ENTRY, NULL);
  self->number = number;
  cck_history_event_copy (&self->event, event);

  return self;
}

gint64
cck_history_entry_get_number (CckHistoryEntry *self)
{
  g_return_val_if_fail (CCK_IS_HISTORY_ENTRY (self), 0);

  return self->number;
}

const CckHistoryEvent *
cck_history_entry_get_event (CckHistoryEntry *self)
{
  g_return_val_if_fail (CCK_IS_HISTORY_ENTRY (self), NULL);

  return &self->event;
}
