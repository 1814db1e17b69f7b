/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-jwks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cck-jose-error.h"
#include "cck-text-hash-private.h"
#include "cck-visible-text.h"

/* Sets up to this many keys are searched one by one, others with a table. */
#define FEW_ENTRIES 8

typedef struct _Entry Entry;

struct _Entry
{
  const CckJsonValue *value;
  const char         *kid; /* borrowed from the document */
  gsize               kid_length;
  Entry              *same; /* the next with the same kid */
  Entry              *last; /* of these, in the first one */
  gsize               imported; /* for g_once_init_enter() */
  CckJwk             *jwk;
  GError             *error;
};

/* Of a table of entries by their kid. */
typedef struct
{
  guint hash;
  guint number; /* of the first entry with the kid, counted from 1; 0 where the slot is free */
} Slot;

struct _CckJwks
{
  gatomicrefcount ref_count;
  CckJson *json; /* NULL for a set made of one key */
  Entry *entries;
  guint n_entries;
  gboolean any_kid; /* a key of a form that can't say its kid */
  Slot *slots; /* each kid in the one of its hash, or in the next free; NULL where entries are few */
  guint last_slot; /* a power of two less one */
};

G_DEFINE_BOXED_TYPE (CckJwks, cck_jwks, cck_jwks_ref, cck_jwks_unref)

static inline gboolean
has_kid (const Entry *entry,
         const char  *kid,
         gsize        length)
{
  return entry->kid_length == length && memcmp (entry->kid, kid, length) == 0;
}

