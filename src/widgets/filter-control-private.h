/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/filter-control.h"

G_BEGIN_DECLS

typedef struct _BureauFilterKind BureauFilterKind;

/* What the files of a control share. */
struct _BureauFilterControl
{
  AdwBin parent_instance;

  const BureauFilterKind *kind;
  JsonObject *param;
  char *label;
  GPtrArray *options; /* BureauOption */
  GtkWidget *widget;
  GtkWidget *named;     /* the part of it that has the label, or NULL */
  GtkWidget *drop_down; /* of one choice, or NULL */
  GtkWidget *checks;    /* of several choices, or NULL */
  GtkWidget *own_days;  /* of a time, or NULL */
  char *day;            /* of a day, as it was shown or told last */
  gboolean is_pushing;
};

void bureau_filter_control_tell (BureauFilterControl *self, JsonNode *value);
gboolean bureau_filter_control_is_same (JsonNode *one, JsonNode *other);
const char *bureau_filter_control_get_text (JsonNode *value);

/* filter-choice.c */
void bureau_filter_make_drop_down (BureauFilterControl *self);
void bureau_filter_fill_drop_down (BureauFilterControl *self);
void bureau_filter_show_chosen (BureauFilterControl *self, JsonNode *value);
void bureau_filter_make_choice (BureauFilterControl *self);
void bureau_filter_show_choice (BureauFilterControl *self, JsonNode *value);
void bureau_filter_fill_choice (BureauFilterControl *self);

/* filter-day.c */
void bureau_filter_make_day (BureauFilterControl *self);
void bureau_filter_show_day (BureauFilterControl *self, JsonNode *value);

/* filter-period.c */
void bureau_filter_make_period (BureauFilterControl *self);
void bureau_filter_show_period (BureauFilterControl *self, JsonNode *value);

/* filter-value.c */
void bureau_filter_make_search (BureauFilterControl *self);
void bureau_filter_show_search (BureauFilterControl *self, JsonNode *value);
void bureau_filter_make_number (BureauFilterControl *self);
void bureau_filter_show_number (BureauFilterControl *self, JsonNode *value);
void bureau_filter_make_switch (BureauFilterControl *self);
void bureau_filter_show_switch (BureauFilterControl *self, JsonNode *value);

G_END_DECLS
