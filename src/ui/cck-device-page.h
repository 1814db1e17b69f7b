/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CCK_TYPE_DEVICE_PAGE (cck_device_page_get_type ())

/* A code to type in a browser anywhere, and where (RFC 8628 §3.3).
 *
 * Signals: "open" (const char *uri): the address is to be opened here; "cancelled". */
G_DECLARE_FINAL_TYPE (CckDevicePage, cck_device_page, CCK, DEVICE_PAGE, AdwBin)

/* @complete_uri: (nullable): the address with the code in it already. @expires_in: seconds. */
void cck_device_page_show_code (CckDevicePage *self,
                                const char    *provider,
                                const char    *code,
                                const char    *uri,
                                const char    *complete_uri,
                                guint          expires_in);

G_END_DECLS
