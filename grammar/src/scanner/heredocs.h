// The lines under an instruction that belong to its heredocs, and the markers that stand for them.

#ifndef DOCKERFILE_HEREDOCS_H
#define DOCKERFILE_HEREDOCS_H

#include "line.h"

// Reads one line under an instruction and tells whether it ends the first heredoc. If so, the lexer
// stands before the line break, and `marks` has the token end after the name; if not, after it.
static bool read_heredoc_line(const Scanner *scanner, TSLexer *lexer, bool marks) {
  const Heredoc heredoc = heredoc_at(scanner, 0);
  if (heredoc.chomps) {
    while (lexer->lookahead == '\t') advance(lexer);
  }
  unsigned at = 0;
  bool equal = true;
  for (;;) {
    if (equal && at == heredoc.length) {
      if (marks) lexer->mark_end(lexer);
      // Carriage returns at the end of the line do not count.
      advance_past_carriage_returns(lexer);
      if (at_line_feed_or_end(lexer)) return true;
      equal = false;
    }
    if (at_line_feed_or_end(lexer)) {
      advance_past_line_feed(lexer);
      return false;
    }
    equal = equal && has_at(heredoc.name, heredoc.length, &at, lexer->lookahead);
    advance(lexer);
  }
}

// Stands under the line that opens the heredoc.
static bool first_heredoc_has_end(const Scanner *scanner, TSLexer *lexer) {
  unsigned lines = scanner->lost_heredocs < PATIENT_SEARCHES ? UINT32_MAX : LINES_NEARBY;
  while (lines-- > 0 && !at_end(lexer)) {
    if (read_heredoc_line(scanner, lexer, false)) return true;
  }
  return false;
}

// The body of the first heredoc, or its end if there is no body or it is over.
static bool scan_heredoc(Scanner *scanner, TSLexer *lexer) {
  if (read_heredoc_line(scanner, lexer, true)) {
    drop_first_heredoc(scanner);
    return finish_marked(lexer, HEREDOC_END);
  }
  while (!at_end(lexer)) {
    lexer->mark_end(lexer);
    if (read_heredoc_line(scanner, lexer, false)) return finish_marked(lexer, HEREDOC_BODY);
  }
  return false;
}

static bool scan_heredoc_name(Scanner *scanner, TSLexer *lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') skip(lexer);
  int32_t quote = 0;
  lexer->mark_end(lexer);
  Line line = line_from(scanner, lexer);
  for (read_next(&line); line.c != END_OF_LINE && (quote || !is_space(line.c)); read_next(&line)) {
    lexer->mark_end(lexer);
    if (line.c == '\\' && quote != '\'') {
      read_next(&line);
      if (line.c == END_OF_LINE) break;
      if (!quote && is_space(line.c)) {
        // If the backslash is the escape character, the white space after it was read with it.
        scanner->spaced = true;
        break;
      }
      lexer->mark_end(lexer);
    } else if (quote ? line.c == quote : (line.c == '"' || line.c == '\'')) {
      quote = quote ? 0 : line.c;
    }
  }
  return finish_marked(lexer, HEREDOC_NAME);
}

// Stands after `<<`: reads on and tells whether the heredoc named here is the next one of the line.
// `marks` has the token end after the operator; `escape_read` is set if the last character read is
// a backslash.
static bool is_next_heredoc(const Scanner *scanner, TSLexer *lexer, bool marks, bool *escape_read) {
  const Heredoc heredoc = heredoc_at(scanner, scanner->marker_count);
  *escape_read = false;
  if ((lexer->lookahead == '-') != heredoc.chomps) return false;
  if (heredoc.chomps) advance(lexer);
  if (marks) lexer->mark_end(lexer);
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') advance(lexer);
  int32_t quote = 0;
  unsigned at = 0;
  while (!at_line_feed_or_end(lexer) && (quote || !is_space(lexer->lookahead))) {
    int32_t c = lexer->lookahead;
    *escape_read = c == '\\' && quote != '\'';
    if (*escape_read) {
      advance(lexer);
      c = lexer->lookahead;
      if (at_line_feed_or_end(lexer) || (!quote && is_space(c))) break;
      if (quote && !is_one_of(c, "\"$\\")) {
        if (!has_at(heredoc.name, heredoc.length, &at, '\\')) return false;
        continue;
      }
    } else if (quote ? c == quote : (c == '"' || c == '\'')) {
      quote = quote ? 0 : c;
      advance(lexer);
      continue;
    }
    if (!has_at(heredoc.name, heredoc.length, &at, c)) return false;
    *escape_read = false;
    advance(lexer);
  }
  return at == heredoc.length;
}

#endif
