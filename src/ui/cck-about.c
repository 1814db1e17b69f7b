/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cck-about.h"

#include <glib/gi18n.h>

#include "cck-config.h"
#include "cck-template.h"

AdwDialog *
cck_about_dialog_new (void)
{
  const char *developers[] = { "The Claimcheck Authors", NULL };
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _("Claimcheck"),
                "application-icon", CCK_APPLICATION_ID,
                "version", CCK_VERSION,
                "developer-name", "The Claimcheck Authors",
                "developers", developers,
                "copyright", "© 2026 The Claimcheck Authors",
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: put your names here, one a line */
                "translator-credits", _("translator-credits"),
                "comments", _("See what your OAuth 2.0 and OpenID Connect tokens say, whether that "
                              "can be believed, and how long it lasts."),
                NULL);

  return dialog;
}
