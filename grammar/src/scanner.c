// Every token of the grammar. BuildKit reads a Dockerfile line by line: a logical line may go over
// several lines of the file, and what a character means depends on the whole of it. So the scanner
// decides with the look-ahead it needs, and its only memory is what a line leaves to the next ones:
// the escape character, the heredocs that are still to come, and where in a line it stands.

#include "scanner/tokens.h"
#include "scanner/state.h"
#include "scanner/characters.h"
#include "scanner/lexer.h"
#include "scanner/line.h"
#include "scanner/heredoc_search.h"
#include "scanner/heredocs.h"
#include "scanner/command_text.h"
#include "scanner/separators.h"
#include "scanner/words.h"
#include "scanner/pieces.h"
#include "scanner/directives.h"
#include "scanner/blocks.h"

#include "tree_sitter/alloc.h"

// ── Where a token starts ───────────────────────────────────────────────────────────────────────

// In quotes within the word of an expansion: that word may go on after a quote that is never closed,
// but not where the word itself is over and the quotes are around the braces.
static bool in_quotes(const bool *valid, const Piece *piece) {
  bool in_word = valid[EXPANSION_WORD_TEXT] || valid[EXPANSION_VALUE_TEXT] ||
                 valid[EXPANSION_LINE_TEXT];
  return is_quoted(piece) && in_word && !valid[EXPANSION_OPERATOR] && !valid[VARIABLE];
}

// What the character says comes first, then what the place allows.
static bool scan_in_word(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece) {
  int32_t c = lexer->lookahead;
  bool whole = valid[UNKNOWN] || valid[STAGE_NAME] || valid[UNEXPECTED] || valid[LEGACY_NAME];
  if (c == escape_of(scanner) && !whole) return scan_escape(scanner, lexer, valid, piece);
  scanner->after_escape = false;

  if (c == '\\' && piece && piece->escapes == JSON_ESCAPES) {
    // If the escape character is the backtick, a line may be continued between the two characters.
    Line line = line_from(scanner, lexer);
    read_next(&line);
    read_next(&line);
    return finish(lexer, ESCAPE_SEQUENCE);
  }
  if (c == '-' && (valid[DASHES] || valid[FLAGS_END])) return scan_dashes(scanner, lexer);
  if (c == '"' && valid[JSON_STRING]) return scan_json_string(scanner, lexer);
  if (c == '"' && valid[QUOTE]) {
    advance(lexer);
    return finish(lexer, QUOTE);
  }
  if (c == '\'' && valid[SINGLE_QUOTED] && (!piece || strchr(piece->stops, c))) {
    return scan_single_quoted(scanner, lexer, piece && piece->spaces == ALL_SPACES_END);
  }
  if (c == '}' && valid[CLOSE_BRACE] && !in_quotes(valid, piece)) {
    if (scanner->depth > 0) scanner->depth--;
    advance(lexer);
    return finish(lexer, CLOSE_BRACE);
  }
  if (valid[VARIABLE] && (is_name_character(c) || is_special_parameter(c))) {
    return scan_variable(lexer);
  }
  if (valid[EXPANSION_OPERATOR] && is_one_of(c, ":-+?#%/")) return scan_expansion_operator(lexer);
  if (!is_enclosed(piece) && scan_mark(lexer, valid)) return true;
  if (c == '<' && valid[HEREDOC_OPERATOR] && awaits_marker(scanner)) {
    return scan_marker(scanner, lexer, valid, piece);
  }

  if (valid[UNKNOWN]) return scan_keyword(scanner, lexer, valid);
  if (valid[STAGE_NAME]) return scan_word(scanner, lexer, STAGE_NAME, "");
  if (valid[AS]) return scan_as(scanner, lexer);
  if (valid[UNEXPECTED]) return scan_word(scanner, lexer, UNEXPECTED, "");
  if (valid[LEGACY_NAME]) return scan_word(scanner, lexer, LEGACY_NAME, "");
  if (valid[FLAG_NAME]) return scan_flag_name(scanner, lexer, valid);
  if (c == '$' && valid[DOLLAR]) return scan_dollar(scanner, lexer, valid, piece);
  if (valid[MOUNT_KEY]) return scan_word(scanner, lexer, MOUNT_KEY, "=,");
  return piece && scan_piece(scanner, lexer, valid, piece, false);
}

