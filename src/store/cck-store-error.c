/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-store-error.h"

#include "cck-store-error-private.h"

/* What an error carries beside its message. */
typedef struct
{
  char *member; /* of a JSON object */
} CckStoreErrorPrivate;

static void
cck_store_error_private_init (CckStoreErrorPrivate *self)
{
}

static void
cck_store_error_private_copy (const CckStoreErrorPrivate *self,
                              CckStoreErrorPrivate       *copy)
{
  copy->member = g_strdup (self->member);
}

static void
cck_store_error_private_clear (CckStoreErrorPrivate *self)
{
  g_free (self->member);
}

/* GLib's own casts, which Clang takes for misaligned ones. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (CckStoreError, cck_store_error)
#pragma GCC diagnostic pop

void
cck_store_error_set_member (GError     *error,
                            const char *member)
{
  CckStoreErrorPrivate *private = cck_store_error_get_private (error);

  g_return_if_fail (private != NULL);

  g_set_str (&private->member, member);
}

const char *
cck_store_error_get_member (const GError *error)
{
  CckStoreErrorPrivate *private = cck_store_error_get_private (error);

  return private != NULL ? private->member : NULL;
}
