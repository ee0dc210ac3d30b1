// The text of a command or of a line that has no words of its own.

#ifndef DOCKERFILE_COMMAND_TEXT_H
#define DOCKERFILE_COMMAND_TEXT_H

#include "heredocs.h"

// Text up to the end of a line of the file, or up to a heredoc in it. A continuation belongs to it
// with its line break, so that a comment or an empty line can follow.
static bool scan_text_of_line(Scanner *scanner, TSLexer *lexer, enum Token token) {
  int32_t escape = escape_of(scanner);
  bool any = false;
  bool number = false; // was read and not marked: it may be the file descriptor of a heredoc
  bool word_starts = true;
  bool after_escape = false;
  bool continues = false;
  for (;;) {
    if (number && lexer->lookahead != '<' && !is_digit(lexer->lookahead)) {
      number = false;
      any = true;
      lexer->mark_end(lexer);
    }
    if (lexer->lookahead == '\r') {
      advance_past_carriage_returns(lexer);
      if (!at_line_feed_or_end(lexer)) continues = after_escape = false;
      word_starts = true;
    }
    if (at_line_feed_or_end(lexer)) break;
    int32_t c = lexer->lookahead;
    bool marker_expected = token == SHELL_TEXT && word_starts && awaits_marker(scanner);
    advance(lexer);
    if (c == '<' && marker_expected && lexer->lookahead == '<') {
      advance(lexer);
      bool escape_read;
      if (is_next_heredoc(scanner, lexer, !any, &escape_read)) {
        if (any) return finish_marked(lexer, token);
        scanner->marker_count++;
        return finish_marked(lexer, HEREDOC_OPERATOR);
      }
      continues = after_escape = escape_read && escape == '\\';
      word_starts = false;
    } else if (c == escape) {
      continues = !after_escape;
      after_escape = true;
      word_starts = false;
    } else if (is_space(c)) {
      continues = continues && (c == ' ' || c == '\t');
      after_escape = false;
      word_starts = true;
      continue;
    } else {
      continues = after_escape = false;
      word_starts = word_starts && is_digit(c);
    }
    number = marker_expected && word_starts;
    if (number) continue;
    any = true;
    lexer->mark_end(lexer);
  }
  if (continues) {
    advance_past_line_feed(lexer);
    scanner->continued = true;
    finish(lexer, token);
    Line line = line_from(scanner, lexer);
    skip_what_continues_nothing(&line);
    return true;
  }
  return any && finish_marked(lexer, token);
}

#endif
