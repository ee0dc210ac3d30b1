// Every token of the grammar. BuildKit reads a Dockerfile line by line: a logical line may go over
// several lines of the file, and what a character means depends on the whole of it. So the scanner
// decides with the look-ahead it needs, and its only memory is what a line leaves to the next ones:
// the escape character, the heredocs that are still to come, and where in a line it stands.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <stddef.h>
#include <string.h>

// In the order of `externals` in grammar.js.
enum Token {
  END,
  LINE_CONTINUATION,
  EMPTY_CONTINUATION,
  COMMENT,

  SEPARATOR,
  FLAG_SEPARATOR,
  JSON_SEPARATOR,
  LEGACY_SEPARATOR,
  REGISTRY_SEPARATOR,
  FINAL_SEPARATOR,

  FROM,
  RUN,
  CMD,
  LABEL,
  MAINTAINER,
  EXPOSE,
  ENV,
  ADD,
  COPY,
  ENTRYPOINT,
  VOLUME,
  USER,
  WORKDIR,
  ARG,
  ONBUILD,
  STOPSIGNAL,
  HEALTHCHECK,
  SHELL,
  UNKNOWN,
  AS,
  NONE,

  HASH,
  EQUALS,
  COMMA,
  COLON,
  SLASH,
  AT,
  DASHES,
  DOLLAR,
  DOLLAR_BRACE,
  CLOSE_BRACE,
  OPEN_BRACKET,
  CLOSE_BRACKET,
  QUOTE,

  DIRECTIVE_NAME,
  DIRECTIVE_VALUE,
  FLAGS_END,
  FLAG_NAME,
  MOUNT_FLAG_NAME,
  MOUNT_KEY,
  STAGE_NAME,
  LEGACY_NAME,
  UNEXPECTED,
  RAW_TEXT,
  SHELL_TEXT,
  JSON_STRING,
  ESCAPE_SEQUENCE,
  SINGLE_QUOTED,
  VARIABLE,
  EXPANSION_OPERATOR,
  HEREDOC_OPERATOR,
  HEREDOC_NAME,
  HEREDOC_START,
  HEREDOC_BODY,
  HEREDOC_END,

  REGISTRY_TEXT,
  IMAGE_PATH_TEXT,
  TAG_TEXT,
  DIGEST_TEXT,
  WORD_TEXT,
  PORT_TEXT,
  LINE_TEXT,
  USER_TEXT,
  NAME_TEXT,
  VALUE_TEXT,
  MOUNT_TEXT,
  JSON_TEXT,
  QUOTED_WORD_TEXT,
  QUOTED_TEXT,
  EXPANSION_WORD_TEXT,
  EXPANSION_VALUE_TEXT,
  EXPANSION_LINE_TEXT,

  RECOVERING,
};

// ── State ──────────────────────────────────────────────────────────────────────────────────────

// Deeper `${…${…}}` is read as text, so that no input makes a tree that is hard to walk.
#define DEEPEST_EXPANSION 32
// A heredoc without an end is looked for to the end of the file. After so many of them in one file
// only the lines nearby are searched, or a file full of them would be read over and over again.
#define PATIENT_SEARCHES 8
#define LINES_NEARBY 64
#define MOST_HEREDOCS 16
// A serialized state has 1,024 bytes; a heredoc that does not fit is not taken for one.
#define HEREDOC_BYTES 960

typedef struct {
  bool backtick_escapes;   // # escape=`
  bool directives_over;    // no directive can follow any more
  bool escape_directive;   // between `escape` and its value
  bool in_instruction;     // between a keyword (or a directive's #) and the end of its logical line
  bool continued;          // at the start of a line that continues another
  bool spaced;             // white space was read and no separator given for it yet
  bool after_escape;       // the character before is the escape character
  bool wide;               // in an instruction whose words all of Unicode's white space parts
  bool separated;          // right after a separator, so that no second one can follow for ever
  uint8_t depth;           // of open ${
  uint8_t lost_heredocs;   // heredocs without an end so far
  uint8_t heredoc_count;   // still without a body
  uint8_t marker_count;    // of those, the ones whose marker was read
  uint16_t heredoc_bytes;
  // For each heredoc: 1 if it chomps tabs, the length of its name, its name.
  uint8_t heredocs[HEREDOC_BYTES];
} Scanner;

enum {
  BACKTICK_ESCAPES = 1,
  DIRECTIVES_OVER = 2,
  ESCAPE_DIRECTIVE = 4,
  IN_INSTRUCTION = 8,
  CONTINUED = 16,
  SPACED = 32,
  AFTER_ESCAPE = 64,
  WIDE = 128,
};

// In the byte of the depth, which needs only the lower bits.
#define SEPARATED 128

#define HEADER_BYTES 5

void *tree_sitter_dockerfile_external_scanner_create(void) {
  return ts_calloc(1, sizeof(Scanner));
}

void tree_sitter_dockerfile_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_dockerfile_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  buffer[0] = (char)((scanner->backtick_escapes ? BACKTICK_ESCAPES : 0) |
                     (scanner->directives_over ? DIRECTIVES_OVER : 0) |
                     (scanner->escape_directive ? ESCAPE_DIRECTIVE : 0) |
                     (scanner->in_instruction ? IN_INSTRUCTION : 0) |
                     (scanner->continued ? CONTINUED : 0) | (scanner->spaced ? SPACED : 0) |
                     (scanner->after_escape ? AFTER_ESCAPE : 0) | (scanner->wide ? WIDE : 0));
  buffer[1] = (char)(scanner->depth | (scanner->separated ? SEPARATED : 0));
  buffer[2] = (char)scanner->lost_heredocs;
  if (scanner->heredoc_count == 0) return 3;
  buffer[3] = (char)scanner->heredoc_count;
  buffer[4] = (char)scanner->marker_count;
  memcpy(buffer + HEADER_BYTES, scanner->heredocs, scanner->heredoc_bytes);
  return HEADER_BYTES + scanner->heredoc_bytes;
}

