// The logical line as BuildKit joins it: without continuations, and without the comments and empty
// lines between them.

#ifndef DOCKERFILE_LINE_H
#define DOCKERFILE_LINE_H

#include "characters.h"
#include "lexer.h"

#define END_OF_LINE (-2)

typedef struct {
  TSLexer *lexer;
  int32_t escape;
  int32_t c;       // the character read last
  unsigned spaces; // read from the lexer, not yet given out
  bool after_escape;
} Line;

static Line line_from(const Scanner *scanner, TSLexer *lexer) {
  Line line = {.lexer = lexer, .escape = escape_of(scanner)};
  line.after_escape = scanner->after_escape;
  return line;
}

// Stands at the start of a line that continues another: skips comments and empty lines, and the
// white space before what goes on, which `read_next` gives out.
static void skip_what_continues_nothing(Line *line) {
  TSLexer *lexer = line->lexer;
  for (;;) {
    unsigned spaces = 0;
    while (is_space(lexer->lookahead)) {
      advance(lexer);
      spaces++;
    }
    if (lexer->lookahead == '#') {
      advance_to_line_feed(lexer);
    } else if (!at_line_feed_or_end(lexer)) {
      line->spaces = spaces;
      return;
    }
    if (at_end(lexer)) return;
    advance(lexer);
  }
}

static void read_next(Line *line) {
  TSLexer *lexer = line->lexer;
  for (;;) {
    if (line->spaces > 0) {
      line->spaces--;
      line->after_escape = false;
      line->c = ' ';
      return;
    }
    if (at_line_feed_or_end(lexer)) {
      line->c = END_OF_LINE;
      return;
    }
    int32_t c = lexer->lookahead;
    if (c == '\r') {
      // Before a line feed it belongs to the line break.
      unsigned spaces = 0;
      for (; lexer->lookahead == '\r'; spaces++) advance(lexer);
      line->spaces = at_line_feed_or_end(lexer) ? 0 : spaces;
      continue;
    }
    advance(lexer);
    if (c == line->escape && !line->after_escape) {
      unsigned spaces = 0;
      for (; lexer->lookahead == ' ' || lexer->lookahead == '\t'; spaces++) advance(lexer);
      for (; lexer->lookahead == '\r'; spaces++) advance(lexer);
      if (at_line_feed_or_end(lexer)) {
        advance_past_line_feed(lexer);
        skip_what_continues_nothing(line);
        continue;
      }
      line->spaces = spaces;
    }
    line->after_escape = c == line->escape;
    line->c = c;
    return;
  }
}

#endif
