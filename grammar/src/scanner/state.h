// What one token leaves to the next: where in a line it stands, and the heredocs still to come.

#ifndef DOCKERFILE_STATE_H
#define DOCKERFILE_STATE_H

#include "tree_sitter/parser.h"

#include <stddef.h>
#include <string.h>

// Deeper `${…${…}}` is read as text, so that no input makes a tree that is hard to walk.
#define DEEPEST_EXPANSION 32
// A heredoc without an end is looked for to the end of the file. After so many of them in one file
// only the lines nearby are searched, or a file full of them would be read over and over again.
#define PATIENT_SEARCHES 8
#define LINES_NEARBY 16
// BuildKit takes no ONBUILD behind ONBUILD; a longer chain is no instruction, so that it makes no
// deep tree either.
#define DEEPEST_TRIGGER 8
// A heredoc that does not fit is not taken for one.
#define MOST_HEREDOCS 16
#define HEREDOC_BYTES 960

typedef struct {
  bool backtick_escapes; // # escape=`
  bool directives_over;  // no directive can follow any more
  bool escape_directive; // between `escape` and its value
  bool in_instruction;   // between a keyword (or a directive's #) and the end of its logical line
  bool continued;        // at the start of a line that continues another
  bool spaced;           // white space was read and no separator given for it yet
  bool after_escape;     // the character before is the escape character
  bool wide;             // in an instruction whose words all of Unicode's white space parts
  bool block_ends;       // before the next instruction
  bool separated;        // right after a separator, so that no second one can follow for ever
  uint8_t depth;         // of open ${
  uint8_t triggers; // ONBUILD in ONBUILD, up to DEEPEST_TRIGGER
  uint8_t lost_heredocs; // heredocs without an end so far, up to PATIENT_SEARCHES
  uint8_t heredoc_count; // still without a body
  uint8_t marker_count;  // of those, the ones whose marker was read
  uint16_t heredoc_bytes;
  // For each heredoc: 1 if it chomps tabs, the length of its name, its name.
  uint8_t heredocs[HEREDOC_BYTES];
} Scanner;

static bool awaits_marker(const Scanner *scanner) {
  return scanner->marker_count < scanner->heredoc_count;
}

static void add_heredoc(Scanner *scanner, bool chomps, const uint8_t *name, uint8_t length) {
  if (scanner->heredoc_count == MOST_HEREDOCS ||
      scanner->heredoc_bytes + 2 + length > HEREDOC_BYTES) {
    return;
  }
  uint8_t *entry = scanner->heredocs + scanner->heredoc_bytes;
  entry[0] = chomps;
  entry[1] = length;
  memcpy(entry + 2, name, length);
  scanner->heredoc_bytes = (uint16_t)(scanner->heredoc_bytes + 2 + length);
  scanner->heredoc_count++;
}

typedef struct {
  bool chomps;
  uint8_t length;
  const uint8_t *name;
} Heredoc;

static Heredoc heredoc_at(const Scanner *scanner, unsigned index) {
  const uint8_t *entry = scanner->heredocs;
  while (index-- > 0) entry += 2 + entry[1];
  return (Heredoc){.chomps = entry[0], .length = entry[1], .name = entry + 2};
}

static void drop_first_heredoc(Scanner *scanner) {
  unsigned size = 2u + scanner->heredocs[1];
  scanner->heredoc_bytes = (uint16_t)(scanner->heredoc_bytes - size);
  memmove(scanner->heredocs, scanner->heredocs + size, scanner->heredoc_bytes);
  scanner->heredoc_count--;
}

static void forget_heredocs(Scanner *scanner) {
  scanner->heredoc_count = 0;
  scanner->marker_count = 0;
  scanner->heredoc_bytes = 0;
}

enum {
  BACKTICK_ESCAPES = 1,
  DIRECTIVES_OVER = 2,
  ESCAPE_DIRECTIVE = 4,
  IN_INSTRUCTION = 8,
  CONTINUED = 16,
  SPACED = 32,
  AFTER_ESCAPE = 64,
  WIDE = 128,

  // In the byte of the depth, which needs only the lower bits.
  BLOCK_ENDS = 64,
  SEPARATED = 128,
};

#define BYTES_WITHOUT_HEREDOCS 3
#define BYTES_BEFORE_HEREDOCS 5

_Static_assert(DEEPEST_EXPANSION < BLOCK_ENDS, "the depth shares a byte with two flags");
_Static_assert(BYTES_BEFORE_HEREDOCS + HEREDOC_BYTES <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE,
               "the whole state fits tree-sitter's buffer");

static unsigned write_state(const Scanner *scanner, char *buffer) {
  buffer[0] = (char)((scanner->backtick_escapes ? BACKTICK_ESCAPES : 0) |
                     (scanner->directives_over ? DIRECTIVES_OVER : 0) |
                     (scanner->escape_directive ? ESCAPE_DIRECTIVE : 0) |
                     (scanner->in_instruction ? IN_INSTRUCTION : 0) |
                     (scanner->continued ? CONTINUED : 0) | (scanner->spaced ? SPACED : 0) |
                     (scanner->after_escape ? AFTER_ESCAPE : 0) | (scanner->wide ? WIDE : 0));
  buffer[1] = (char)(scanner->depth | (scanner->block_ends ? BLOCK_ENDS : 0) |
                     (scanner->separated ? SEPARATED : 0));
  buffer[2] = (char)(scanner->lost_heredocs | scanner->triggers << 4);
  if (scanner->heredoc_count == 0) return BYTES_WITHOUT_HEREDOCS;
  buffer[3] = (char)scanner->heredoc_count;
  buffer[4] = (char)scanner->marker_count;
  memcpy(buffer + BYTES_BEFORE_HEREDOCS, scanner->heredocs, scanner->heredoc_bytes);
  return BYTES_BEFORE_HEREDOCS + scanner->heredoc_bytes;
}

static void read_state(Scanner *scanner, const char *buffer, unsigned length) {
  memset(scanner, 0, offsetof(Scanner, heredocs));
  if (length < BYTES_WITHOUT_HEREDOCS) return;
  uint8_t flags = (uint8_t)buffer[0];
  scanner->backtick_escapes = flags & BACKTICK_ESCAPES;
  scanner->directives_over = flags & DIRECTIVES_OVER;
  scanner->escape_directive = flags & ESCAPE_DIRECTIVE;
  scanner->in_instruction = flags & IN_INSTRUCTION;
  scanner->continued = flags & CONTINUED;
  scanner->spaced = flags & SPACED;
  scanner->after_escape = flags & AFTER_ESCAPE;
  scanner->wide = flags & WIDE;
  scanner->depth = (uint8_t)buffer[1] & (BLOCK_ENDS - 1);
  scanner->block_ends = (uint8_t)buffer[1] & BLOCK_ENDS;
  scanner->separated = (uint8_t)buffer[1] & SEPARATED;
  scanner->lost_heredocs = (uint8_t)buffer[2] & 15;
  scanner->triggers = (uint8_t)buffer[2] >> 4;
  if (length < BYTES_BEFORE_HEREDOCS) return;
  scanner->heredoc_count = (uint8_t)buffer[3];
  scanner->marker_count = (uint8_t)buffer[4];
  scanner->heredoc_bytes = (uint16_t)(length - BYTES_BEFORE_HEREDOCS);
  memcpy(scanner->heredocs, buffer + BYTES_BEFORE_HEREDOCS, scanner->heredoc_bytes);
}

#endif
