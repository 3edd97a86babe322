/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "providers/extract.h"

#define MAX_NOUN_TOKENS 7

static gboolean
is_read (BureauSourcePart part)
{
  return part == BUREAU_PART_SUBJECT || part == BUREAU_PART_BODY;
}

static gboolean
ends_noun (const BureauSource *source, guint token)
{
  const BureauToken *t = bureau_source_token (source, token);

  return t->kind == BUREAU_TOKEN_EMAIL || t->kind == BUREAU_TOKEN_LINK
         || (t->kind == BUREAU_TOKEN_MARK && !bureau_source_is_mark (source, token, "-&'"))
         || bureau_source_phrase_at (source, BUREAU_PHRASE_UNTIL, token)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_ROLE, token);
}

/* The noun phrase behind “looking for”, without its article. */
static gboolean
add_noun (BureauExtraction *self, guint token)
{
  const BureauSource *source = self->source;
  guint n = 0, from = token;

  while (from < source->tokens->len
         && bureau_source_phrase_at (source, BUREAU_PHRASE_ARTICLE, from))
    from++;
  while (n < MAX_NOUN_TOKENS && from + n < source->tokens->len && !ends_noun (source, from + n))
    n++;
  while (n > 0 && bureau_source_token (source, from + n - 1)->kind == BUREAU_TOKEN_MARK)
    n--;
  if (n == 0 || bureau_source_token (source, from)->kind != BUREAU_TOKEN_WORD
      || bureau_source_token (source, from)->line + 1
             < bureau_source_token (source, from + n - 1)->line)
    return FALSE;
  bureau_extraction_add_text (self, "service", 50, bureau_source_span (source, from, n));

  return TRUE;
}

/**
 * bureau_extract_service:
 *
 * Finds which of the firm's services is wanted; where none fits, what the words say is wanted.
 */
void
bureau_extract_service (BureauExtraction *self)
{
  JsonArray *services = self->known ? bureau_json_get_array (self->known, "services") : NULL;
  const BureauMatch *match;
  BureauNameMatch best;
  guint index = 0;

  if (services && bureau_source_match_names (self->source, services, &best))
    {
      bureau_extraction_add (
          self,
          (BureauFinding){
              .name = "service",
              .rank = 97,
              .value = bureau_text_node (json_array_get_string_element (services, best.index)),
              .evidence = bureau_source_span (self->source, best.first, best.n),
          });
      return;
    }
  while ((match = bureau_source_next_match (self->source, BUREAU_PHRASE_REQUEST, &index)))
    if (is_read (bureau_source_part (self->source, match->first))
        && add_noun (self, match->first + match->n))
      return;
}
