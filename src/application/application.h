/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BUREAU_TYPE_APPLICATION (bureau_application_get_type ())
G_DECLARE_FINAL_TYPE (BureauApplication, bureau_application, BUREAU, APPLICATION, AdwApplication)

BureauApplication *bureau_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_application_open (BureauApplication *self, const char *path);
void bureau_application_restore (BureauApplication *self, const char *workspace,
                                 const char *snapshot);
void bureau_application_quit (BureauApplication *self);

G_END_DECLS
