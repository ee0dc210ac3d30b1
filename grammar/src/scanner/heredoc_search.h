// The heredocs that a logical line opens, found with the rules of BuildKit's shell words, whose
// escape is always the backslash. They have to be known before the line's own tokens.

#ifndef DOCKERFILE_HEREDOC_SEARCH_H
#define DOCKERFILE_HEREDOC_SEARCH_H

#include "line.h"

typedef struct {
  Scanner *scanner;
  Line line;
  Gathered word; // at hand, with its quotes
} Search;

// The name of a heredoc without its quotes and escapes; returns its length.
static uint8_t unquote(const uint8_t *bytes, unsigned length, uint8_t *name) {
  uint8_t size = 0;
  uint8_t quote = 0;
  for (unsigned at = 0; at < length; at++) {
    uint8_t c = bytes[at];
    if (c == '\\' && quote != '\'') {
      bool last = at + 1 == length;
      if (last && !quote) break;
      if (!last && (!quote || is_one_of(bytes[at + 1], "\"$\\"))) c = bytes[++at];
      name[size++] = c;
    } else if (quote ? c == quote : (c == '"' || c == '\'')) {
      quote = quote ? 0 : c;
    } else {
      name[size++] = c;
    }
  }
  return size;
}

// Takes the word for a heredoc if it is <<[-]NAME, possibly after the number of a file descriptor.
static void end_word(Search *search) {
  const Gathered word = search->word;
  search->word.length = 0;
  search->word.too_long = false;
  if (word.too_long) return;

  unsigned at = 0;
  while (at < word.length && is_digit(word.bytes[at])) at++;
  if (at + 3 > word.length || word.bytes[at] != '<' || word.bytes[at + 1] != '<') return;
  at += 2;
  bool chomps = word.bytes[at] == '-';
  if (chomps) at++;
  while (at < word.length && is_ascii_space(word.bytes[at])) at++;
  if (memchr(word.bytes + at, '<', word.length - at)) return;

  uint8_t name[UINT8_MAX];
  uint8_t length = unquote(word.bytes + at, word.length - at, name);
  if (length > 0) add_heredoc(search->scanner, chomps, name, length);
}

static void keep_and_read(Search *search) {
  gather(&search->word, search->line.c);
  read_next(&search->line);
}

static bool search_until(Search *search, int32_t stop, unsigned depth);

// $NAME or ${…}: false where BuildKit would call it an error.
static bool search_expansion(Search *search, unsigned depth) {
  Line *line = &search->line;
  keep_and_read(search);
  bool braced = line->c == '{';
  if (braced) {
    keep_and_read(search);
    if (line->c == END_OF_LINE || is_one_of(line->c, "{}:")) return false;
  }
  if (is_digit(line->c)) {
    while (is_digit(line->c)) keep_and_read(search);
  } else if (is_special_parameter(line->c)) {
    keep_and_read(search);
  } else {
    while (is_name_character(line->c)) keep_and_read(search);
  }
  if (!braced) return true;

  if (line->c == '}') {
    keep_and_read(search);
    return true;
  }
  if (line->c == '/') {
    keep_and_read(search);
    if (line->c == '/') keep_and_read(search);
    return search_until(search, '/', depth + 1) && search_until(search, '}', depth + 1);
  }
  bool colon = line->c == ':';
  if (colon) keep_and_read(search);
  if (!is_one_of(line->c, colon ? "+-?" : "+-?#%")) return false;
  keep_and_read(search);
  return search_until(search, '}', depth + 1);
}

static bool search_single_quoted(Search *search) {
  do {
    keep_and_read(search);
    if (search->line.c == END_OF_LINE) return false;
  } while (search->line.c != '\'');
  keep_and_read(search);
  return true;
}

static bool search_double_quoted(Search *search, unsigned depth) {
  Line *line = &search->line;
  keep_and_read(search);
  for (;;) {
    switch (line->c) {
      case END_OF_LINE:
        return false;
      case '"':
        keep_and_read(search);
        return true;
      case '$':
        if (!search_expansion(search, depth)) return false;
        break;
      case '\\':
        keep_and_read(search);
        if (is_one_of(line->c, "\"$\\")) keep_and_read(search);
        break;
      default:
        keep_and_read(search);
    }
  }
}

// Reads to `stop`, which is swallowed, or to the end of the line if that is what `stop` is.
static bool search_until(Search *search, int32_t stop, unsigned depth) {
  Line *line = &search->line;
  if (depth > DEEPEST_EXPANSION) return false;
  while (line->c != stop) {
    switch (line->c) {
      case END_OF_LINE:
        return false;
      case '$':
        if (!search_expansion(search, depth)) return false;
        break;
      case '\'':
        if (!search_single_quoted(search)) return false;
        break;
      case '"':
        if (!search_double_quoted(search, depth)) return false;
        break;
      case '\\':
        keep_and_read(search);
        if (line->c != END_OF_LINE && line->c != stop) keep_and_read(search);
        break;
      case '<':
        keep_and_read(search);
        if (line->c != '<') break;
        keep_and_read(search);
        while (line->c == ' ' || line->c == '\t' || line->c == '\r') keep_and_read(search);
        break;
      default:
        if (depth == 0 && is_space(line->c)) {
          end_word(search);
          read_next(line);
        } else {
          keep_and_read(search);
        }
    }
  }
  if (stop != END_OF_LINE) keep_and_read(search);
  return true;
}

// `line` stands after the keyword.
static void search_heredocs(Scanner *scanner, const Line *line) {
  Search search = {.scanner = scanner, .line = *line};
  if (search_until(&search, END_OF_LINE, 0)) end_word(&search);
  else forget_heredocs(scanner);
}

#endif
