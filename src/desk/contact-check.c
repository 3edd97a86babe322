/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contact-check.h"

#include "memory/contacts.h"

struct _BureauContactCheck
{
  GObject parent_instance;

  BureauMemory *memory;
  JsonArray *next; /* what is asked once the answer is there; NULL where that is enough */
  gboolean is_asking;
  gboolean is_forgotten; /* nobody waits for the answer */
};

G_DEFINE_FINAL_TYPE (BureauContactCheck, bureau_contact_check, G_TYPE_OBJECT)

static guint judged_signal;

static void start (BureauContactCheck *self);

static DexFuture *
answered_cb (DexFuture *future, gpointer data)
{
  BureauContactCheck *self = data;
  g_autoptr (JsonObject) verdicts = dex_await_boxed (dex_ref (future), NULL);
  gboolean is_wanted = !self->is_forgotten;

  self->is_asking = FALSE;
  if (self->next != NULL)
    start (self);
  if (verdicts != NULL && is_wanted)
    g_signal_emit (self, judged_signal, 0, verdicts);
  return NULL;
}

static void
start (BureauContactCheck *self)
{
  self->is_asking = TRUE;
  self->is_forgotten = FALSE;
  dex_future_disown (
      dex_future_finally (bureau_contacts_ask (self->memory, g_steal_pointer (&self->next)),
                          answered_cb, g_object_ref (self), g_object_unref));
}

static void
bureau_contact_check_finalize (GObject *object)
{
  BureauContactCheck *self = BUREAU_CONTACT_CHECK (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->next, json_array_unref);
  G_OBJECT_CLASS (bureau_contact_check_parent_class)->finalize (object);
}

static void
bureau_contact_check_class_init (BureauContactCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_contact_check_finalize;
  judged_signal = g_signal_new ("judged", BUREAU_TYPE_CONTACT_CHECK, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
bureau_contact_check_init (BureauContactCheck *self)
{
}

/**
 * bureau_contact_check_new:
 *
 * Returns: (transfer full): a check that was asked nothing yet
 */
BureauContactCheck *
bureau_contact_check_new (void)
{
  return g_object_new (BUREAU_TYPE_CONTACT_CHECK, NULL);
}

/**
 * bureau_contact_check_ask:
 * @addresses: (transfer full): e-mail addresses
 *
 * Asks about them. While an answer is under way, only what was asked last is asked after it.
 */
void
bureau_contact_check_ask (BureauContactCheck *self, BureauMemory *memory, JsonArray *addresses)
{
  g_set_object (&self->memory, memory);
  g_clear_pointer (&self->next, json_array_unref);
  self->next = addresses;
  if (!self->is_asking)
    start (self);
}

/**
 * bureau_contact_check_forget:
 *
 * Nobody waits for an answer any more.
 */
void
bureau_contact_check_forget (BureauContactCheck *self)
{
  g_clear_pointer (&self->next, json_array_unref);
  self->is_forgotten = TRUE;
}
