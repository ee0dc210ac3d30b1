// Kinds of characters, and short texts made of them.

#ifndef DOCKERFILE_CHARACTERS_H
#define DOCKERFILE_CHARACTERS_H

#include "state.h"

static int32_t escape_of(const Scanner *scanner) { return scanner->backtick_escapes ? '`' : '\\'; }

static bool is_ascii_space(int32_t c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

// Unicode's white space outside ASCII. It is trimmed from the ends of a line, but parts few words.
static bool is_wide_space(int32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_space(int32_t c) { return is_ascii_space(c) || is_wide_space(c); }

static bool parts_words(const Scanner *scanner, int32_t c) {
  return is_ascii_space(c) || (scanner->wide && is_wide_space(c));
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static int32_t upper(int32_t c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; }

static bool is_ascii_letter(int32_t c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }

// Letters outside ASCII are taken generously: a variable named so does not work anyway.
static bool is_name_character(int32_t c) {
  return is_ascii_letter(c) || is_digit(c) || c == '_' ||
         (c >= 0xC0 && !is_wide_space(c) && !(c >= 0x2000 && c <= 0x2BFF) &&
          !(c >= 0x3000 && c <= 0x303F) && c < 0xE000);
}

// $@, $?, …; digits are names already.
static bool is_special_parameter(int32_t c) {
  return c == '@' || c == '*' || c == '#' || c == '?' || c == '-' || c == '$' || c == '!';
}

static bool is_one_of(int32_t c, const char *ascii) {
  return c > 0 && c < 0x80 && strchr(ascii, (char)c);
}

// In UTF-8; 0 bytes for what is no character.
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

// Whether `text` has `c` at the offset `at`, which then moves past it.
static bool has_at(const uint8_t *text, unsigned length, unsigned *at, int32_t c) {
  uint8_t encoded[4];
  unsigned size = encode(c, encoded);
  if (size == 0 || *at + size > length || memcmp(text + *at, encoded, size) != 0) return false;
  *at += size;
  return true;
}

// Text gathered up to a limit; what is longer is marked, and never equal to anything.
typedef struct {
  uint8_t bytes[UINT8_MAX];
  uint8_t length;
  bool too_long;
} Gathered;

static void gather(Gathered *text, int32_t c) {
  // Nearly all is ASCII, and nearly all of a line is gathered.
  if (c >= 0 && c < 0x80 && text->length < sizeof text->bytes) {
    text->bytes[text->length++] = (uint8_t)c;
    return;
  }
  uint8_t encoded[4];
  unsigned size = encode(c, encoded);
  if (size == 0 || text->length + size > sizeof text->bytes) {
    text->too_long = true;
    return;
  }
  memcpy(text->bytes + text->length, encoded, size);
  text->length = (uint8_t)(text->length + size);
}

static bool gathered_is(const Gathered *text, const char *word) {
  return !text->too_long && text->length == strlen(word) &&
         memcmp(text->bytes, word, text->length) == 0;
}

// `word` in capital letters.
static bool gathered_is_in_any_case(const Gathered *text, const char *word) {
  if (text->too_long || text->length != strlen(word)) return false;
  for (unsigned i = 0; i < text->length; i++) {
    if (upper(text->bytes[i]) != word[i]) return false;
  }
  return true;
}

#endif
