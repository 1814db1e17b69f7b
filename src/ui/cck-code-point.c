/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-code-point.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cck-visible-text.h"

struct _CckCodePoint
{
  GObject parent_instance;

  gunichar character;
};

enum
{
  PROP_0,
  PROP_CODE,
  PROP_FACE,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CckCodePoint, cck_code_point, G_TYPE_OBJECT)

/* Letters that look alike come from different scripts. */
static const struct
{
  GUnicodeScript script;
  const char *name;
} scripts[] = {
  { G_UNICODE_SCRIPT_LATIN, N_("Latin") },
  { G_UNICODE_SCRIPT_GREEK, N_("Greek") },
  { G_UNICODE_SCRIPT_CYRILLIC, N_("Cyrillic") },
  { G_UNICODE_SCRIPT_ARMENIAN, N_("Armenian") },
  { G_UNICODE_SCRIPT_HEBREW, N_("Hebrew") },
  { G_UNICODE_SCRIPT_ARABIC, N_("Arabic") },
  { G_UNICODE_SCRIPT_DEVANAGARI, N_("Devanagari") },
  { G_UNICODE_SCRIPT_THAI, N_("Thai") },
  { G_UNICODE_SCRIPT_HAN, N_("Han") },
  { G_UNICODE_SCRIPT_HIRAGANA, N_("Hiragana") },
  { G_UNICODE_SCRIPT_KATAKANA, N_("Katakana") },
  { G_UNICODE_SCRIPT_HANGUL, N_("Hangul") },
  { G_UNICODE_SCRIPT_CHEROKEE, N_("Cherokee") },
};

static char *
dup_script (gunichar character)
{
  GUnicodeScript script = g_unichar_get_script (character);
  guint32 iso;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (scripts[i].script == script)
        return g_strdup (_(scripts[i].name));
    }

  iso = g_unicode_script_to_iso15924 (script);

  return g_strdup_printf ("%c%c%c%c", (char) (iso >> 24), (char) (iso >> 16), (char) (iso >> 8),
                          (char) iso);
}

static const char *
get_kind (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
      return _("Control character");

    case G_UNICODE_FORMAT:
      return _("Invisible formatting");

    case G_UNICODE_UNASSIGNED:
      return _("Not assigned");

    case G_UNICODE_PRIVATE_USE:
      return _("Private use");

    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
      return _("Mark");

    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return _("Number");

    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return _("Space");

    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
      return _("Symbol");

    default:
      return _("Punctuation");
    }
}

static char *
dup_kind (gunichar character)
{
  g_autofree char *script = NULL;

  if (!g_unichar_isalpha (character))
    return g_strdup (get_kind (character));

  script = dup_script (character);

  /* Translators: the argument is a script such as “Cyrillic” */
  return g_strdup_printf (_("%s letter"), script);
}

static char *
dup_face (gunichar character)
{
  char utf8[8] = { 0 };

  if (cck_code_point_is_hidden (character))
    return g_strdup ("");

  g_unichar_to_utf8 (character, utf8);

  return cck_visible_text_new (utf8, -1);
}

static void
cck_code_point_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  gunichar character = CCK_CODE_POINT (object)->character;

  switch (prop_id)
    {
    case PROP_CODE:
      g_value_take_string (value, g_strdup_printf ("U+%04X", character));
      break;

    case PROP_FACE:
      g_value_take_string (value, dup_face (character));
      break;

    case PROP_KIND:
      g_value_take_string (value, dup_kind (character));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cck_code_point_class_init (CckCodePointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cck_code_point_get_property;

  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  properties[PROP_FACE] = g_param_spec_string ("face", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cck_code_point_init (CckCodePoint *self)
{
}

CckCodePoint *
cck_code_point_new (gunichar character)
{
  CckCodePoint *self = g_object_new (CCK_TYPE_CODE_POINT, NULL);

  self->character = character;

  return self;
}

gboolean
cck_code_point_is_hidden (gunichar character)
{
  g_autofree char *visible = NULL;
  char utf8[8] = { 0 };
  int length = g_unichar_to_utf8 (character, utf8);

  visible = cck_visible_text_new (utf8, MAX (length, 1));

  return strchr (visible, '\\') != NULL && character != '\\';
}