static CckJwks *
alloc_set (guint n_entries)
{
  CckJwks *self = g_new0 (CckJwks, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_entries = n_entries;
  self->entries = g_new0 (Entry, n_entries);
  if (n_entries > FEW_ENTRIES)
    {
      self->last_slot = (2u << g_bit_storage (n_entries)) - 1;
      self->slots = g_new0 (Slot, self->last_slot + 1);
    }

  return self;
}

/* The slot of a kid, or the one that it goes into; at least half of all are free. */
static Slot *
find_slot (CckJwks    *self,
           const char *kid,
           gsize       length,
           guint       hash)
{
  guint place = hash & self->last_slot;

  while (self->slots[place].number != 0 &&
         (self->slots[place].hash != hash ||
          !has_kid (&self->entries[self->slots[place].number - 1], kid, length)))
    place = (place + 1) & self->last_slot;

  return &self->slots[place];
}

/* The first entry with this kid among those that are indexed already. */
static Entry *
find_first (CckJwks    *self,
            const char *kid,
            gsize       length)
{
  if (self->slots != NULL)
    {
      const Slot *slot = find_slot (self, kid, length, cck_text_hash (kid, length));

      return slot->number != 0 ? &self->entries[slot->number - 1] : NULL;
    }

  for (guint i = 0; i < self->n_entries; i++)
    if (self->entries[i].last != NULL && has_kid (&self->entries[i], kid, length))
      return &self->entries[i];

  return NULL;
}

/* Chains @entry to the first one with its kid. Returns FALSE where it is that itself. */
static gboolean
chain_entry (Entry *first,
             Entry *entry)
{
  if (first == NULL)
    {
      entry->last = entry;
      return FALSE;
    }

  first->last->same = entry;
  first->last = entry;
  return TRUE;
}

static void
index_entry (CckJwks *self,
             Entry   *entry)
{
  guint hash;
  Slot *slot;

  if (entry->kid == NULL)
    return;
  if (self->slots == NULL)
    {
      chain_entry (find_first (self, entry->kid, entry->kid_length), entry);
      return;
    }

  hash = cck_text_hash (entry->kid, entry->kid_length);
  slot = find_slot (self, entry->kid, entry->kid_length, hash);
  if (!chain_entry (slot->number != 0 ? &self->entries[slot->number - 1] : NULL, entry))
    *slot = (Slot) { hash, (guint) (entry - self->entries) + 1 };
}

static void
read_entry (CckJwks            *self,
            Entry              *entry,
            const CckJsonValue *value)
{
  entry->value = value;
  entry->kid = cck_json_get_string (cck_json_get_member (value, "kid"), &entry->kid_length);
  index_entry (self, entry);
}

CckJwks *
cck_jwks_new_from_data (const char  *data,
                        gsize        length,
                        GError     **error)
{
  g_autoptr (CckJson) json = NULL;
  const CckJsonValue *root, *keys, *value;
  CckJsonIter iter;
  CckJwks *self;

  json = cck_json_parse_bounded (data, length, CCK_JWKS_MAX_SIZE, CCK_JSON_OBJECT, error);
  if (json == NULL)
    return NULL;

  root = cck_json_get_root (json);
  keys = cck_json_get_member (root, "keys");
  if (cck_json_get_value_type (keys) != CCK_JSON_TYPE_ARRAY &&
      cck_json_get_member (root, "kty") == NULL)
    {
      g_set_error_literal (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_MALFORMED,
                           _("This is no key set: its member “keys” is not an array."));
      return NULL;
    }

  if (cck_json_get_value_type (keys) != CCK_JSON_TYPE_ARRAY)
    {
      self = alloc_set (1);
      read_entry (self, &self->entries[0], root);
    }
  else
    {
      Entry *entry;

      self = alloc_set ((guint) cck_json_get_n_items (keys));
      entry = self->entries;
      cck_json_iter_init (&iter, keys);
      while (cck_json_iter_next (&iter, NULL, NULL, &value))
        read_entry (self, entry++, value);
    }
  self->json = g_steal_pointer (&json);

  return self;
}

CckJwks *
cck_jwks_new_from_bytes (GBytes  *bytes,
                         GError **error)
{
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return cck_jwks_new_from_data (data, length, error);
}

CckJwks *
cck_jwks_new_from_jwk (CckJwk *jwk)
{
  CckJwks *self;

  g_return_val_if_fail (jwk != NULL, NULL);

  self = alloc_set (1);
  self->entries[0].jwk = cck_jwk_ref (jwk);
  self->entries[0].imported = 1;
  self->entries[0].kid = cck_jwk_get_kid (jwk, &self->entries[0].kid_length);
  index_entry (self, &self->entries[0]);

  return self;
}

CckJwks *
cck_jwks_new_from_file_data (const char  *data,
                             gsize        length,
                             GError     **error)
{
  g_autoptr (CckJwk) jwk = NULL;
  CckJwks *self;

  g_return_val_if_fail (data != NULL, NULL);

  if (data[strspn (data, " \t\r\n")] == '{' || length == 0)
    return cck_jwks_new_from_data (data, length, error);

  jwk = cck_jwk_new_from_file_data (data, length, error);
  if (jwk == NULL)
    return NULL;

  self = cck_jwks_new_from_jwk (jwk);
  self->any_kid = TRUE;
  return self;
}

CckJwks *
cck_jwks_ref (CckJwks *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cck_jwks_unref (CckJwks *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->slots);
  for (guint i = 0; i < self->n_entries; i++)
    {
      g_clear_pointer (&self->entries[i].jwk, cck_jwk_unref);
      g_clear_error (&self->entries[i].error);
    }
  g_free (self->entries);
  g_clear_pointer (&self->json, cck_json_unref);
  g_free (self);
}

guint
cck_jwks_get_n_entries (CckJwks *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_entries;
}

static CckJwk *
import_entry (Entry   *entry,
              GError **error)
{
  if (g_once_init_enter (&entry->imported))
    {
      entry->jwk = cck_jwk_new_from_json (entry->value, &entry->error);
      g_once_init_leave (&entry->imported, 1);
    }

  if (entry->jwk == NULL && error != NULL)
    *error = g_error_copy (entry->error);
  return entry->jwk;
}

CckJwk *
cck_jwks_get_jwk (CckJwks  *self,
                  guint     index,
                  GError  **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_entries, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return import_entry (&self->entries[index], error);
}

gboolean
cck_jwks_has_kid (CckJwks    *self,
                  const char *kid,
                  gsize       length)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (kid != NULL, FALSE);

  return find_first (self, kid, length) != NULL;
}

CckJwk *
cck_jwks_lookup (CckJwks    *self,
                 const char *kid,
                 gsize       length)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kid != NULL, NULL);

  for (Entry *entry = find_first (self, kid, length); entry != NULL; entry = entry->same)
    if (import_entry (entry, NULL) != NULL)
      return entry->jwk;

  return NULL;
}

/* The keys that were found so far. */
typedef struct
{
  CckJwk **jwks; /* CCK_JWKS_MAX_CHOSEN places, borrowed */
  guint    count;
  GError  *reason; /* the first why one was left out */
} Choice;

