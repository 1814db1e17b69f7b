/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CCK_HELP_BLOCK_PARAGRAPH,
  CCK_HELP_BLOCK_BULLET,
  CCK_HELP_BLOCK_STEP,
  CCK_HELP_BLOCK_TERM, /* what the paragraphs after it explain */
  CCK_HELP_BLOCK_CODE,
  CCK_HELP_BLOCK_NOTE,
} CckHelpBlockKind;

/* A piece of a topic's text. */
typedef struct
{
  CckHelpBlockKind  kind;
  guint             number; /* of a step, from 1 */
  char             *markup; /* Pango's; links have the address "help:" PAGE or "help:" PAGE#SECTION */
} CckHelpBlock;

#define CCK_TYPE_HELP_TOPIC (cck_help_topic_get_type ())

/* A page of the help, or a section of one. */
G_DECLARE_FINAL_TYPE (CckHelpTopic, cck_help_topic, CCK, HELP_TOPIC, GObject)

/* Takes a page apart, as Mallard has it. @file_name is for messages. (transfer full) */
CckHelpTopic       *cck_help_topic_new_from_xml   (const char    *xml,
                                                   gsize          length,
                                                   const char    *file_name,
                                                   GError       **error);

/* "checks", or of a section "issuer". */
const char         *cck_help_topic_get_id         (CckHelpTopic  *self);
const char         *cck_help_topic_get_title      (CckHelpTopic  *self);
/* One sentence, or NULL. */
const char         *cck_help_topic_get_desc       (CckHelpTopic  *self);
/* The section of the first page that lists this page: "index#start", or NULL. */
const char         *cck_help_topic_get_guide      (CckHelpTopic  *self);
/* NULL beyond the last. Borrowed. */
const CckHelpBlock *cck_help_topic_get_block      (CckHelpTopic  *self,
                                                   guint          index);
/* CckHelpTopic, in the order in which they are written. (transfer none) */
GListModel         *cck_help_topic_get_sections   (CckHelpTopic  *self);
/* (transfer none) (nullable) */
CckHelpTopic       *cck_help_topic_find_section   (CckHelpTopic  *self,
                                                   const char    *id);

G_END_DECLS
