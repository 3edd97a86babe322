/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/actions-element.h"

#include "base/json.h"
#include "widgets/act-buttons.h"

struct _BureauActionsElement
{
  BureauElement parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauActionsElement, bureau_actions_element, BUREAU_TYPE_ELEMENT)

static void
bureau_actions_element_set_up (BureauElement *element)
{
  JsonArray *actions = bureau_json_get_array (bureau_element_get_shape (element), "actions");

  bureau_element_set_content (element, bureau_act_buttons_new (element, actions, NULL, NULL));
}

static void
bureau_actions_element_class_init (BureauActionsElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_actions_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->is_bare = TRUE;
  BUREAU_ELEMENT_CLASS (klass)->least_width = 120;
}

static void
bureau_actions_element_init (BureauActionsElement *self)
{
}
