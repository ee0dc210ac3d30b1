// What parts two words is a token without width, which says what kind of word comes next. So the
// whole of that word, or of the line, is looked at before.

#ifndef DOCKERFILE_SEPARATORS_H
#define DOCKERFILE_SEPARATORS_H

#include "line.h"

static bool any_separator(const bool *valid) {
  return valid[SEPARATOR] || valid[FLAG_SEPARATOR] || valid[JSON_SEPARATOR] ||
         valid[LEGACY_SEPARATOR] || valid[REGISTRY_SEPARATOR] || valid[FINAL_SEPARATOR];
}

static bool ends_word(int32_t c) { return c == END_OF_LINE || is_ascii_space(c); }

// Stands on the opening quote.
static bool read_json_string(Line *line) {
  for (read_next(line); line->c != '"'; read_next(line)) {
    if (line->c == END_OF_LINE || (line->c >= 0 && line->c < ' ')) return false;
    if (line->c != '\\') continue;
    read_next(line);
    if (line->c == 'u') {
      for (int digits = 0; digits < 4; digits++) {
        read_next(line);
        int32_t c = upper(line->c);
        if (!is_digit(c) && !(c >= 'A' && c <= 'F')) return false;
      }
    } else if (!is_one_of(line->c, "\"\\/bfnrt")) {
      return false;
    }
  }
  return true;
}

static void read_json_space(Line *line) {
  do read_next(line);
  while (line->c == ' ' || line->c == '\t' || line->c == '\r');
}

// Stands on the opening bracket. Only an array of strings with nothing after it is the JSON form;
// all else is the shell form.
static bool is_json_array(Line *line) {
  read_next(line);
  read_json_space(line);
  if (line->c != ']') {
    for (;;) {
      if (line->c != '"' || !read_json_string(line)) return false;
      read_json_space(line);
      if (line->c == ']') break;
      if (line->c != ',') return false;
      read_json_space(line);
    }
  }
  do read_next(line);
  while (is_space(line->c));
  return line->c == END_OF_LINE;
}

// Whether the first word has no `=`: then the whole line is one name and its value.
static bool is_legacy_pair(Line *line) {
  int32_t quote = 0;
  for (read_next(line); line->c != END_OF_LINE; read_next(line)) {
    if (line->c == '=') return false;
    if (line->c == line->escape && quote != '\'') {
      read_next(line);
      if (line->c == '=') return false;
    } else if (quote) {
      if (line->c == quote) quote = 0;
    } else if (line->c == '"' || line->c == '\'') {
      quote = line->c;
    } else if (is_space(line->c)) {
      return true;
    }
  }
  return true;
}

// The first part of an image's name is a registry if it looks like a host. What a variable holds is
// not known, so only what stands around it counts.
static bool starts_with_registry(Line *line) {
  static const char LOCALHOST[] = "localhost";
  bool host = false;
  bool local = true;
  bool in_variable = false;
  unsigned braces = 0;
  unsigned length = 0;
  for (read_next(line); !ends_word(line->c) && line->c != '@'; read_next(line), length++) {
    int32_t c = line->c;
    if (c == '}' && braces > 0) braces--;
    if (c == '$') {
      local = false;
      in_variable = true;
      continue;
    }
    if (in_variable && c == '{') braces++;
    in_variable = in_variable && is_name_character(c);
    if (in_variable || braces > 0) continue;
    if (c == '/') return length > 0 && (host || (local && length == strlen(LOCALHOST)));
    host = host || c == '.' || c == ':' || (c >= 'A' && c <= 'Z');
    local = local && length < strlen(LOCALHOST) && c == LOCALHOST[length];
  }
  return false;
}

static bool is_last_word(Line *line) {
  do read_next(line);
  while (!ends_word(line->c));
  while (is_space(line->c)) read_next(line);
  return line->c == END_OF_LINE;
}

// Stands on `first`, the first character of the next word, or after it if it is the escape
// character or white space outside ASCII. If such a character is all of the word, and another word
// follows, `first` is a space.
static bool scan_separator(Scanner *scanner, TSLexer *lexer, const bool *valid, int32_t first) {
  scanner->spaced = false;
  scanner->separated = true;
  scanner->after_escape = false;
  scanner->depth = 0;
  if (valid[FLAG_SEPARATOR] && first == '-') {
    advance(lexer);
    if (lexer->lookahead == '-') return finish_marked(lexer, FLAG_SEPARATOR);
  }
  bool alone = first == ' ';
  bool may_be_marker = awaits_marker(scanner) && lexer->lookahead == '<';
  Line line = line_from(scanner, lexer);
  line.after_escape = first == escape_of(scanner);
  enum Token token = SEPARATOR;
  if (valid[JSON_SEPARATOR] && first == '[') {
    if (is_json_array(&line)) token = JSON_SEPARATOR;
  } else if (valid[LEGACY_SEPARATOR]) {
    if (is_legacy_pair(&line)) token = LEGACY_SEPARATOR;
  } else if (valid[REGISTRY_SEPARATOR] && !alone) {
    if (starts_with_registry(&line)) token = REGISTRY_SEPARATOR;
  } else if (valid[FINAL_SEPARATOR] && !alone && !may_be_marker) {
    if (is_last_word(&line)) token = FINAL_SEPARATOR;
  }
  return finish_marked(lexer, token);
}

#endif
