/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-doubts.h"

#include "desk/contact-check.h"
#include "desk/draft-item.h"

struct _BureauDraftDoubts
{
  GObject parent_instance;

  BureauContactCheck *contacts;
  GListModel *drafts; /* that were judged last */
};

G_DEFINE_FINAL_TYPE (BureauDraftDoubts, bureau_draft_doubts, G_TYPE_OBJECT)

static guint judged_signal;

static void
judged_cb (BureauDraftDoubts *self, JsonObject *verdicts)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->drafts); i++)
    {
      g_autoptr (BureauDraftItem) item = g_list_model_get_item (self->drafts, i);

      bureau_draft_item_judge (item, verdicts);
    }
  g_signal_emit (self, judged_signal, 0);
}

static void
add_addresses (BureauDraftItem *item, JsonArray *addresses)
{
  JsonArray *to = bureau_draft_item_get_addresses (item);

  for (guint i = 0; i < json_array_get_length (to); i++)
    json_array_add_string_element (addresses, json_array_get_string_element (to, i));
}

static void
bureau_draft_doubts_dispose (GObject *object)
{
  BureauDraftDoubts *self = BUREAU_DRAFT_DOUBTS (object);

  g_clear_object (&self->contacts);
  g_clear_object (&self->drafts);
  G_OBJECT_CLASS (bureau_draft_doubts_parent_class)->dispose (object);
}

static void
bureau_draft_doubts_class_init (BureauDraftDoubtsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_draft_doubts_dispose;
  judged_signal = g_signal_new ("judged", BUREAU_TYPE_DRAFT_DOUBTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_draft_doubts_init (BureauDraftDoubts *self)
{
  self->contacts = bureau_contact_check_new ();
  g_signal_connect_object (self->contacts, "judged", G_CALLBACK (judged_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_draft_doubts_new:
 *
 * Returns: (transfer full): where nothing was judged yet
 */
BureauDraftDoubts *
bureau_draft_doubts_new (void)
{
  return g_object_new (BUREAU_TYPE_DRAFT_DOUBTS, NULL);
}

/**
 * bureau_draft_doubts_judge:
 * @drafts: of #BureauDraftItem
 *
 * Finds out whom they go to, off the main thread.
 */
void
bureau_draft_doubts_judge (BureauDraftDoubts *self, BureauMemory *memory, GListModel *drafts)
{
  JsonArray *addresses = json_array_new ();

  g_set_object (&self->drafts, drafts);
  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (BureauDraftItem) item = g_list_model_get_item (drafts, i);

      add_addresses (item, addresses);
    }
  bureau_contact_check_ask (self->contacts, memory, addresses);
}