// ── Instructions ───────────────────────────────────────────────────────────────────────────────

// The line break belongs to the end: tree-sitter takes nothing over that follows a token of no width
// which it has to read afresh.
static bool scan_end(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  advance_past_line_feed(lexer);
  lexer->mark_end(lexer);
  if (valid[HEREDOC_START] && scanner->heredoc_count > 0) {
    if (first_heredoc_has_end(scanner, lexer)) {
      scanner->continued = false;
      scanner->spaced = false;
      return finish_marked(lexer, HEREDOC_START);
    }
    if (scanner->lost_heredocs < PATIENT_SEARCHES) scanner->lost_heredocs++;
  }
  forget_heredocs(scanner);
  scanner->in_instruction = false;
  scanner->continued = false;
  scanner->spaced = false;
  scanner->after_escape = false;
  scanner->wide = false;
  scanner->triggers = 0;
  scanner->depth = 0;
  scanner->block_ends = starts_block(next_instruction(scanner, lexer));
  return finish_marked(lexer, END);
}

// A node that is complete now goes on if more of the word, or of the line, is typed after it. So
// what it was read from reaches to the next character that means something: tree-sitter reads a
// node afresh when that changes.
static bool with_look_ahead(const Scanner *scanner, TSLexer *lexer, bool found) {
  if (!found) return false;
  Line line = line_from(scanner, lexer);
  do read_next(&line);
  while (is_space(line.c));
  return true;
}

// Stands after the white space at the start of a line that continues another.
static bool scan_line_that_continues_nothing(Scanner *scanner, TSLexer *lexer, bool was_spaced) {
  if (lexer->lookahead == '\r') {
    advance_past_carriage_returns(lexer);
    while (is_space(lexer->lookahead)) skip(lexer);
    scanner->spaced = true;
  }
  enum Token token = EMPTY_CONTINUATION;
  if (lexer->lookahead == '#') {
    advance_to_line_feed(lexer);
    token = COMMENT;
  } else if (lexer->lookahead != '\n') {
    return false;
  }
  advance_past_line_feed(lexer);
  scanner->spaced = was_spaced;
  return finish(lexer, token);
}

// White space may go on after a continuation; an escape sequence starts the word.
static bool scan_before_word(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  lexer->mark_end(lexer);
  int32_t first = lexer->lookahead;
  if (first == escape_of(scanner)) {
    advance(lexer);
    if (is_ascii_space(lexer->lookahead)) first = ' ';
    if (!scanner->after_escape && reads_line_break(scanner, lexer)) {
      return finish(lexer, LINE_CONTINUATION);
    }
  }
  return scan_separator(scanner, lexer, valid, first);
}

// White space outside ASCII, where it parts no words, is text, but not at the end of the line.
static bool scan_wide_space(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece,
                            bool starts_word) {
  lexer->mark_end(lexer);
  while (is_wide_space(lexer->lookahead)) advance(lexer);
  if (!starts_word) lexer->mark_end(lexer);
  bool word_ends = is_space(lexer->lookahead);
  while (is_space(lexer->lookahead)) advance(lexer);
  if (at_line_feed_or_end(lexer)) return scan_end(scanner, lexer, valid);
  if (starts_word) return scan_separator(scanner, lexer, valid, word_ends ? ' ' : 0xA0);

  bool found;
  enum Token token = piece ? piece->token : valid[STAGE_NAME] ? STAGE_NAME : UNEXPECTED;
  if (word_ends) found = finish_marked(lexer, token);
  else if (piece) found = scan_piece(scanner, lexer, valid, piece, true);
  else found = scan_word(scanner, lexer, token, "");
  return with_look_ahead(scanner, lexer, found);
}

