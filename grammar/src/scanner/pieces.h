// Words that have parts: runs of text, and the escapes between them.

#ifndef DOCKERFILE_PIECES_H
#define DOCKERFILE_PIECES_H

#include "words.h"

// Quotes and escapes keep white space in a word of an ENV or a flag, but not in one of a COPY.
enum Spaces { ALL_SPACES_END, SPACES_END, SPACES_BELONG };
enum Escapes { NO_ESCAPES, ESCAPES, QUOTED_ESCAPES, JSON_ESCAPES };

typedef struct {
  enum Token token;
  enum Spaces spaces;
  enum Escapes escapes;
  const char *stops;
} Piece;

// Where several are possible, one construct stands open in another: the inner one comes first.
static const Piece PIECES[] = {
    {EXPANSION_LINE_TEXT, SPACES_BELONG, ESCAPES, "}"},
    {QUOTED_TEXT, SPACES_BELONG, QUOTED_ESCAPES, ""},
    {EXPANSION_VALUE_TEXT, SPACES_END, ESCAPES, "}"},
    {QUOTED_WORD_TEXT, ALL_SPACES_END, QUOTED_ESCAPES, ""},
    {EXPANSION_WORD_TEXT, ALL_SPACES_END, ESCAPES, "}"},
    {JSON_TEXT, SPACES_BELONG, JSON_ESCAPES, ""},
    {REGISTRY_TEXT, ALL_SPACES_END, NO_ESCAPES, "/"},
    {IMAGE_PATH_TEXT, ALL_SPACES_END, NO_ESCAPES, ":@"},
    {TAG_TEXT, ALL_SPACES_END, NO_ESCAPES, "@"},
    {DIGEST_TEXT, ALL_SPACES_END, NO_ESCAPES, ""},
    {PORT_TEXT, ALL_SPACES_END, ESCAPES, "/'"},
    {WORD_TEXT, ALL_SPACES_END, ESCAPES, "'"},
    {NAME_TEXT, SPACES_END, ESCAPES, "='"},
    {VALUE_TEXT, SPACES_END, ESCAPES, "'"},
    {MOUNT_TEXT, SPACES_END, ESCAPES, ",'"},
    {USER_TEXT, SPACES_BELONG, ESCAPES, ":'"},
    {LINE_TEXT, SPACES_BELONG, ESCAPES, "'"},
};

static const Piece *valid_piece(const bool *valid) {
  for (unsigned i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
    if (valid[PIECES[i].token]) return &PIECES[i];
  }
  return NULL;
}

static bool is_quoted(const Piece *piece) {
  return piece && (piece->token == JSON_TEXT || piece->token == QUOTED_TEXT ||
                   piece->token == QUOTED_WORD_TEXT);
}

static bool is_enclosed(const Piece *piece) { return piece && piece->token >= JSON_TEXT; }

// Stands after a `$`.
static bool starts_expansion(const Scanner *scanner, TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  if (c == '{') return scanner->depth < DEEPEST_EXPANSION;
  return is_name_character(c) || is_special_parameter(c);
}

// Text up to what is not text for this kind of piece; `any` if some of it was read already.
static bool scan_piece(const Scanner *scanner, TSLexer *lexer, const bool *valid,
                       const Piece *piece, bool any) {
  while (!at_line_feed_or_end(lexer)) {
    int32_t c = lexer->lookahead;
    if (c == escape_of(scanner) || (c == '\\' && piece->escapes == JSON_ESCAPES)) break;
    if (piece->spaces != SPACES_BELONG && parts_words(scanner, c)) break;
    if (is_space(c)) {
      // White space at the end of a line is no text.
      advance(lexer);
      continue;
    }
    if (is_one_of(c, piece->stops) || (c == '"' && valid[QUOTE])) break;
    advance(lexer);
    if (c == '$' && valid[DOLLAR] && starts_expansion(scanner, lexer)) break;
    any = true;
    lexer->mark_end(lexer);
  }
  return any && finish_marked(lexer, piece->token);
}

// Stands after an escape character: reads the rest of a continuation, if it is one.
static bool reads_line_break(Scanner *scanner, TSLexer *lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') advance(lexer);
  advance_past_carriage_returns(lexer);
  if (!at_line_feed_or_end(lexer)) return false;
  advance_past_line_feed(lexer);
  scanner->continued = true;
  return true;
}

// Stands on the escape character: a continuation, an escape sequence, or a mere character.
static bool scan_escape(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece) {
  bool may_continue = !scanner->after_escape;
  int32_t escape = lexer->lookahead;
  enum Escapes escapes = piece ? piece->escapes : valid[ESCAPE_SEQUENCE] ? ESCAPES : NO_ESCAPES;
  bool space_belongs = !piece || piece->spaces != ALL_SPACES_END;
  scanner->after_escape = false;
  advance(lexer);
  int32_t escaped = lexer->lookahead;
  bool blank = escaped == ' ' || escaped == '\t' || escaped == '\r' || at_line_feed_or_end(lexer);

  if (blank) {
    // The end of an escape sequence, should no line break follow.
    if (escapes == ESCAPES && space_belongs && (escaped == ' ' || escaped == '\t')) advance(lexer);
    lexer->mark_end(lexer);
    if (may_continue && reads_line_break(scanner, lexer)) return finish(lexer, LINE_CONTINUATION);
    if (valid[FLAG_NAME]) return finish_marked(lexer, FLAG_NAME);
    if (escapes == ESCAPES) return finish_marked(lexer, ESCAPE_SEQUENCE);
    return piece && finish_marked(lexer, piece->token);
  }
  if (valid[FLAG_NAME]) {
    lexer->mark_end(lexer);
    return scan_flag_name(scanner, lexer, valid);
  }
  if (!piece && escapes == NO_ESCAPES) return false;
  bool sequence = escapes == ESCAPES || (escapes == JSON_ESCAPES && escape == '\\') ||
                  (escapes == QUOTED_ESCAPES && (is_one_of(escaped, "\"$") || escaped == escape));
  scanner->after_escape = escaped == escape;
  if (sequence || escaped == escape) {
    advance(lexer);
    return finish(lexer, escapes == NO_ESCAPES ? piece->token : ESCAPE_SEQUENCE);
  }
  lexer->mark_end(lexer);
  return scan_piece(scanner, lexer, valid, piece, true);
}

// A `$` of an expansion, or one that is a character like others.
static bool scan_dollar(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece) {
  advance(lexer);
  if (starts_expansion(scanner, lexer)) {
    if (lexer->lookahead != '{') return finish(lexer, DOLLAR);
    advance(lexer);
    scanner->depth++;
    return finish(lexer, DOLLAR_BRACE);
  }
  lexer->mark_end(lexer);
  if (valid[MOUNT_KEY]) return scan_word(scanner, lexer, MOUNT_KEY, "=,");
  return piece && scan_piece(scanner, lexer, valid, piece, true);
}

// In a COPY or an ADD, where a marker is a word.
static bool scan_marker(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece) {
  advance(lexer);
  bool doubled = lexer->lookahead == '<';
  if (doubled) advance(lexer);
  if (!doubled || lexer->lookahead == '<') {
    lexer->mark_end(lexer);
    return scan_piece(scanner, lexer, valid, piece, true);
  }
  if (lexer->lookahead == '-') advance(lexer);
  scanner->marker_count++;
  return finish(lexer, HEREDOC_OPERATOR);
}

#endif
