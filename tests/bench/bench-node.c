/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-node.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

struct _BenchNode
{
  GSubprocess      *process;
  GOutputStream    *in;
  GDataInputStream *out;
};

static char *
ask (BenchNode *self,
     char      *line)
{
  g_autofree char *text = line;

  if (!g_output_stream_write_all (self->in, text, strlen (text), NULL, NULL, NULL) ||
      !g_output_stream_flush (self->in, NULL, NULL))
    return NULL;
  return g_data_input_stream_read_line (self->out, NULL, NULL, NULL);
}

static GSubprocess *
start (const char *folder,
       const char *script)
{
  g_autofree char *modules = g_build_filename (folder, "node_modules", "jose", NULL);
  g_autofree char *node = g_find_program_in_path ("node");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE);

  if (node == NULL || !g_file_test (modules, G_FILE_TEST_IS_DIR))
    return NULL;
  g_subprocess_launcher_set_cwd (launcher, folder);
  return g_subprocess_launcher_spawn (launcher, NULL, node, "--no-warnings", "--input-type=module", "--eval", script, NULL);
}

BenchNode *
bench_node_new (void)
{
  const char *folder = g_getenv ("CLAIMCHECK_BENCH_NODE");
  g_autofree char *script = NULL;
  g_autoptr (GSubprocess) process = NULL;
  BenchNode *self;

  if (!g_file_get_contents (BENCH_SOURCES "/peers.mjs", &script, NULL, NULL))
    return NULL;
  process = start (folder != NULL ? folder : BENCH_SOURCES, script);
  if (process == NULL)
    {
      printf ("npm's jose and jsonwebtoken: skipped, there is no node or no node_modules (npm ci in tests/bench)\n");
      return NULL;
    }
  self = g_new0 (BenchNode, 1);
  self->in = g_object_ref (g_subprocess_get_stdin_pipe (process));
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  self->process = g_steal_pointer (&process);
  return self;
}

void
bench_node_free (BenchNode *self)
{
  g_output_stream_close (self->in, NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->in);
  g_object_unref (self->out);
  g_object_unref (self->process);
  g_free (self);
}

void
bench_node_set_token (BenchNode        *self,
                      const BenchToken *token)
{
  g_autofree char *answer =
      ask (self, g_strdup_printf ("{\"token\":\"%s\",\"alg\":\"%s\",\"jwk\":%s,\"issuer\":\"%s\",\"audience\":\"%s\","
                                  "\"now\":%" G_GINT64_FORMAT "}\n",
                                  token->text, cck_algorithm_get_name (token->algorithm), token->public_json,
                                  BENCH_ISSUER, BENCH_CLIENT, BENCH_NOW));

  g_assert (g_strcmp0 (answer, "ready") == 0);
}

static double
run (gpointer    node,
     const char *work,
     guint       runs)
{
  g_autofree char *answer = ask (node, g_strdup_printf ("{\"work\":\"%s\",\"runs\":%u}\n", work, runs));

  return answer != NULL ? g_ascii_strtod (answer, NULL) : -1;
}

double
bench_node_jose_decode (gpointer node,
                        guint    runs)
{
  return run (node, "jose-decode", runs);
}

double
bench_node_jose_verify (gpointer node,
                        guint    runs)
{
  return run (node, "jose-verify", runs);
}

double
bench_node_jsonwebtoken_decode (gpointer node,
                                guint    runs)
{
  return run (node, "jsonwebtoken-decode", runs);
}

double
bench_node_jsonwebtoken_verify (gpointer node,
                                guint    runs)
{
  return run (node, "jsonwebtoken-verify", runs);
}
