/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-help-topic.h"

G_BEGIN_DECLS

/* Private to the help's reader: how a topic is put together. */
CckHelpTopic *cck_help_topic_new         (const char       *id);
void          cck_help_topic_take_title  (CckHelpTopic     *self,
                                          char             *title);
void          cck_help_topic_take_desc   (CckHelpTopic     *self,
                                          char             *desc);
void          cck_help_topic_set_guide   (CckHelpTopic     *self,
                                          const char       *guide);
void          cck_help_topic_take_block  (CckHelpTopic     *self,
                                          CckHelpBlockKind  kind,
                                          guint             number,
                                          char             *markup);
void          cck_help_topic_add_section (CckHelpTopic     *self,
                                          CckHelpTopic     *section);

G_END_DECLS
