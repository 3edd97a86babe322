/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/front.h"
#include "desk/notifier.h"
#include "desk/window.h"

G_BEGIN_DECLS

struct _BureauWindow
{
  AdwApplicationWindow parent_instance;

  char *workspace;
  char *name;
  char *first_page;
  gint64 first_item;
  BureauMemory *memory;
  BureauFront *front;
  BureauNotifier *notifier;
  BureauObstacles *obstacles;

  AdwToastOverlay *toasts;
  AdwViewStack *states;
  AdwNavigationSplitView *split;
  GtkListView *sidebar;
  AdwViewStack *pages;
  AdwBin *work;
  GtkMenuButton *menu_button;
  GMenu *main_menu;
  GMenu *recent_menu;
};

/* What the keys, the menus and the pages ask the window for: the actions of “win”. */
void bureau_window_actions_add (BureauWindow *self);

G_END_DECLS
