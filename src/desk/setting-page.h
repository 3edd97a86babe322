/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauSettingPage:
 *
 * A page of the preferences whose rows are settings of the business; each is stored when it is
 * applied. Property `memory`, set once.
 */
#define BUREAU_TYPE_SETTING_PAGE (bureau_setting_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (BureauSettingPage, bureau_setting_page, BUREAU, SETTING_PAGE,
                          AdwPreferencesPage)

typedef enum
{
  BUREAU_SETTING_TEXT,
  BUREAU_SETTING_NUMBER,
  BUREAU_SETTING_SWITCH,
} BureauSettingKind;

/**
 * BureauSettingRow:
 * @row: the row's id in the template
 * @key: the setting
 * @member: (nullable): the member of it, where it is an object
 */
typedef struct
{
  const char *row;
  BureauSettingKind kind;
  const char *key;
  const char *member;
} BureauSettingRow;

/**
 * BureauSettingPageClass:
 * @loaded: (nullable): told what the settings are now, as bureau_setting_get_all() gives them
 */
struct _BureauSettingPageClass
{
  AdwPreferencesPageClass parent_class;

  void (*loaded) (BureauSettingPage *self, JsonObject *settings);

  /*< private >*/
  const BureauSettingRow *rows;
  guint n_rows;
};

void bureau_setting_page_class_set_up (BureauSettingPageClass *klass, const char *template,
                                       const BureauSettingRow *rows, guint n_rows);
BureauMemory *bureau_setting_page_get_memory (BureauSettingPage *self);
void bureau_setting_page_store (BureauSettingPage *self, const char *key, JsonNode *value);

G_END_DECLS
