// Steps of tree-sitter's lexer.

#ifndef DOCKERFILE_LEXER_H
#define DOCKERFILE_LEXER_H

#include "tokens.h"

#include "tree_sitter/parser.h"

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

// Leaves out of the token what stands before it.
static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

// The end reads as NUL, as does a NUL in the text; anything else need not be asked about.
static bool at_end(TSLexer *lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }

static bool at_line_feed_or_end(TSLexer *lexer) {
  return lexer->lookahead == '\n' || at_end(lexer);
}

static void advance_past_line_feed(TSLexer *lexer) {
  if (!at_end(lexer)) advance(lexer);
}

static void advance_past_carriage_returns(TSLexer *lexer) {
  while (lexer->lookahead == '\r') advance(lexer);
}

static void advance_to_line_feed(TSLexer *lexer) {
  while (!at_line_feed_or_end(lexer)) advance(lexer);
}

// For a token that ends where `mark_end` was called last.
static bool finish_marked(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = token;
  return true;
}

static bool finish(TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  return finish_marked(lexer, token);
}

#endif