static void
clear_choice (Choice *choice)
{
  g_clear_error (&choice->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choice, clear_choice)

/* Adds the key of @entry where it fits. */
static void
consider (Choice       *choice,
          Entry        *entry,
          CckAlgorithm  algorithm)
{
  g_autoptr (GError) local = NULL;
  CckJwk *jwk;

  if (choice->count == CCK_JWKS_MAX_CHOSEN)
    return;

  jwk = import_entry (entry, &local);
  if (jwk != NULL && cck_jwk_fits (jwk, algorithm, &local))
    choice->jwks[choice->count++] = jwk;
  else if (choice->reason == NULL)
    choice->reason = g_steal_pointer (&local);
}

/* A key of another type can't fit: it need not be imported to know. */
static gboolean
has_type (Entry      *entry,
          const char *kty)
{
  return entry->value == NULL || cck_json_equals (cck_json_get_member (entry->value, "kty"), kty);
}

/* The same key may be listed twice. Two keys under one name leave open which one is meant, even
 * where one of them is broken. */
static gboolean
is_ambiguous (const Choice *choice,
              Entry        *first,
              CckAlgorithm  algorithm)
{
  const char *kty = cck_algorithm_get_kty (algorithm);

  for (guint i = 1; i < choice->count; i++)
    if (!cck_jwk_is_same_key (choice->jwks[0], choice->jwks[i]))
      return TRUE;
  for (Entry *entry = first; choice->count > 0 && entry != NULL; entry = entry->same)
    if (entry->jwk == NULL && has_type (entry, kty))
      return TRUE;

  return FALSE;
}

static guint
choose_by_kid (CckJwks       *self,
               CckAlgorithm   algorithm,
               const char    *kid,
               gsize          length,
               CckJwk       **chosen,
               GError       **error)
{
  g_auto (Choice) choice = { .jwks = chosen };
  Entry *first = find_first (self, kid, length);
  g_autofree char *visible = NULL;

  for (Entry *entry = first; entry != NULL; entry = entry->same)
    consider (&choice, entry, algorithm);
  if (choice.count > 0 && !is_ambiguous (&choice, first, algorithm))
    return choice.count;

  visible = cck_visible_text_new (kid, (gssize) length);
  if (choice.count > 0)
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                 _("The key set has several keys “%s”, so none of them is believed."), visible);
  else if (choice.reason == NULL)
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY,
                 _("The key set has no key “%s”."), visible);
  else
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                 /* Translators: the key’s name, then why, a whole sentence. */
                 _("Key “%s” can’t be used: %s"), visible, choice.reason->message);
  return 0;
}

static guint
choose_any (CckJwks       *self,
            CckAlgorithm   algorithm,
            CckJwk       **chosen,
            GError       **error)
{
  g_auto (Choice) choice = { .jwks = chosen };
  const char *kty = cck_algorithm_get_kty (algorithm);

  for (guint i = 0; i < self->n_entries && kty != NULL; i++)
    if (has_type (&self->entries[i], kty))
      consider (&choice, &self->entries[i], algorithm);
  if (choice.count > 0)
    return choice.count;

  if (choice.reason == NULL && cck_algorithm_is_symmetric (algorithm))
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY,
                 _("%s needs a secret shared with the issuer, and there is none here."),
                 cck_algorithm_get_name (algorithm));
  else if (choice.reason == NULL)
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_NO_MATCHING_KEY,
                 _("The key set has no key for %s."),
                 kty != NULL ? cck_algorithm_get_name (algorithm) : _("this algorithm"));
  else
    g_set_error (error, CCK_JOSE_ERROR, CCK_JOSE_ERROR_KEY_UNUSABLE,
                 _("No key of the set can be used: %s"), choice.reason->message);
  return 0;
}

guint
cck_jwks_choose (CckJwks       *self,
                 CckAlgorithm   algorithm,
                 const char    *kid,
                 gsize          kid_length,
                 CckJwk        *chosen[CCK_JWKS_MAX_CHOSEN],
                 GError       **error)
{
  g_return_val_if_fail (self != NULL, 0);

  /* OIDC Core §10.1: with a kid only the key that has it, with no way round. */
  return kid != NULL && !self->any_kid
           ? choose_by_kid (self, algorithm, kid, kid_length, chosen, error)
           : choose_any (self, algorithm, chosen, error);
}

static char *
name_entry (Entry *entry,
            guint  index)
{
  g_autofree char *visible = NULL;

  if (entry->kid == NULL)
    return g_strdup_printf (_("Key %u"), index + 1);

  visible = cck_visible_text_new (entry->kid, (gssize) entry->kid_length);
  return g_strdup_printf (_("Key “%s”"), visible);
}

GStrv
cck_jwks_dup_notes (CckJwks *self)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->n_entries; i++)
    {
      Entry *entry = &self->entries[i];
      g_autofree char *name = name_entry (entry, i);
      CckJwk *jwk = import_entry (entry, NULL);

      if (jwk == NULL)
        /* Translators: the key’s place or name, then why, a whole sentence. */
        g_strv_builder_take (notes, g_strdup_printf (_("%s is skipped: %s"), name,
                                                     entry->error->message));
      else if (cck_jwk_get_certificate_fault (jwk) != NULL)
        g_strv_builder_take (notes, g_strdup_printf ("%s: %s", name,
                                                     cck_jwk_get_certificate_fault (jwk)));
      else if (cck_jwk_is_private (jwk) && strcmp (cck_jwk_get_kty (jwk), "oct") != 0)
        g_strv_builder_take (notes, g_strdup_printf (
          _("%s is published with its private part. Anyone can sign with it."), name));
    }

  return g_strv_builder_end (notes);
}
