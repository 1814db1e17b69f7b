/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines of a program or for a shell that make a request with an account's access token. The token is
 * there by reference, as a run of `cck token`: the lines hold no secret, never go stale, and put the
 * token into no argument list. */
typedef enum
{
  CCK_SNIPPET_CURL,
  CCK_SNIPPET_HTTPIE, /* 3.0 or later, in Bash or Zsh */
  CCK_SNIPPET_FETCH,  /* JavaScript, Node.js 18 or later */
  CCK_SNIPPET_PYTHON, /* its own library alone */
} CckSnippetKind;

typedef struct
{
  const char *account; /* "PROVIDER/LABEL" */
  const char *uri;     /* passed cck_snippet_check_uri() */
  gboolean    bound;   /* the token is DPoP's (RFC 9449): each request needs a proof as well, and the
                        * lines say so */
} CckSnippetOptions;

/* "curl", "httpie", "fetch", "python"; FALSE where @name is none of them. */
gboolean cck_snippet_kind_from_name (const char               *name,
                                     CckSnippetKind           *kind);
/* An address that a token may go to: absolute, https (RFC 6750 §5.3), or http on this computer, without
 * a user's name. FALSE with CCK_SESSION_ERROR_BAD_INPUT. */
gboolean cck_snippet_check_uri      (const char               *uri,
                                     GError                  **error);
/* Whatever the account is called and the address holds, it stays one word or one string of the
 * language. Ends without a newline. (transfer full) */
char    *cck_snippet_new            (CckSnippetKind            kind,
                                     const CckSnippetOptions  *options);

G_END_DECLS
