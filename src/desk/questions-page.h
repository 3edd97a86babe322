/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* What agents ask, to be answered in place. */
#define BUREAU_TYPE_QUESTIONS_PAGE (bureau_questions_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauQuestionsPage, bureau_questions_page, BUREAU, QUESTIONS_PAGE,
                      BureauListPage)

G_END_DECLS
