/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/program.h"

int
main (int argc, char *argv[])
{
  return bureau_program_run ((const char *const *)argv);
}
