/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* One input for the target that this file is linked with: libFuzzer calls it, or fuzz-replay.c with
 * the files of a corpus. Answers 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A property that holds for every input. Never disabled, whatever G_DISABLE_ASSERT says. */
#define FUZZ_CHECK(condition)                                                          \
  G_STMT_START                                                                         \
  {                                                                                    \
    if (!(condition))                                                                  \
      {                                                                                \
        g_printerr ("%s:%d: this does not hold: %s\n", __FILE__, __LINE__, #condition); \
        abort ();                                                                      \
      }                                                                                \
  }                                                                                    \
  G_STMT_END

/* One of two: @result and an error, or neither, is a broken promise. */
#define FUZZ_CHECK_ERROR(result, error) FUZZ_CHECK ((result) ? (error) == NULL : (error) != NULL)
