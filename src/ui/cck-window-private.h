/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-content-page.h"
#include "cck-sidebar.h"
#include "cck-toasts.h"
#include "cck-window.h"

G_BEGIN_DECLS

struct _CckWindow
{
  AdwApplicationWindow parent_instance;

  CckSession *session;
  CckTicker *ticker;
  GSettings *settings;
  CckPracticeTrial *trial;
  CckToasts *news;
  gboolean filled; /* the stores were read */

  AdwToastOverlay *toasts;
  GtkStack *root_stack;
  GtkButton *practice_button;
  GtkMenuButton *welcome_menu_button;
  AdwNavigationSplitView *split_view;
  CckContentPage *content_page;
  CckSidebar *sidebar;
};

/* (transfer none); NULL where there is none of this id. */
CckProvider *cck_window_find_provider (CckWindow  *self,
                                       const char *id);
/* Reads providers and accounts if they are not there yet, and shows the page seen last. */
void         cck_window_fill             (CckWindow *self);
/* The same once the first frame is on the screen; the window is realized. */
void         cck_window_fill_after_frame (CckWindow *self);
/* Shows the welcome where there is nothing else to show. */
void         cck_window_update_root   (CckWindow  *self);
/* @account: (nullable): to sign in to again. @trial: (nullable): who answers instead of a browser. */
void         cck_window_start_sign_in (CckWindow        *self,
                                       CckProvider      *provider,
                                       CckAccount       *account,
                                       CckPracticeTrial *trial,
                                       CckSignInGrant    grant);

/* Whether a dialog waits for an answer: what keys do to the page behind it has to wait. */
gboolean     cck_window_is_busy       (CckWindow  *self);

/* "win.sign-in" and what else is done with an account. */
void         cck_window_install_account_actions  (GtkWidgetClass *widget_class);
/* "win.add-provider" and what else is done with a provider. */
void         cck_window_install_provider_actions (GtkWidgetClass *widget_class);

G_END_DECLS
