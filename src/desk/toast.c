/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/toast.h"

/* A window has its overlay inside it, a page is inside its window's. */
static AdwToastOverlay *
find_overlay (GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL && ADW_IS_APPLICATION_WINDOW (from))
    overlay = adw_application_window_get_content (ADW_APPLICATION_WINDOW (from));
  return ADW_IS_TOAST_OVERLAY (overlay) ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

/**
 * bureau_toast_add:
 * @from: a window, or a widget in it
 * @toast: (transfer full): says what was just done, and may offer to undo it
 *
 * Shows it in the window; where that was closed meanwhile, nobody is told.
 */
void
bureau_toast_add (GtkWidget *from, AdwToast *toast)
{
  g_autoptr (AdwToast) sunk = g_object_ref_sink (toast);
  AdwToastOverlay *overlay = find_overlay (from);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (overlay, g_object_ref (sunk));
}

/**
 * bureau_toast_say:
 * @from: a window, or a widget in it
 * @text: a sentence, never markup
 */
void
bureau_toast_say (GtkWidget *from, const char *text)
{
  bureau_toast_add (from, g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", text, NULL));
}