static bool scan_in_instruction(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  if (valid[HEREDOC_BODY] || (valid[HEREDOC_END] && !valid[END])) {
    return scan_heredoc(scanner, lexer);
  }
  if (valid[HEREDOC_NAME] && !at_line_feed_or_end(lexer)) {
    return with_look_ahead(scanner, lexer, scan_heredoc_name(scanner, lexer));
  }
  const Piece *piece = valid_piece(valid);
  bool parts = any_separator(valid);
  bool word = valid[STAGE_NAME] || valid[UNEXPECTED];
  bool spaces_belong = piece ? piece->spaces == SPACES_BELONG : !parts && !word;
  bool separates = parts && !spaces_belong && !scanner->separated;
  scanner->separated = false;

  bool was_spaced = scanner->spaced;
  bool all_spaces = scanner->continued || spaces_belong;
  while (parts_words(scanner, lexer->lookahead) || (all_spaces && is_space(lexer->lookahead))) {
    // The carriage return of an empty line goes with its line feed.
    if (scanner->continued && lexer->lookahead == '\r') break;
    skip(lexer);
    scanner->spaced = true;
    scanner->after_escape = false;
  }
  if (!all_spaces && is_wide_space(lexer->lookahead)) {
    bool starts_word = separates && (scanner->spaced || !piece);
    return scan_wide_space(scanner, lexer, valid, piece, starts_word);
  }
  if (scanner->continued && scan_line_that_continues_nothing(scanner, lexer, was_spaced)) {
    return true;
  }
  if (at_line_feed_or_end(lexer)) return scan_end(scanner, lexer, valid);

  scanner->continued = false;
  if (valid[SHELL_TEXT]) return scan_text_of_line(scanner, lexer, SHELL_TEXT);
  if (valid[RAW_TEXT]) return scan_text_of_line(scanner, lexer, RAW_TEXT);
  if (separates && scanner->spaced) return scan_before_word(scanner, lexer, valid);
  scanner->spaced = false;
  return with_look_ahead(scanner, lexer, scan_in_word(scanner, lexer, valid, piece));
}

// ── Between instructions ───────────────────────────────────────────────────────────────────────

static bool scan_line_start(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  // Where a directive may still follow, there is no block yet.
  if (scanner->block_ends && valid[BLOCK_END] && !valid[HASH]) {
    scanner->block_ends = false;
    return finish(lexer, BLOCK_END);
  }
  for (;;) {
    if (at_end(lexer)) return false;
    if (lexer->lookahead == '\n') scanner->directives_over = true;
    else if (!is_space(lexer->lookahead)) break;
    skip(lexer);
  }
  if (lexer->lookahead != '#') return valid[UNKNOWN] && scan_keyword(scanner, lexer, valid);

  advance(lexer);
  lexer->mark_end(lexer);
  if (!scanner->directives_over && valid[HASH] && is_directive(lexer)) {
    scanner->in_instruction = true;
    return finish_marked(lexer, HASH);
  }
  scanner->directives_over = true;
  lexer->mark_end(lexer);
  while (!at_line_feed_or_end(lexer)) {
    bool carriage_return = lexer->lookahead == '\r';
    advance(lexer);
    if (!carriage_return) lexer->mark_end(lexer);
  }
  return finish_marked(lexer, COMMENT);
}

// ── What tree-sitter calls ─────────────────────────────────────────────────────────────────────

void *tree_sitter_dockerfile_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_dockerfile_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_dockerfile_external_scanner_serialize(void *payload, char *buffer) {
  return write_state(payload, buffer);
}

void tree_sitter_dockerfile_external_scanner_deserialize(void *payload, const char *buffer,
                                                         unsigned length) {
  read_state(payload, buffer, length);
}

bool tree_sitter_dockerfile_external_scanner_scan(void *payload, TSLexer *lexer,
                                                  const bool *valid) {
  Scanner *scanner = payload;
  if (valid[RECOVERING]) return false;
  if (!scanner->in_instruction) return scan_line_start(scanner, lexer, valid);
  if (valid[DIRECTIVE_NAME]) return scan_directive_name(scanner, lexer);
  if (valid[DIRECTIVE_VALUE]) return scan_directive_value(scanner, lexer);
  return scan_in_instruction(scanner, lexer, valid);
}
