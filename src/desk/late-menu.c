/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/late-menu.h"

static void
pressed_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * bureau_late_menu_set:
 *
 * Gives a button a menu whose widgets are made when it is first pressed: for a page that is part of
 * the first frame.
 */
void
bureau_late_menu_set (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, pressed_cb, g_object_ref (menu), g_object_unref);
}
