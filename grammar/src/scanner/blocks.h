// Where a block of instructions ends, and what the end of a line must know of the next instruction.

#ifndef DOCKERFILE_BLOCKS_H
#define DOCKERFILE_BLOCKS_H

#include "characters.h"
#include "line.h"

// How much of an instruction is read to tell whether a block starts with it, and how many
// instructions to a block there are on average: two to the power of BLOCK_BITS.
#define BLOCK_CHARACTERS 32
#define BLOCK_BITS 5

static Line next_instruction(const Scanner *scanner, TSLexer *lexer) {
  for (;;) {
    while (is_space(lexer->lookahead) || lexer->lookahead == '\n') advance(lexer);
    if (lexer->lookahead != '#') break;
    advance_to_line_feed(lexer);
  }
  return line_from(scanner, lexer);
}

// Told by how an instruction starts and by nothing else, so that a line more or less leaves the
// blocks around it as they are. FROM ends a stage, and its blocks with it.
//
// Whether a stage goes on is told by the next keyword, and a stage that is complete in the old tree
// must not be taken over when that changes: so the keyword is always read to its end.
static bool starts_block(Line line) {
  read_next(&line);
  bool may_be_from = line.c == 'F' || line.c == 'f';
  unsigned characters = may_be_from ? 0 : BLOCK_CHARACTERS;
  bool in_keyword = true;
  uint32_t hash = 0;
  for (unsigned read = 0; line.c != END_OF_LINE; read++) {
    in_keyword = in_keyword && !is_space(line.c);
    if (!in_keyword && read >= characters) break;
    hash = (hash ^ (uint32_t)line.c) * 0x9E3779B1u;
    read_next(&line);
  }
  return !may_be_from && hash != 0 && hash >> (32 - BLOCK_BITS) == 0;
}

#endif