void tree_sitter_dockerfile_external_scanner_deserialize(void *payload, const char *buffer,
                                                         unsigned length) {
  Scanner *scanner = payload;
  memset(scanner, 0, offsetof(Scanner, heredocs));
  if (length < 3) return;
  uint8_t flags = (uint8_t)buffer[0];
  scanner->backtick_escapes = flags & BACKTICK_ESCAPES;
  scanner->directives_over = flags & DIRECTIVES_OVER;
  scanner->escape_directive = flags & ESCAPE_DIRECTIVE;
  scanner->in_instruction = flags & IN_INSTRUCTION;
  scanner->continued = flags & CONTINUED;
  scanner->spaced = flags & SPACED;
  scanner->after_escape = flags & AFTER_ESCAPE;
  scanner->wide = flags & WIDE;
  scanner->depth = (uint8_t)buffer[1] & (SEPARATED - 1);
  scanner->separated = (uint8_t)buffer[1] & SEPARATED;
  scanner->lost_heredocs = (uint8_t)buffer[2];
  if (length < HEADER_BYTES) return;
  scanner->heredoc_count = (uint8_t)buffer[3];
  scanner->marker_count = (uint8_t)buffer[4];
  scanner->heredoc_bytes = (uint16_t)(length - HEADER_BYTES);
  memcpy(scanner->heredocs, buffer + HEADER_BYTES, scanner->heredoc_bytes);
}

static void forget_heredocs(Scanner *scanner) {
  scanner->heredoc_count = 0;
  scanner->marker_count = 0;
  scanner->heredoc_bytes = 0;
}

static bool add_heredoc(Scanner *scanner, bool chomps, const uint8_t *name, unsigned length) {
  if (scanner->heredoc_count == MOST_HEREDOCS || length > UINT8_MAX ||
      scanner->heredoc_bytes + 2 + length > HEREDOC_BYTES) {
    return false;
  }
  uint8_t *entry = scanner->heredocs + scanner->heredoc_bytes;
  entry[0] = chomps;
  entry[1] = (uint8_t)length;
  memcpy(entry + 2, name, length);
  scanner->heredoc_bytes += (uint16_t)(2 + length);
  scanner->heredoc_count++;
  return true;
}

static void drop_first_heredoc(Scanner *scanner) {
  unsigned size = 2u + scanner->heredocs[1];
  scanner->heredoc_bytes -= (uint16_t)size;
  memmove(scanner->heredocs, scanner->heredocs + size, scanner->heredoc_bytes);
  scanner->heredoc_count--;
}

static const uint8_t *heredoc_at(const Scanner *scanner, unsigned index) {
  const uint8_t *entry = scanner->heredocs;
  while (index-- > 0) entry += 2 + entry[1];
  return entry;
}

// ── Characters ─────────────────────────────────────────────────────────────────────────────────

static int32_t escape_of(const Scanner *scanner) { return scanner->backtick_escapes ? '`' : '\\'; }

