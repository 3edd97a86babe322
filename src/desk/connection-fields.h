/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauConnectionFields:
 *
 * What is asked of a person about a connection of one kind.
 */
#define BUREAU_TYPE_CONNECTION_FIELDS (bureau_connection_fields_get_type ())
G_DECLARE_INTERFACE (BureauConnectionFields, bureau_connection_fields, BUREAU, CONNECTION_FIELDS,
                     GtkWidget)

/**
 * BureauConnectionFieldsInterface:
 * @show: what is stored, or as it begins
 * @make_config: (transfer full): what the connection holds
 * @get_secret: (nullable): the password or key as typed; empty where none was. Without it the kind
 *   has none
 * @say_obstacle: (nullable): what is missing, as one sentence
 */
struct _BureauConnectionFieldsInterface
{
  GTypeInterface parent_interface;

  void (*show) (BureauConnectionFields *self, JsonObject *connection);
  JsonObject *(*make_config) (BureauConnectionFields *self);
  const char *(*get_secret) (BureauConnectionFields *self);
  const char *(*say_obstacle) (BureauConnectionFields *self);
};

void bureau_connection_fields_show (BureauConnectionFields *self, JsonObject *connection);
JsonObject *
bureau_connection_fields_make_config (BureauConnectionFields *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_connection_fields_has_secret (BureauConnectionFields *self);
const char *bureau_connection_fields_get_secret (BureauConnectionFields *self);
const char *bureau_connection_fields_say_obstacle (BureauConnectionFields *self);

void bureau_connection_fields_set_text (GtkEditable *row, JsonObject *config, const char *member);
void bureau_connection_fields_take_text (GtkEditable *row, JsonObject *config, const char *member);

G_END_DECLS
