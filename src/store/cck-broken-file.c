/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-broken-file.h"

struct _CckBrokenFile
{
  GObject parent_instance;

  char   *path;
  char   *message;
};

enum
{
  PROP_0,
  PROP_PATH,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckBrokenFile, cck_broken_file, G_TYPE_OBJECT)

static void
cck_broken_file_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CckBrokenFile *self = CCK_BROKEN_FILE (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_broken_file_finalize (GObject *object)
{
  CckBrokenFile *self = CCK_BROKEN_FILE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (cck_broken_file_parent_class)->finalize (object);
}

static void
cck_broken_file_class_init (CckBrokenFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_broken_file_get_property;
  object_class->finalize = cck_broken_file_finalize;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_broken_file_init (CckBrokenFile *self)
{
}

CckBrokenFile *
cck_broken_file_new (const char *path,
                     const char *message)
{
  CckBrokenFile *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  self = g_object_new (CCK_TYPE_BROKEN_FILE, NULL);
  self->path = g_strdup (path);
  self->message = g_strdup (message);

  return self;
}

const char *
cck_broken_file_get_path (CckBrokenFile *self)
{
  g_return_val_if_fail (CCK_IS_BROKEN_FILE (self), NULL);

  return self->path;
}

const char *
cck_broken_file_get_message (CckBrokenFile *self)
{
  g_return_val_if_fail (CCK_IS_BROKEN_FILE (self), NULL);

  return self->message;
}
