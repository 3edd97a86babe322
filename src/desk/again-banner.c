/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/again-banner.h"

#include <glib/gi18n.h>

#include "base/json.h"

struct _BureauAgainBanner
{
  AdwBin parent_instance;

  AdwBanner *banner;
  gint64 shown; /* the request that it is about */
  gint64 told;  /* the one whose answer the person has read */
};

G_DEFINE_FINAL_TYPE (BureauAgainBanner, bureau_again_banner, ADW_TYPE_BIN)

static char *
say (BureauAgainBanner *self, JsonObject *asked, gboolean *is_over)
{
  const char *state = asked != NULL ? bureau_json_get_string (asked, "state") : NULL;

  *is_over = g_strcmp0 (state, "refused") == 0 || g_strcmp0 (state, "failed") == 0;
  if (g_strcmp0 (state, "asked") == 0 || g_strcmp0 (state, "doing") == 0)
    return g_strdup_printf (_ ("The agent writes it again: “%s”"),
                            bureau_json_get_string (asked, "note"));
  if (*is_over && self->shown != self->told)
    return g_strdup (bureau_json_get_string (asked, "error"));
  return NULL;
}

static void
close_cb (BureauAgainBanner *self)
{
  self->told = self->shown;
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
bureau_again_banner_class_init (BureauAgainBannerClass *klass)
{
}

static void
bureau_again_banner_init (BureauAgainBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (close_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

/**
 * bureau_again_banner_show:
 * @thread: of the draft, as bureau_draft_thread_load() gives it
 *
 * Says how it stands with the draft; nothing where there is nothing to say.
 */
void
bureau_again_banner_show (BureauAgainBanner *self, JsonObject *thread)
{
  JsonObject *asked = bureau_json_get_object (thread, "asked");
  g_autofree char *text = NULL;
  gboolean is_over;

  self->shown = asked != NULL ? bureau_json_get_id (asked, "id") : 0;
  text = say (self, asked, &is_over);
  g_object_set (self->banner, "title", text != NULL ? text : "", NULL);
  adw_banner_set_button_label (self->banner, is_over ? _ ("_Close") : NULL);
  adw_banner_set_revealed (self->banner, text != NULL);
}
