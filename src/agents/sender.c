/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/sender.h"

struct _BureauSender
{
  BureauMemory *memory;
  BureauCatalog *catalog;
  BureauSenderFunc rested;
  gpointer data;
};

BureauSender *
bureau_sender_new (BureauMemory *memory, BureauSenderFunc rested, gpointer data)
{
  BureauSender *self = g_new0 (BureauSender, 1);
  self->memory = memory;
  self->rested = rested;
  self->data = data;
  return self;
}

void
bureau_sender_free (BureauSender *self)
{
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  g_free (self);
}

void
bureau_sender_start (BureauSender *self, BureauCatalog *catalog)
{
  bureau_sender_set_catalog (self, catalog);
}

DexFuture *
bureau_sender_stop (BureauSender *self)
{
  return dex_future_new_true ();
}

void
bureau_sender_set_catalog (BureauSender *self, BureauCatalog *catalog)
{
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  self->catalog = bureau_catalog_ref (catalog);
}

void
bureau_sender_wake (BureauSender *self)
{
}

gboolean
bureau_sender_is_idle (BureauSender *self)
{
  return TRUE;
}
