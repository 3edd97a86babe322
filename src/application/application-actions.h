/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "application/application.h"

G_BEGIN_DECLS

/* What menus, notifications and the desktop can ask the program for: the actions of “app”. */
void bureau_application_actions_add (BureauApplication *application);

G_END_DECLS
