/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-practice-person.h"
#include "cck-practice-request.h"

G_BEGIN_DECLS

#define CCK_PRACTICE_DEVICE_LIFETIME (10 * 60)

typedef enum
{
  CCK_PRACTICE_DEVICE_PENDING,
  CCK_PRACTICE_DEVICE_ALLOWED,
  CCK_PRACTICE_DEVICE_DENIED,
} CckPracticeDeviceState;

/* A device that waits for its person (RFC 8628 §3.2). */
typedef struct
{
  char *device_code;
  char *user_code; /* "BCDF-GHJK" */
  CckPracticeRequest *request;
  CckPracticeDeviceState state;
  const CckPracticePerson *person; /* who allowed it */
  gint64 expires;
  gint64 interval;
  gint64 next_poll; /* sooner is too soon */
} CckPracticeDevice;

/* The devices that wait, at most 256 of them; the oldest gives way. */
typedef struct _CckPracticeDevices CckPracticeDevices;

CckPracticeDevices *cck_practice_devices_new         (void);
void                cck_practice_devices_free        (CckPracticeDevices  *devices);

/* Takes @request. (transfer none): until it is removed; %NULL without random numbers. */
CckPracticeDevice  *cck_practice_devices_add         (CckPracticeDevices  *devices,
                                                      CckPracticeRequest  *request,
                                                      gint64               interval,
                                                      gint64               now);
/* By the code that a person types: case, spaces and hyphens do not count (RFC 8628 §6.1). %NULL
 * where it is unknown, over or answered. */
CckPracticeDevice  *cck_practice_devices_find_user   (CckPracticeDevices  *devices,
                                                      const char          *user_code,
                                                      gint64               now);
/* By the code that the device has, also where it is over. */
CckPracticeDevice  *cck_practice_devices_find_device (CckPracticeDevices  *devices,
                                                      const char          *device_code);
void                cck_practice_devices_remove      (CckPracticeDevices  *devices,
                                                      CckPracticeDevice   *device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckPracticeDevices, cck_practice_devices_free)

G_END_DECLS
