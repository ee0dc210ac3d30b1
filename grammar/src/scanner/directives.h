// Parser directives: `# escape=` and its like, which only count before everything else.

#ifndef DOCKERFILE_DIRECTIVES_H
#define DOCKERFILE_DIRECTIVES_H

#include "characters.h"
#include "lexer.h"

static bool at_directive_space(TSLexer *lexer) {
  return is_ascii_space(lexer->lookahead) && lexer->lookahead != '\r';
}

// Stands after a `#`: reads on and tells whether this is a directive that BuildKit knows.
static bool is_directive(TSLexer *lexer) {
  Gathered name = {.length = 0};
  while (is_space(lexer->lookahead) && lexer->lookahead != '\r') advance(lexer);
  while (is_ascii_letter(lexer->lookahead)) {
    gather(&name, lexer->lookahead);
    advance(lexer);
  }
  if (!gathered_is_in_any_case(&name, "SYNTAX") && !gathered_is_in_any_case(&name, "ESCAPE") &&
      !gathered_is_in_any_case(&name, "CHECK")) {
    return false;
  }
  while (at_directive_space(lexer)) advance(lexer);
  if (lexer->lookahead != '=') return false;
  advance(lexer);
  while (at_directive_space(lexer)) advance(lexer);
  return !at_line_feed_or_end(lexer) && lexer->lookahead != '\r';
}

static bool scan_directive_name(Scanner *scanner, TSLexer *lexer) {
  Gathered name = {.length = 0};
  while (is_space(lexer->lookahead)) skip(lexer);
  while (is_ascii_letter(lexer->lookahead)) {
    gather(&name, lexer->lookahead);
    advance(lexer);
  }
  scanner->escape_directive = gathered_is_in_any_case(&name, "ESCAPE");
  return finish(lexer, DIRECTIVE_NAME);
}

static bool scan_directive_value(Scanner *scanner, TSLexer *lexer) {
  Gathered value = {.length = 0};
  while (is_ascii_space(lexer->lookahead)) skip(lexer);
  while (!at_line_feed_or_end(lexer)) {
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (is_ascii_space(c)) continue;
    gather(&value, c);
    lexer->mark_end(lexer);
  }
  if (scanner->escape_directive) scanner->backtick_escapes = gathered_is(&value, "`");
  scanner->escape_directive = false;
  return finish_marked(lexer, DIRECTIVE_VALUE);
}

#endif