static bool is_ascii_space(int32_t c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

static bool is_wide_space(int32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_space(int32_t c) { return is_ascii_space(c) || is_wide_space(c); }

static bool parts_words(const Scanner *scanner, int32_t c) {
  return is_ascii_space(c) || (scanner->wide && is_wide_space(c));
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_ascii_letter(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Letters outside ASCII are taken generously: a variable named so does not work anyway.
static bool is_name_character(int32_t c) {
  return is_ascii_letter(c) || is_digit(c) || c == '_' ||
         (c >= 0xC0 && !is_wide_space(c) && !(c >= 0x2000 && c <= 0x2BFF) &&
          !(c >= 0x3000 && c <= 0x303F) && c < 0xE000);
}

static bool is_special_parameter(int32_t c) {
  return c == '@' || c == '*' || c == '#' || c == '?' || c == '-' || c == '$' || c == '!' ||
         c == '0';
}

static int32_t upper(int32_t c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; }

static unsigned encode(int32_t c, uint8_t out[4]) {
  if (c < 0) return 0;
  if (c < 0x80) {
    out[0] = (uint8_t)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (uint8_t)(0xC0 | (c >> 6));
    out[1] = (uint8_t)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (uint8_t)(0xE0 | (c >> 12));
    out[1] = (uint8_t)(0x80 | ((c >> 6) & 0x3F));
    out[2] = (uint8_t)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (uint8_t)(0xF0 | (c >> 18));
  out[1] = (uint8_t)(0x80 | ((c >> 12) & 0x3F));
  out[2] = (uint8_t)(0x80 | ((c >> 6) & 0x3F));
  out[3] = (uint8_t)(0x80 | (c & 0x3F));
  return 4;
}

// Text gathered up to a limit; what is longer is marked, and never equal to anything.
typedef struct {
  uint8_t bytes[UINT8_MAX + 1];
  unsigned length;
  bool too_long;
} Gathered;

static void gather(Gathered *text, int32_t c) {
  uint8_t encoded[4];
  unsigned size = encode(c, encoded);
  if (size == 0 || text->length + size > UINT8_MAX) {
    text->too_long = true;
    return;
  }
  memcpy(text->bytes + text->length, encoded, size);
  text->length += size;
}

static bool gathered_is(const Gathered *text, const char *word) {
  return !text->too_long && text->length == strlen(word) &&
         memcmp(text->bytes, word, text->length) == 0;
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }
static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool at_line_feed_or_end(TSLexer *lexer) {
  return lexer->eof(lexer) || lexer->lookahead == '\n';
}

static bool finish(TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  lexer->result_symbol = token;
  return true;
}

// For a token that ends where `mark_end` was called last.
static bool finish_marked(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = token;
  return true;
}

// ── The logical line ───────────────────────────────────────────────────────────────────────────

#define END_OF_LINE (-2)

// Reads a logical line as BuildKit joins it: without continuations, and without the comments and
// empty lines between them. `c` is the character read last.
typedef struct {
  TSLexer *lexer;
  int32_t escape;
  int32_t c;
  unsigned spaces; // read from the lexer, not yet given out
  bool after_escape;
} Line;

static Line line_from(Scanner *scanner, TSLexer *lexer) {
  Line line = {lexer, escape_of(scanner), 0, 0, scanner->after_escape};
  return line;
}

static void skip_what_continues_nothing(Line *line) {
  TSLexer *lexer = line->lexer;
  for (;;) {
    unsigned spaces = 0;
    while (!lexer->eof(lexer) && is_space(lexer->lookahead)) {
      advance(lexer);
      spaces++;
    }
    if (lexer->eof(lexer)) return;
    if (lexer->lookahead == '#') {
      while (!at_line_feed_or_end(lexer)) advance(lexer);
    } else if (lexer->lookahead != '\n') {
      line->spaces = spaces;
      return;
    }
    if (lexer->eof(lexer)) return;
    advance(lexer);
  }
}

static void read(Line *line) {
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
    bool may_continue = c == line->escape && !line->after_escape;
    if (c != '\r' && !may_continue) {
      advance(lexer);
      line->after_escape = c == line->escape;
      line->c = c;
      return;
    }
    unsigned spaces = 0;
    if (may_continue) {
      advance(lexer);
      while (lexer->lookahead == ' ' || lexer->lookahead == '\t') {
        advance(lexer);
        spaces++;
      }
    }
    while (lexer->lookahead == '\r') {
      advance(lexer);
      spaces++;
    }
    if (!may_continue) {
      line->spaces = at_line_feed_or_end(lexer) ? 0 : spaces;
      continue;
    }
    if (at_line_feed_or_end(lexer)) {
      if (!lexer->eof(lexer)) advance(lexer);
      skip_what_continues_nothing(line);
      line->after_escape = false;
      continue;
    }
    line->spaces = spaces;
    line->after_escape = true;
    line->c = c;
    return;
  }
}

// ── Heredocs ───────────────────────────────────────────────────────────────────────────────────

// Finds the heredocs of a logical line with the rules of BuildKit's shell words, whose escape is
// always the backslash. `word` is the word at hand, with its quotes.
typedef struct {
  Line line;
  Gathered word;
  Scanner *scanner;
} Search;

// <<[-]NAME, possibly after the number of a file descriptor
static void end_word(Search *search) {
  Gathered *word = &search->word;
  const uint8_t *bytes = word->bytes;
  unsigned length = word->length;
  bool too_long = word->too_long;
  word->length = 0;
  word->too_long = false;

  unsigned at = 0;
  while (at < length && is_digit(bytes[at])) at++;
  if (too_long || length < at + 3 || bytes[at] != '<' || bytes[at + 1] != '<') return;
  at += 2;
  bool chomps = bytes[at] == '-';
  if (chomps) at++;
  while (at < length && is_ascii_space(bytes[at])) at++;
  for (unsigned i = at; i < length; i++) {
    if (bytes[i] == '<') return;
  }

  uint8_t name[UINT8_MAX];
  unsigned size = 0;
  uint8_t quote = 0;
  for (; at < length; at++) {
    uint8_t c = bytes[at];
    bool escapes = c == '\\' && quote != '\'' && at + 1 < length;
    if (escapes && (!quote || bytes[at + 1] == '"' || bytes[at + 1] == '$' || bytes[at + 1] == '\\')) {
      name[size++] = bytes[++at];
    } else if (c == '\\' && !quote) {
      break;
    } else if (quote ? c == quote : (c == '"' || c == '\'')) {
      quote = quote ? 0 : c;
    } else {
      name[size++] = c;
    }
  }
  if (size > 0) add_heredoc(search->scanner, chomps, name, size);
}

static void keep(Search *search) { gather(&search->word, search->line.c); }

static void keep_and_read(Search *search) {
  keep(search);
  read(&search->line);
}

static bool search_until(Search *search, int32_t stop, unsigned depth);

// $name or ${…}: false where BuildKit would call it an error.
static bool search_dollar(Search *search, unsigned depth) {
  Line *line = &search->line;
  keep_and_read(search);
  bool braced = line->c == '{';
  if (braced) {
    keep_and_read(search);
    if (line->c == '{' || line->c == '}' || line->c == ':' || line->c == END_OF_LINE) return false;
  }
  if (is_digit(line->c)) {
    while (is_digit(line->c)) keep_and_read(search);
  } else if (is_special_parameter(line->c)) {
    keep_and_read(search);
  } else {
    while (is_name_character(line->c)) keep_and_read(search);
  }
  if (!braced) return true;

  bool colon = false;
  switch (line->c) {
    case '}':
      keep_and_read(search);
      return true;
    case ':':
      colon = true;
      keep_and_read(search);
      break;
    case '/':
      keep_and_read(search);
      if (line->c == '/') keep_and_read(search);
      return search_until(search, '/', depth + 1) && search_until(search, '}', depth + 1);
  }
  switch (line->c) {
    case '#':
    case '%':
      if (colon) return false;
      break;
    case '+':
    case '-':
    case '?':
      break;
    default:
      return false;
  }
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
        if (!search_dollar(search, depth)) return false;
        break;
      case '\\':
        keep_and_read(search);
        if (line->c == '"' || line->c == '$' || line->c == '\\') keep_and_read(search);
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
  for (;;) {
    int32_t c = line->c;
    if (c == stop) {
      if (stop != END_OF_LINE) keep_and_read(search);
      return true;
    }
    if (c == END_OF_LINE) return false;
    if (c == '$') {
      if (!search_dollar(search, depth)) return false;
    } else if (c == '\'') {
      if (!search_single_quoted(search)) return false;
    } else if (c == '"') {
      if (!search_double_quoted(search, depth)) return false;
    } else if (c == '\\') {
      keep_and_read(search);
      if (line->c != END_OF_LINE && line->c != stop) keep_and_read(search);
    } else if (c == '<') {
      keep_and_read(search);
      if (line->c != '<') continue;
      keep_and_read(search);
      while (line->c == ' ' || line->c == '\t' || line->c == '\r') keep_and_read(search);
    } else if (is_space(c)) {
      if (depth == 0) end_word(search);
      else keep(search);
      read(line);
    } else {
      keep_and_read(search);
    }
  }
}

// Reads one line under an instruction and tells whether it ends the first heredoc. If so, the lexer
// stands before the line break, and `marks` has the token end after the name; if not, after it.
static bool read_heredoc_line(Scanner *scanner, TSLexer *lexer, bool marks) {
  const uint8_t *name = scanner->heredocs + 2;
  unsigned length = scanner->heredocs[1];
  if (scanner->heredocs[0]) {
    while (lexer->lookahead == '\t') advance(lexer);
  }
  unsigned at = 0;
  bool equal = true;
  for (;;) {
    if (equal && at == length) {
      if (marks) lexer->mark_end(lexer);
      // Carriage returns at the end of the line do not count.
      while (lexer->lookahead == '\r') advance(lexer);
      if (at_line_feed_or_end(lexer)) return true;
      equal = false;
    }
    if (at_line_feed_or_end(lexer)) {
      if (!lexer->eof(lexer)) advance(lexer);
      return false;
    }
    uint8_t encoded[4];
    unsigned size = equal ? encode(lexer->lookahead, encoded) : 0;
    equal = size > 0 && at + size <= length && memcmp(name + at, encoded, size) == 0;
    at += size;
    advance(lexer);
  }
}

static bool heredoc_has_end(Scanner *scanner, TSLexer *lexer) {
  unsigned lines = scanner->lost_heredocs < PATIENT_SEARCHES ? UINT32_MAX : LINES_NEARBY;
  while (lexer->lookahead == '\r') advance(lexer);
  if (!lexer->eof(lexer)) advance(lexer);
  while (lines-- > 0 && !lexer->eof(lexer)) {
    if (read_heredoc_line(scanner, lexer, false)) return true;
  }
  return false;
}

static bool scan_heredoc(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  if (valid[HEREDOC_BODY]) {
    while (lexer->lookahead == '\r') skip(lexer);
    if (!lexer->eof(lexer)) skip(lexer);
  }
  if (read_heredoc_line(scanner, lexer, true)) {
    drop_first_heredoc(scanner);
    return finish_marked(lexer, HEREDOC_END);
  }
  while (!lexer->eof(lexer)) {
    lexer->mark_end(lexer);
    if (read_heredoc_line(scanner, lexer, false)) return finish_marked(lexer, HEREDOC_BODY);
  }
  return false;
}

// ── Separators ─────────────────────────────────────────────────────────────────────────────────

static bool is_line_space(int32_t c) { return c == END_OF_LINE || is_ascii_space(c); }

static bool read_json_string(Line *line) {
  for (read(line); line->c != '"'; read(line)) {
    if (line->c == END_OF_LINE || (line->c >= 0 && line->c < ' ')) return false;
    if (line->c != '\\') continue;
    read(line);
    if (line->c == 'u') {
      for (int digits = 0; digits < 4; digits++) {
        read(line);
        int32_t c = upper(line->c);
        if (!is_digit(c) && !(c >= 'A' && c <= 'F')) return false;
      }
    } else if (line->c == END_OF_LINE || line->c > 'z' || !strchr("\"\\/bfnrt", (char)line->c) ||
               line->c == 0) {
      return false;
    }
  }
  return true;
}

static void read_json_space(Line *line) {
  do read(line);
  while (line->c == ' ' || line->c == '\t' || line->c == '\r');
}

// Only an array of strings with nothing after it is the JSON form; all else is the shell form.
static bool is_json_array(Line *line) {
  read(line);
  if (line->c != '[') return false;
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
  do read(line);
  while (line->c != END_OF_LINE && is_space(line->c));
  return line->c == END_OF_LINE;
}

// Whether the first word has no `=`: then the whole line is one name and its value.
static bool is_legacy_pair(Line *line) {
  int32_t quote = 0;
  for (read(line); line->c != END_OF_LINE; read(line)) {
    if (line->c == '=') return false;
    if (line->c == line->escape && quote != '\'') {
      read(line);
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

// The first part of an image's name is a registry if it looks like a host.
static bool starts_with_registry(Line *line) {
  bool host = false;
  bool local = true;
  bool name = false;
  unsigned braces = 0;
  unsigned length = 0;
  const char *localhost = "localhost";
  for (read(line); !is_line_space(line->c) && line->c != '@'; read(line), length++) {
    int32_t c = line->c;
    if (c == '}' && braces > 0) braces--;
    if (c == '$') {
      local = false;
      name = true;
      continue;
    }
    if (name && c == '{') braces++;
    name = name && is_name_character(c);
    if (name || braces > 0) continue;
    if (c == '/') return length > 0 && (host || (local && length == 9));
    host = host || c == '.' || c == ':' || (c >= 'A' && c <= 'Z');
    local = local && length < 9 && c == localhost[length];
  }
  return false;
}

static bool is_last_word(Line *line) {
  do read(line);
  while (!is_line_space(line->c));
  while (line->c != END_OF_LINE && is_space(line->c)) read(line);
  return line->c == END_OF_LINE;
}

static bool is_heredoc_word(Scanner *scanner, TSLexer *lexer) {
  return scanner->marker_count < scanner->heredoc_count && lexer->lookahead == '<';
}

// Stands on the first character of the next word, or after it if it is the escape character, and
// gives the separator that says what the word is. `first` is a space for an escape character alone.
static bool scan_separator(Scanner *scanner, TSLexer *lexer, const bool *valid, int32_t first) {
  scanner->spaced = false;
  scanner->separated = true;
  scanner->after_escape = false;
  scanner->depth = 0;
  enum Token token = SEPARATOR;
  if (valid[FLAG_SEPARATOR] && first == '-') {
    advance(lexer);
    if (lexer->lookahead == '-') return finish_marked(lexer, FLAG_SEPARATOR);
  }
  Line line = line_from(scanner, lexer);
  line.after_escape = first == escape_of(scanner);
  if (valid[JSON_SEPARATOR] && first == '[') {
    if (is_json_array(&line)) token = JSON_SEPARATOR;
  } else if (valid[LEGACY_SEPARATOR]) {
    if (is_legacy_pair(&line)) token = LEGACY_SEPARATOR;
  } else if (valid[REGISTRY_SEPARATOR]) {
    if (starts_with_registry(&line)) token = REGISTRY_SEPARATOR;
  } else if (valid[FINAL_SEPARATOR] && first != ' ' && !is_heredoc_word(scanner, lexer)) {
    if (is_last_word(&line)) token = FINAL_SEPARATOR;
  }
  return finish_marked(lexer, token);
}

// ── Whole tokens ───────────────────────────────────────────────────────────────────────────────

// Reads the rest of a word that has no parts, up to white space or one of `stops`. The token ends
// before a continuation, unless the word goes on after it.
static void read_word(Scanner *scanner, TSLexer *lexer, const char *stops, Gathered *text) {
  Line line = line_from(scanner, lexer);
  for (read(&line); line.c != END_OF_LINE; read(&line)) {
    if (parts_words(scanner, line.c)) return;
    if (line.c > 0 && line.c < 128 && strchr(stops, (char)line.c)) return;
    if (text) gather(text, line.c);
    lexer->mark_end(lexer);
    if (line.spaces > 0) {
      scanner->spaced = true;
      return;
    }
  }
}

static const char *const KEYWORDS[] = {
  "FROM",   "RUN",  "CMD",     "LABEL", "MAINTAINER", "EXPOSE",     "ENV",         "ADD",   "COPY",
  "ENTRYPOINT", "VOLUME", "USER", "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
};

static bool scan_keyword(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  Gathered word = {.length = 0};
  Line line = line_from(scanner, lexer);
  lexer->mark_end(lexer);
  scanner->in_instruction = true;
  scanner->directives_over = true;
  scanner->spaced = false;
  forget_heredocs(scanner);
  do read(&line);
  while (line.c != END_OF_LINE && is_space(line.c));
  for (; !is_line_space(line.c); read(&line)) {
    gather(&word, upper(line.c));
    lexer->mark_end(lexer);
    if (line.spaces > 0) {
      scanner->spaced = true;
      break;
    }
  }
  if (valid[NONE] && gathered_is(&word, "NONE")) return finish_marked(lexer, NONE);
  enum Token token = UNKNOWN;
  for (unsigned i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++) {
    if (valid[FROM + i] && gathered_is(&word, KEYWORDS[i])) token = (enum Token)(FROM + i);
  }
  scanner->wide = token == ENV || token == LABEL || token == ARG;
  if (token == RUN || token == COPY || token == ADD) {
    Search search = {.line = line, .word = {.length = 0}, .scanner = scanner};
    if (search_until(&search, END_OF_LINE, 0)) end_word(&search);
    else forget_heredocs(scanner);
  }
  return finish_marked(lexer, token);
}

static bool scan_as(Scanner *scanner, TSLexer *lexer) {
  Gathered word = {.length = 0};
  read_word(scanner, lexer, "", &word);
  bool as = word.length == 2 && upper(word.bytes[0]) == 'A' && upper(word.bytes[1]) == 'S';
  return finish_marked(lexer, as ? AS : UNEXPECTED);
}

static bool scan_word(Scanner *scanner, TSLexer *lexer, enum Token token, const char *stops) {
  read_word(scanner, lexer, stops, NULL);
  return finish_marked(lexer, token);
}

static bool scan_flag_name(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  Gathered name = {.length = 0};
  read_word(scanner, lexer, "=", &name);
  bool mount = valid[MOUNT_FLAG_NAME] && gathered_is(&name, "mount");
  return finish_marked(lexer, mount ? MOUNT_FLAG_NAME : FLAG_NAME);
}

static bool scan_dashes(Scanner *scanner, TSLexer *lexer) {
  advance(lexer);
  advance(lexer);
  lexer->mark_end(lexer);
  Line line = line_from(scanner, lexer);
  line.after_escape = false;
  read(&line);
  bool alone = line.c == END_OF_LINE || parts_words(scanner, line.c);
  return finish_marked(lexer, alone ? FLAGS_END : DASHES);
}

static bool scan_single_quoted(Scanner *scanner, TSLexer *lexer, bool ends_at_space) {
  Line line = line_from(scanner, lexer);
  read(&line);
  lexer->mark_end(lexer);
  for (read(&line); line.c != END_OF_LINE; read(&line)) {
    if (ends_at_space && is_ascii_space(line.c)) {
      scanner->spaced = true;
      break;
    }
    lexer->mark_end(lexer);
    if (line.c == '\'') break;
  }
  return finish_marked(lexer, SINGLE_QUOTED);
}

static bool scan_json_string(Scanner *scanner, TSLexer *lexer) {
  Line line = line_from(scanner, lexer);
  read(&line);
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

static bool scan_expansion_operator(TSLexer *lexer) {
  int32_t c = lexer->lookahead;
  advance(lexer);
  int32_t next = lexer->lookahead;
  bool two = c == ':' ? next == '-' || next == '+' || next == '?'
                      : (c == '#' || c == '%' || c == '/') && next == c;
  if (two) advance(lexer);
  return finish(lexer, EXPANSION_OPERATOR);
}

static bool scan_heredoc_name(Scanner *scanner, TSLexer *lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') skip(lexer);
  int32_t quote = 0;
  lexer->mark_end(lexer);
  Line line = line_from(scanner, lexer);
  for (read(&line); line.c != END_OF_LINE && (quote || !is_space(line.c)); read(&line)) {
    lexer->mark_end(lexer);
    if (line.c == '\\' && quote != '\'') {
      read(&line);
      if (line.c == END_OF_LINE || is_space(line.c)) break;
      lexer->mark_end(lexer);
    } else if (quote ? line.c == quote : (line.c == '"' || line.c == '\'')) {
      quote = quote ? 0 : line.c;
    }
  }
  return finish_marked(lexer, HEREDOC_NAME);
}

// Stands after `<<`: reads on and tells whether the heredoc named here is the next one of the line.
// `marks` has the token end after the operator.
static bool is_next_heredoc(Scanner *scanner, TSLexer *lexer, bool marks, bool *escape_read) {
  const uint8_t *entry = heredoc_at(scanner, scanner->marker_count);
  if ((lexer->lookahead == '-') != (bool)entry[0]) return false;
  if (entry[0]) advance(lexer);
  if (marks) lexer->mark_end(lexer);
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') advance(lexer);
  int32_t quote = 0;
  unsigned at = 0;
  while (!at_line_feed_or_end(lexer) && (quote || !is_space(lexer->lookahead))) {
    int32_t c = lexer->lookahead;
    *escape_read = c == '\\';
    if (c == '\\' && quote != '\'') {
      advance(lexer);
      if (at_line_feed_or_end(lexer) || is_space(lexer->lookahead)) break;
      c = lexer->lookahead;
    } else if (quote ? c == quote : (c == '"' || c == '\'')) {
      quote = quote ? 0 : c;
      advance(lexer);
      continue;
    }
    uint8_t encoded[4];
    unsigned size = encode(c, encoded);
    if (at + size > entry[1] || memcmp(entry + 2 + at, encoded, size) != 0) return false;
    *escape_read = false;
    at += size;
    advance(lexer);
  }
  return at == entry[1];
}

// Text up to the end of a line of the file. A continuation belongs to it with its line break, so
// that a comment or an empty line can follow.
static bool scan_text_of_line(Scanner *scanner, TSLexer *lexer, enum Token token) {
  int32_t escape = escape_of(scanner);
  bool any = false;
  bool word_starts = true;
  bool after_escape = false;
  bool continues = false;
  for (;;) {
    if (lexer->lookahead == '\r') {
      while (lexer->lookahead == '\r') advance(lexer);
      if (!at_line_feed_or_end(lexer)) continues = after_escape = false;
      word_starts = true;
    }
    if (at_line_feed_or_end(lexer)) break;
    int32_t c = lexer->lookahead;
    bool marker_expected =
      token == SHELL_TEXT && word_starts && scanner->marker_count < scanner->heredoc_count;
    advance(lexer);
    if (c == '<' && marker_expected && lexer->lookahead == '<') {
      advance(lexer);
      bool escape_read = false;
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
    if (marker_expected && word_starts) continue;
    any = true;
    lexer->mark_end(lexer);
  }
  if (continues) {
    if (!lexer->eof(lexer)) advance(lexer);
    scanner->continued = true;
    finish(lexer, token);
    Line line = line_from(scanner, lexer);
    skip_what_continues_nothing(&line);
    return true;
  }
  return any && finish_marked(lexer, token);
}

// ── Pieces of words ────────────────────────────────────────────────────────────────────────────

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

// Quoted text and the word of an expansion: what ends the word outside is text in them.
static bool is_enclosed(const Piece *piece) {
  return piece && (piece->token == JSON_TEXT || piece->token >= QUOTED_WORD_TEXT);
}

static const Piece *valid_piece(const bool *valid) {
  for (unsigned i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
    if (valid[PIECES[i].token]) return &PIECES[i];
  }
  return NULL;
}

static bool starts_expansion(const Scanner *scanner, int32_t next) {
  if (next == '{') return scanner->depth < DEEPEST_EXPANSION;
  return is_name_character(next) || is_special_parameter(next);
}

// Text up to what is not text for this kind of piece; `any` if some of it was read already.
static bool scan_piece(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece, bool any) {
  int32_t escape = piece->escapes == JSON_ESCAPES ? '\\' : escape_of(scanner);
  for (;;) {
    int32_t c = lexer->lookahead;
    if (at_line_feed_or_end(lexer)) break;
    if (c == escape || c == escape_of(scanner)) break;
    if (piece->spaces != SPACES_BELONG && parts_words(scanner, c)) break;
    if (is_space(c)) {
      // White space at the end of a line is no text.
      advance(lexer);
      continue;
    }
    if (c == '"' && valid[QUOTE]) break;
    if (c < 128 && c > 0 && strchr(piece->stops, (char)c)) break;
    if (c == '$' && valid[DOLLAR]) {
      advance(lexer);
      if (starts_expansion(scanner, lexer->lookahead)) break;
    } else {
      advance(lexer);
    }
    any = true;
    lexer->mark_end(lexer);
  }
  return any && finish_marked(lexer, piece->token);
}

// Stands after an escape character: reads the rest of a continuation, if it is one.
static bool reads_line_break(Scanner *scanner, TSLexer *lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') advance(lexer);
  while (lexer->lookahead == '\r') advance(lexer);
  if (!at_line_feed_or_end(lexer)) return false;
  if (!lexer->eof(lexer)) advance(lexer);
  scanner->continued = true;
  return true;
}

// Stands on the escape character: a continuation, an escape sequence, or a mere character.
static bool scan_escape(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece) {
  bool may_continue = !scanner->after_escape;
  int32_t escape = escape_of(scanner);
  enum Escapes escapes = piece ? piece->escapes : valid[ESCAPE_SEQUENCE] ? ESCAPES : NO_ESCAPES;
  bool space_belongs = !piece || piece->spaces != ALL_SPACES_END;
  scanner->after_escape = false;
  advance(lexer);
  int32_t next = lexer->lookahead;
  bool blank = next == ' ' || next == '\t' || next == '\r' || at_line_feed_or_end(lexer);

  if (blank) {
    // The end of an escape sequence, should no line break follow.
    if (escapes == ESCAPES && space_belongs && (next == ' ' || next == '\t')) advance(lexer);
    lexer->mark_end(lexer);
    if (may_continue && reads_line_break(scanner, lexer)) return finish(lexer, LINE_CONTINUATION);
    if (valid[FLAG_NAME]) return finish_marked(lexer, FLAG_NAME);
    if (!piece && !valid[ESCAPE_SEQUENCE]) return false;
    return finish_marked(lexer, escapes == ESCAPES ? ESCAPE_SEQUENCE : piece->token);
  }
  if (valid[FLAG_NAME]) {
    lexer->mark_end(lexer);
    return scan_flag_name(scanner, lexer, valid);
  }
  if (!piece && !valid[ESCAPE_SEQUENCE]) return false;
  bool sequence = escapes == ESCAPES || (escapes == JSON_ESCAPES && escape == '\\') ||
                  (escapes == QUOTED_ESCAPES && (next == '"' || next == '$' || next == escape));
  scanner->after_escape = next == escape;
  if (sequence || next == escape) {
    advance(lexer);
    return finish(lexer, escapes == NO_ESCAPES ? piece->token : ESCAPE_SEQUENCE);
  }
  lexer->mark_end(lexer);
  return scan_piece(scanner, lexer, valid, piece, true);
}

// ── Where a token starts ───────────────────────────────────────────────────────────────────────

static bool scan_word_start(Scanner *scanner, TSLexer *lexer, const bool *valid, const Piece *piece) {
  int32_t c = lexer->lookahead;
  bool was_escape = scanner->after_escape;
  scanner->after_escape = false;

  if (c == escape_of(scanner)) {
    bool whole = valid[STAGE_NAME] || valid[UNEXPECTED] || valid[LEGACY_NAME] || valid[UNKNOWN];
    if (!whole) {
      scanner->after_escape = was_escape;
      return scan_escape(scanner, lexer, valid, piece);
    }
  }
  if (c == '\\' && piece && piece->escapes == JSON_ESCAPES) {
    advance(lexer);
    advance(lexer);
    return finish(lexer, ESCAPE_SEQUENCE);
  }
  if (c == '-' && (valid[DASHES] || valid[FLAGS_END])) return scan_dashes(scanner, lexer);

  if (c == '"' && valid[JSON_STRING]) return scan_json_string(scanner, lexer);
  if (c == '"' && valid[QUOTE]) {
    advance(lexer);
    return finish(lexer, QUOTE);
  }
  if (c == '\'' && valid[SINGLE_QUOTED] && piece && strchr(piece->stops, '\'')) {
    return scan_single_quoted(scanner, lexer, piece->spaces == ALL_SPACES_END);
  }
  if (c == '\'' && valid[SINGLE_QUOTED] && !piece) return scan_single_quoted(scanner, lexer, false);
  if (c == '}' && valid[CLOSE_BRACE]) {
    if (scanner->depth > 0) scanner->depth--;
    advance(lexer);
    return finish(lexer, CLOSE_BRACE);
  }
  if (valid[VARIABLE] && (is_name_character(c) || is_special_parameter(c))) return scan_variable(lexer);
  if (valid[EXPANSION_OPERATOR] && c > 0 && c < 128 && strchr(":-+?#%/", (char)c)) {
    return scan_expansion_operator(lexer);
  }
  static const struct { int32_t c; enum Token token; } MARKS[] = {
    {'=', EQUALS}, {',', COMMA}, {':', COLON}, {'/', SLASH}, {'@', AT}, {'[', OPEN_BRACKET}, {']', CLOSE_BRACKET},
  };
  for (unsigned i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    if (c == MARKS[i].c && valid[MARKS[i].token] && !is_enclosed(piece)) {
      advance(lexer);
      return finish(lexer, MARKS[i].token);
    }
  }
  if (c == '<' && valid[HEREDOC_OPERATOR] && scanner->marker_count < scanner->heredoc_count) {
    advance(lexer);
    if (lexer->lookahead != '<') {
      lexer->mark_end(lexer);
      return scan_piece(scanner, lexer, valid, piece, true);
    }
    advance(lexer);
    if (lexer->lookahead == '-') advance(lexer);
    scanner->marker_count++;
    return finish(lexer, HEREDOC_OPERATOR);
  }
  if (valid[UNKNOWN]) return scan_keyword(scanner, lexer, valid);
  if (valid[STAGE_NAME]) return scan_word(scanner, lexer, STAGE_NAME, "");
  if (valid[AS]) return scan_as(scanner, lexer);
  if (valid[UNEXPECTED]) return scan_word(scanner, lexer, UNEXPECTED, "");
  if (valid[LEGACY_NAME]) return scan_word(scanner, lexer, LEGACY_NAME, "");
  if (valid[FLAG_NAME]) return scan_flag_name(scanner, lexer, valid);
  if (c == '$' && valid[DOLLAR]) {
    advance(lexer);
    if (starts_expansion(scanner, lexer->lookahead)) {
      if (lexer->lookahead != '{') return finish(lexer, DOLLAR);
      advance(lexer);
      scanner->depth++;
      return finish(lexer, DOLLAR_BRACE);
    }
    lexer->mark_end(lexer);
    if (valid[MOUNT_KEY]) return scan_word(scanner, lexer, MOUNT_KEY, "=,");
    return piece && scan_piece(scanner, lexer, valid, piece, true);
  }
  if (valid[MOUNT_KEY]) return scan_word(scanner, lexer, MOUNT_KEY, "=,");
  return piece && scan_piece(scanner, lexer, valid, piece, false);
}

static bool scan_end(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  lexer->mark_end(lexer);
  if (valid[HEREDOC_START] && scanner->heredoc_count > 0) {
    if (heredoc_has_end(scanner, lexer)) {
      scanner->continued = false;
      scanner->spaced = false;
      return finish_marked(lexer, HEREDOC_START);
    }
    if (scanner->lost_heredocs < PATIENT_SEARCHES) scanner->lost_heredocs++;
  } else if (!scanner->directives_over && !lexer->eof(lexer)) {
    // A blank line ends the directives, so the line break of one is its own.
    advance(lexer);
    lexer->mark_end(lexer);
  }
  forget_heredocs(scanner);
  scanner->in_instruction = false;
  scanner->continued = false;
  scanner->spaced = false;
  scanner->after_escape = false;
  scanner->wide = false;
  scanner->depth = 0;
  return finish_marked(lexer, END);
}

// A node that is complete now goes on if more of the word, or of the line, is typed after it. So what
// it was read from reaches to the next character that means something: tree-sitter reads a node
// afresh when that changes.
static bool with_what_follows(Scanner *scanner, TSLexer *lexer, bool found) {
  if (found) {
    Line line = line_from(scanner, lexer);
    do read(&line);
    while (line.c != END_OF_LINE && is_space(line.c));
  }
  return found;
}

static bool scan_in_instruction(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  if (valid[HEREDOC_BODY] || (valid[HEREDOC_END] && !valid[END])) {
    return scan_heredoc(scanner, lexer, valid);
  }
  if (valid[HEREDOC_NAME] && !at_line_feed_or_end(lexer)) {
    return with_what_follows(scanner, lexer, scan_heredoc_name(scanner, lexer));
  }
  const Piece *piece = valid_piece(valid);
  bool parts = valid[SEPARATOR] || valid[FLAG_SEPARATOR] || valid[JSON_SEPARATOR] ||
                   valid[LEGACY_SEPARATOR] || valid[FINAL_SEPARATOR] || valid[REGISTRY_SEPARATOR];
  bool separates = parts && !scanner->separated;
  if (piece && piece->spaces == SPACES_BELONG) separates = false;
  scanner->separated = false;

  bool spaced = scanner->spaced;
  bool all_spaces = scanner->continued || (piece ? piece->spaces == SPACES_BELONG : !parts);
  while (!at_line_feed_or_end(lexer) &&
         (parts_words(scanner, lexer->lookahead) || (all_spaces && is_space(lexer->lookahead)))) {
    // The carriage return of an empty line goes with its line feed.
    if (scanner->continued && lexer->lookahead == '\r') break;
    skip(lexer);
    scanner->spaced = true;
    scanner->after_escape = false;
  }
  if (!all_spaces && is_wide_space(lexer->lookahead)) {
    lexer->mark_end(lexer);
    while (is_space(lexer->lookahead)) advance(lexer);
    if (at_line_feed_or_end(lexer)) return scan_end(scanner, lexer, valid);
    if (separates && (scanner->spaced || !piece)) return scan_separator(scanner, lexer, valid, 0xA0);
    lexer->mark_end(lexer);
    if (piece) return with_what_follows(scanner, lexer, scan_piece(scanner, lexer, valid, piece, true));
  }
  if (scanner->continued) {
    if (lexer->lookahead == '\r') {
      while (lexer->lookahead == '\r') advance(lexer);
      while (!at_line_feed_or_end(lexer) && is_space(lexer->lookahead)) skip(lexer);
      scanner->spaced = true;
    }
    if (lexer->lookahead == '#') {
      while (!at_line_feed_or_end(lexer)) advance(lexer);
      if (!lexer->eof(lexer)) advance(lexer);
      scanner->spaced = spaced;
      return finish(lexer, COMMENT);
    }
    if (lexer->lookahead == '\n' && !lexer->eof(lexer)) {
      advance(lexer);
      scanner->spaced = spaced;
      return finish(lexer, EMPTY_CONTINUATION);
    }
  }
  if (at_line_feed_or_end(lexer)) return scan_end(scanner, lexer, valid);

  scanner->continued = false;
  if (valid[SHELL_TEXT] || valid[RAW_TEXT]) {
    return scan_text_of_line(scanner, lexer, valid[SHELL_TEXT] ? SHELL_TEXT : RAW_TEXT);
  }
  if (separates && scanner->spaced) {
    lexer->mark_end(lexer);
    // White space may go on after a continuation; an escape sequence starts the word.
    int32_t first = lexer->lookahead;
    if (first == escape_of(scanner)) {
      advance(lexer);
      bool alone = is_ascii_space(lexer->lookahead);
      bool continuation = !scanner->after_escape && reads_line_break(scanner, lexer);
      if (continuation) return finish(lexer, LINE_CONTINUATION);
      if (alone) first = ' ';
    }
    return scan_separator(scanner, lexer, valid, first);
  }
  scanner->spaced = false;
  return with_what_follows(scanner, lexer, scan_word_start(scanner, lexer, valid, piece));
}

// ── Between instructions ───────────────────────────────────────────────────────────────────────

static bool scan_directive_name(Scanner *scanner, TSLexer *lexer) {
  Gathered name = {.length = 0};
  while (!at_line_feed_or_end(lexer) && is_space(lexer->lookahead)) skip(lexer);
  while (is_ascii_letter(lexer->lookahead)) {
    gather(&name, upper(lexer->lookahead));
    advance(lexer);
  }
  scanner->escape_directive = gathered_is(&name, "ESCAPE");
  return finish(lexer, DIRECTIVE_NAME);
}

static bool scan_directive_value(Scanner *scanner, TSLexer *lexer) {
  Gathered value = {.length = 0};
  while (!at_line_feed_or_end(lexer) && is_ascii_space(lexer->lookahead)) skip(lexer);
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

// Stands after a `#`: reads on and tells whether this is a directive that BuildKit knows.
static bool is_directive(TSLexer *lexer) {
  Gathered name = {.length = 0};
  while (is_space(lexer->lookahead) && lexer->lookahead != '\r') advance(lexer);
  while (is_ascii_letter(lexer->lookahead) || is_digit(lexer->lookahead)) {
    gather(&name, upper(lexer->lookahead));
    advance(lexer);
  }
  if (!gathered_is(&name, "SYNTAX") && !gathered_is(&name, "ESCAPE") && !gathered_is(&name, "CHECK")) {
    return false;
  }
  while (is_ascii_space(lexer->lookahead) && lexer->lookahead != '\r') advance(lexer);
  if (lexer->lookahead != '=') return false;
  advance(lexer);
  while (is_ascii_space(lexer->lookahead) && lexer->lookahead != '\r') advance(lexer);
  return !at_line_feed_or_end(lexer) && lexer->lookahead != '\r';
}

static bool scan_line_start(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  for (;;) {
    if (lexer->eof(lexer)) return false;
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

bool tree_sitter_dockerfile_external_scanner_scan(void *payload, TSLexer *lexer,
                                                  const bool *valid) {
  Scanner *scanner = payload;
  if (valid[RECOVERING]) return false;
  if (!scanner->in_instruction) return scan_line_start(scanner, lexer, valid);
  if (valid[DIRECTIVE_NAME]) return scan_directive_name(scanner, lexer);
  if (valid[DIRECTIVE_VALUE]) return scan_directive_value(scanner, lexer);
  return scan_in_instruction(scanner, lexer, valid);
}
