/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What holds for the whole process: its language, its signals, its toolkit. */
void bureau_process_set_up (void);
void bureau_process_set_up_toolkit (void);
void bureau_process_rest (void);
