// Tokens that are whole words, or that are read in one go.

#ifndef DOCKERFILE_WORDS_H
#define DOCKERFILE_WORDS_H

#include "heredoc_search.h"
#include "separators.h"

// White space outside ASCII belongs to a word, but not at the end of the line.
static bool is_trimmed(const Line *line) {
  TSLexer *lexer = line->lexer;
  return is_wide_space(line->c) && (is_wide_space(lexer->lookahead) || lexer->lookahead == '\r' ||
                                    at_line_feed_or_end(lexer));
}

// Reads a word that has no parts, up to white space or one of `stops`, from the character at hand.
// The token ends before a continuation, unless the word goes on after it.
static void read_word(Scanner *scanner, Line *line, const char *stops, Gathered *text) {
  for (; line->c != END_OF_LINE; read_next(line)) {
    if (parts_words(scanner, line->c) || is_one_of(line->c, stops)) return;
    if (is_trimmed(line)) continue;
    gather(text, line->c);
    line->lexer->mark_end(line->lexer);
    if (line->spaces > 0) {
      // The white space after an escape character was read with it.
      scanner->spaced = true;
      return;
    }
  }
}

static Gathered gather_word(Scanner *scanner, TSLexer *lexer, const char *stops) {
  Gathered word = {.length = 0};
  Line line = line_from(scanner, lexer);
  read_next(&line);
  read_word(scanner, &line, stops, &word);
  return word;
}

static bool scan_word(Scanner *scanner, TSLexer *lexer, enum Token token, const char *stops) {
  gather_word(scanner, lexer, stops);
  return finish_marked(lexer, token);
}

// In the order of the tokens from FROM on.
static const char *const KEYWORDS[] = {
    "FROM",    "RUN", "CMD",     "LABEL",      "MAINTAINER",  "EXPOSE",
    "ENV",     "ADD", "COPY",    "ENTRYPOINT", "VOLUME",      "USER",
    "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
};

static bool scan_keyword(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  Gathered word = {.length = 0};
  Line line = line_from(scanner, lexer);
  lexer->mark_end(lexer);
  scanner->in_instruction = true;
  scanner->directives_over = true;
  scanner->spaced = false;
  scanner->block_ends = false;
  forget_heredocs(scanner);
  do read_next(&line);
  while (is_space(line.c));
  read_word(scanner, &line, "", &word);
  if (valid[NONE] && gathered_is_in_any_case(&word, "NONE")) return finish_marked(lexer, NONE);
  enum Token token = UNKNOWN;
  for (unsigned i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++) {
    if (valid[FROM + i] && gathered_is_in_any_case(&word, KEYWORDS[i])) token = FROM + i;
  }
  if (token == ONBUILD) {
    if (scanner->triggers < DEEPEST_TRIGGER) scanner->triggers++;
    else token = UNKNOWN;
  }
  scanner->wide = token == ENV || token == LABEL || token == ARG;
  if (token == RUN || token == COPY || token == ADD) search_heredocs(scanner, &line);
  return finish_marked(lexer, token);
}

static bool scan_as(Scanner *scanner, TSLexer *lexer) {
  Gathered word = gather_word(scanner, lexer, "");
  return finish_marked(lexer, gathered_is_in_any_case(&word, "AS") ? AS : UNEXPECTED);
}

static bool scan_flag_name(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  Gathered name = gather_word(scanner, lexer, "=");
  bool mount = valid[MOUNT_FLAG_NAME] && gathered_is(&name, "mount");
  return finish_marked(lexer, mount ? MOUNT_FLAG_NAME : FLAG_NAME);
}

static bool scan_dashes(Scanner *scanner, TSLexer *lexer) {
  advance(lexer);
  advance(lexer);
  lexer->mark_end(lexer);
  Line line = line_from(scanner, lexer);
  read_next(&line);
  bool alone = line.c == END_OF_LINE || parts_words(scanner, line.c);
  return finish_marked(lexer, alone ? FLAGS_END : DASHES);
}

static bool scan_single_quoted(Scanner *scanner, TSLexer *lexer, bool ends_at_space) {
  Line line = line_from(scanner, lexer);
  read_next(&line);
  lexer->mark_end(lexer);
  for (read_next(&line); line.c != END_OF_LINE; read_next(&line)) {
    if (ends_at_space && is_ascii_space(line.c)) {
      scanner->spaced = true;
      break;
    }
    lexer->mark_end(lexer);
    if (line.c == '\'') break;
  }
  return finish_marked(lexer, SINGLE_QUOTED);
}

static bool scan_json_string(const Scanner *scanner, TSLexer *lexer) {
  Line line = line_from(scanner, lexer);
  read_next(&line);
  read_json_string(&line);
  return finish(lexer, JSON_STRING);
}

static bool scan_variable(TSLexer *lexer) {
  if (is_digit(lexer->lookahead)) {
    while (is_digit(lexer->lookahead)) advance(lexer);
  } else if (is_special_parameter(lexer->lookahead)) {
    advance(lexer);
  } else {
    while (is_name_character(lexer->lookahead)) advance(lexer);
  }
  return finish(lexer, VARIABLE);
}

// One of : - + ? # % / :- :+ :? ## %% //
static bool scan_expansion_operator(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  advance(lexer);
  int32_t second = lexer->lookahead;
  if (c == ':' ? is_one_of(second, "-+?") : is_one_of(c, "#%/") && second == c) advance(lexer);
  return finish(lexer, EXPANSION_OPERATOR);
}

static const struct {
  char c;
  enum Token token;
} MARKS[] = {
    {'=', EQUALS}, {',', COMMA},        {':', COLON},         {'/', SLASH},
    {'@', AT},     {'[', OPEN_BRACKET}, {']', CLOSE_BRACKET},
};

static bool scan_mark(TSLexer *lexer, const bool *valid) {
  for (unsigned i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    if (lexer->lookahead != MARKS[i].c || !valid[MARKS[i].token]) continue;
    advance(lexer);
    return finish(lexer, MARKS[i].token);
  }
  return false;
}

#endif
