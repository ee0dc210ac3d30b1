/**
 * @file Dockerfiles as BuildKit reads them.
 *
 * The grammar is total: every input has a tree without ERROR or MISSING nodes, because a Dockerfile is
 * read line by line and a wrong line must not touch its neighbours. Reading it right needs what only
 * BuildKit's own parser knows (continuations, heredocs, whether a JSON array is valid), so all tokens
 * come from `src/scanner.c`; the rules below arrange them. What a line means is decided elsewhere.
 *
 * White space has no node. Where it parts two words the scanner puts a separator of no width, and the
 * kind of separator tells what follows, so that nothing has to be read twice.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

module.exports = grammar({
  name: 'dockerfile',

  // In the order of `enum Token` in src/scanner/tokens.h.
  externals: $ => [
    // Lines.
    $._end,
    $._block_end,
    $.line_continuation,
    $.empty_continuation,
    $.comment,

    // What parts words, by what comes next.
    $._separator,
    $._flag_separator,
    $._json_separator,
    $._legacy_separator,
    $._registry_separator,
    $._final_separator,

    // Keywords, in any case.
    $._from,
    $._run,
    $._cmd,
    $._label,
    $._maintainer,
    $._expose,
    $._env,
    $._add,
    $._copy,
    $._entrypoint,
    $._volume,
    $._user,
    $._workdir,
    $._arg,
    $._onbuild,
    $._stopsignal,
    $._healthcheck,
    $._shell,
    $._unknown,
    'AS',
    'NONE',

    // Punctuation.
    '#',
    '=',
    ',',
    ':',
    '/',
    '@',
    '--',
    '$',
    '${',
    '}',
    '[',
    ']',
    '"',

    // Whole tokens.
    $.directive_name,
    $.directive_value,
    $.flags_end,
    $.flag_name,
    $._mount_flag_name,
    $.mount_key,
    $.stage_name,
    $._legacy_name,
    $.unexpected,
    $._raw_text,
    $._shell_text,
    $.json_string,
    $.escape_sequence,
    $.single_quoted,
    $.variable,
    $.expansion_operator,
    $._heredoc_operator,
    $.heredoc_name,
    $._heredoc_start,
    $.heredoc_body,
    $.heredoc_end,

    // Pieces of words, which differ in what ends them.
    $._registry_text,
    $._image_path_text,
    $._tag_text,
    $._digest_text,
    $._word_text,
    $._port_text,
    $._line_text,
    $._user_text,
    $._name_text,
    $._value_text,
    $._mount_text,
    $._json_text,
    $._quoted_word_text,
    $._quoted_text,
    $._expansion_word_text,
    $._expansion_value_text,
    $._expansion_line_text,

    // Never in a rule: valid only while tree-sitter recovers from an error.
    $._recovering,
  ],

  // White space is the scanner's, except what stands before the end of the file.
  extras: $ => [
    /[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/,
    $.comment,
    $.line_continuation,
    $.empty_continuation,
  ],

  supertypes: $ => [$.instruction],

  rules: {
    source_file: $ =>
      seq(
        repeat($.parser_directive),
        // Instructions stand only before the first stage, and no end of a block by itself. Said so,
        // both ends of a stage are lexed alike, and one that no edit touched is taken over whole.
        repeat(choice($._block, $.stage, $._block_end)),
      ),

    // # escape=`
    parser_directive: $ =>
      seq(
        '#',
        field('name', $.directive_name),
        '=',
        field('value', $.directive_value),
        $._end,
      ),

    // A node of its own, so that an edit in one stage leaves the others as they are.
    stage: $ =>
      prec.right(
        seq(
          field('from', $.from_instruction),
          optional($._block_end),
          repeat($._block),
        ),
      ),

    // Some instructions that follow each other: what a line says decides whether a block ends before
    // it. After an edit tree-sitter takes a repetition over item by item, so a stage of thousands of
    // instructions is one of hundreds of blocks.
    _block: $ =>
      prec.right(
        seq($.instruction, repeat($.instruction), optional($._block_end)),
      ),

    instruction: $ =>
      choice(
        $.run_instruction,
        $.cmd_instruction,
        $.label_instruction,
        $.maintainer_instruction,
        $.expose_instruction,
        $.env_instruction,
        $.add_instruction,
        $.copy_instruction,
        $.entrypoint_instruction,
        $.volume_instruction,
        $.user_instruction,
        $.workdir_instruction,
        $.arg_instruction,
        $.onbuild_instruction,
        $.stopsignal_instruction,
        $.healthcheck_instruction,
        $.shell_instruction,
        $.unknown_instruction,
      ),

    // FROM [--platform=<platform>] <image> [AS <name>]
    from_instruction: $ =>
      seq(
        keyword($, $._from),
        flags($),
        optional(
          seq(
            choice(
              argument($, field('image', $.image_spec)),
              seq(
                $._registry_separator,
                field('image', alias($._image_with_registry, $.image_spec)),
              ),
            ),
            optional(
              seq(
                $._separator,
                'AS',
                optional(argument($, field('name', $.stage_name))),
              ),
            ),
            surplus($),
          ),
        ),
        $._end,
      ),

    // [HOST[:PORT]/]PATH[:TAG][@DIGEST]
    image_spec: $ => repository($),
    _image_with_registry: $ =>
      seq(field('registry', $.image_registry), '/', optional(repository($))),

    image_registry: $ => pieces($._registry_text, word_expansion($)),
    image_path: $ => pieces($._image_path_text, word_expansion($)),
    image_tag: $ => pieces($._tag_text, word_expansion($)),
    image_digest: $ => pieces($._digest_text, word_expansion($)),

    // RUN [OPTIONS] <command> …
    run_instruction: $ =>
      seq(
        keyword($, $._run),
        flags($, choice($.flag, alias($._mount_flag, $.flag))),
        command($),
        repeat(field('heredoc', $.heredoc)),
        $._end,
      ),
    cmd_instruction: $ => command_line($, $._cmd),
    entrypoint_instruction: $ => command_line($, $._entrypoint),
    shell_instruction: $ => command_line($, $._shell),

    // Text that belongs to a shell; BuildKit takes comments and empty lines out of it.
    shell_command: $ => repeat1(choice($._shell_text, $.heredoc_marker)),

    // ["executable", "argument"]
    exec_form: $ => json_array($, $.json_string),

    // COPY [OPTIONS] <source> … <destination>
    copy_instruction: $ => transfer($, $._copy),
    add_instruction: $ => transfer($, $._add),

    // The JSON form whose strings BuildKit expands variables in.
    _expanding_exec_form: $ =>
      json_array($, alias($._expanding_json_string, $.json_string)),
    _expanding_json_string: $ =>
      seq(
        '"',
        repeat(choice($._json_text, $.escape_sequence, $.expansion)),
        '"',
      ),

    // ENV <name>=<value> …
    env_instruction: $ => pairs($, $._env),
    label_instruction: $ => pairs($, $._label),

    pair: $ => assignment($, 'value'),

    // ENV <name> <the rest of the line>
    legacy_pair: $ =>
      seq(
        field('name', alias($._legacy_name, $.name)),
        optional(argument($, field('value', alias($._line_value, $.value)))),
      ),

    // ARG <name>[=<default>] …
    arg_instruction: $ => list($, $._arg, field('argument', $.argument)),
    argument: $ => assignment($, 'default'),

    name: $ => pieces($._name_text, ...value_parts($)),
    value: $ => pieces($._value_text, ...value_parts($)),
    _line_value: $ => pieces($._line_text, ...line_parts($)),

    // EXPOSE <port>[/<protocol>] …
    expose_instruction: $ => list($, $._expose, field('port', $.port_spec)),
    port_spec: $ =>
      choice(
        seq(field('port', $.port), optional(protocol($))),
        protocol($),
      ),
    port: $ => pieces($._port_text, ...word_parts($)),
    protocol: $ => pieces($._word_text, ...word_parts($)),

    // VOLUME <path> …
    volume_instruction: $ =>
      seq(
        keyword($, $._volume),
        flags($),
        choice(
          repeat(argument($, field('path', $.path))),
          seq(
            $._json_separator,
            field('paths', alias($._expanding_exec_form, $.exec_form)),
          ),
        ),
        $._end,
      ),

    // WORKDIR <the rest of the line>
    workdir_instruction: $ =>
      rest($, $._workdir, field('path', alias($._line_path, $.path))),
    stopsignal_instruction: $ =>
      rest($, $._stopsignal, field('signal', $.signal)),
    maintainer_instruction: $ => rest($, $._maintainer, field('text', $.text)),

    path: $ => pieces($._word_text, ...word_parts($)),
    _line_path: $ => pieces($._line_text, ...line_parts($)),
    signal: $ => pieces($._line_text, ...line_parts($)),
    text: $ => repeat1($._raw_text),

    // USER <user>[:<group>]
    user_instruction: $ =>
      rest(
        $,
        $._user,
        choice(seq(field('user', $.user), optional(group($))), group($)),
      ),
    user: $ => pieces($._user_text, ...line_parts($)),
    group: $ => pieces($._line_text, ...line_parts($)),

    // HEALTHCHECK [OPTIONS] CMD <command> | NONE
    healthcheck_instruction: $ =>
      seq(
        keyword($, $._healthcheck),
        flags($),
        choice(
          $._end,
          seq($._separator, 'NONE', surplus($), $._end),
          seq(
            $._separator,
            field(
              'instruction',
              choice(
                alias($._healthcheck_command, $.cmd_instruction),
                $.unknown_instruction,
              ),
            ),
          ),
          seq($._separator, $._end),
        ),
      ),
    _healthcheck_command: $ => seq(keyword($, $._cmd), command($), $._end),

    // ONBUILD <INSTRUCTION>
    onbuild_instruction: $ =>
      seq(
        keyword($, $._onbuild),
        flags($),
        choice(
          $._end,
          seq(
            $._separator,
            field('instruction', choice($.from_instruction, $.instruction)),
          ),
          seq($._separator, $._end),
        ),
      ),

    unknown_instruction: $ =>
      seq(
        keyword($, $._unknown),
        optional(argument($, field('text', $.text))),
        $._end,
      ),

    // --name[=value]
    flag: $ =>
      seq(
        '--',
        optional(field('name', $.flag_name)),
        optional(flag_value($)),
      ),
    flag_value: $ => pieces($._value_text, ...value_parts($)),

    // --mount=type=cache,target=/root/.cache
    _mount_flag: $ =>
      seq(
        '--',
        field('name', alias($._mount_flag_name, $.flag_name)),
        optional(seq('=', optional(field('value', $.mount_options)))),
      ),
    mount_options: $ =>
      choice(
        seq(
          field('option', $.mount_option),
          repeat(seq(',', optional(field('option', $.mount_option)))),
        ),
        repeat1(seq(',', optional(field('option', $.mount_option)))),
      ),
    mount_option: $ =>
      choice(
        seq(field('key', $.mount_key), optional(mount_value($))),
        mount_value($),
        field('value', alias($._quoted_mount_option, $.mount_value)),
      ),
    mount_value: $ => pieces($._mount_text, ...value_parts($)),
    _quoted_mount_option: $ =>
      seq(
        choice(...value_parts($)),
        repeat(choice($._mount_text, ...value_parts($))),
      ),

    // <<[-]NAME, and what stands under the instruction for it
    heredoc_marker: $ =>
      seq(
        field('operator', alias($._heredoc_operator, '<<')),
        optional(field('name', $.heredoc_name)),
      ),
    heredoc: $ =>
      seq(
        $._heredoc_start,
        optional(field('body', $.heredoc_body)),
        field('end', $.heredoc_end),
      ),

    double_quoted: $ => quoted($, $._quoted_text, $.expansion),
    // White space ends the word all the same.
    _double_quoted_word: $ =>
      quoted(
        $,
        $._quoted_word_text,
        alias($._quoted_word_expansion, $.expansion),
      ),

    // $NAME, ${NAME}, ${NAME<operator><word>}: one variant for each surrounding.
    expansion: $ => expansion($, $.word),
    word: $ => pieces($._expansion_line_text, $.escape_sequence, $.expansion),

    _quoted_word_expansion: $ => expansion($, alias($._quoted_word, $.word)),
    _quoted_word: $ =>
      pieces(
        $._expansion_value_text,
        $.escape_sequence,
        alias($._quoted_word_expansion, $.expansion),
      ),

    _word_expansion: $ => expansion($, alias($._word, $.word)),
    _word: $ =>
      pieces($._expansion_word_text, $.escape_sequence, word_expansion($)),

    _value_expansion: $ => expansion($, alias($._value_word, $.word)),
    _value_word: $ =>
      pieces(
        $._expansion_value_text,
        $.escape_sequence,
        $.double_quoted,
        alias($._value_expansion, $.expansion),
      ),

    _line_expansion: $ => expansion($, alias($._line_word, $.word)),
    _line_word: $ =>
      pieces(
        $._expansion_line_text,
        $.escape_sequence,
        alias($._line_expansion, $.expansion),
      ),
  },
});

function keyword($, token) {
  return field('keyword', alias(token, $.keyword));
}

function flags($, flag = $.flag) {
  return seq(
    repeat(seq($._flag_separator, field('flag', flag))),
    optional(seq($._flag_separator, $.flags_end)),
  );
}

/** Words that the instruction has no place for. */
function surplus($) {
  return repeat(seq($._separator, field('unexpected', $.unexpected)));
}

/**
 * A word with what parts it from the one before. It may be missing: white space outside ASCII looks
 * like a word at first, and is none at the end of a line.
 */
function argument($, word) {
  return seq($._separator, optional(word));
}

function command($) {
  return optional(
    choice(
      argument($, field('command', $.shell_command)),
      seq($._json_separator, field('command', $.exec_form)),
    ),
  );
}

function repository($) {
  const digest = seq('@', optional(field('digest', $.image_digest)));
  const version = choice(
    seq(':', optional(field('tag', $.image_tag)), optional(digest)),
    digest,
  );
  return choice(seq(field('path', $.image_path), optional(version)), version);
}

function command_line($, token) {
  return seq(
    keyword($, token),
    flags($),
    command($),
    $._end,
  );
}

function transfer($, token) {
  const source = field('source', choice($.path, $.heredoc_marker));
  return seq(
    keyword($, token),
    flags($),
    optional(
      choice(
        seq(
          $._json_separator,
          field('paths', alias($._expanding_exec_form, $.exec_form)),
        ),
        seq(
          repeat1(argument($, source)),
          optional(seq($._final_separator, field('destination', $.path))),
        ),
      ),
    ),
    repeat(field('heredoc', $.heredoc)),
    $._end,
  );
}

function json_array($, string) {
  const element = field('element', string);
  return seq(
    '[',
    optional(seq(element, repeat(seq(',', element)))),
    ']',
  );
}

function pairs($, token) {
  return seq(
    keyword($, token),
    flags($),
    choice(
      repeat(argument($, field('pair', $.pair))),
      seq($._legacy_separator, field('pair', $.legacy_pair)),
    ),
    $._end,
  );
}

function assignment($, value) {
  const assigned = seq('=', optional(field(value, $.value)));
  return choice(seq(field('name', $.name), optional(assigned)), assigned);
}

function list($, token, element) {
  return seq(
    keyword($, token),
    flags($),
    repeat(argument($, element)),
    $._end,
  );
}

function rest($, token, words) {
  return seq(
    keyword($, token),
    flags($),
    optional(argument($, words)),
    $._end,
  );
}

function protocol($) {
  return seq('/', optional(field('protocol', $.protocol)));
}

function group($) {
  return seq(':', optional(field('group', $.group)));
}

function flag_value($) {
  return seq('=', optional(field('value', $.flag_value)));
}

function mount_value($) {
  return seq('=', optional(field('value', $.mount_value)));
}

function pieces(...parts) {
  return prec.right(repeat1(choice(...parts)));
}

function word_expansion($) {
  return alias($._word_expansion, $.expansion);
}

function word_parts($) {
  return [
    $.escape_sequence,
    $.single_quoted,
    alias($._double_quoted_word, $.double_quoted),
    word_expansion($),
  ];
}

function value_parts($) {
  return [
    $.escape_sequence,
    $.single_quoted,
    $.double_quoted,
    alias($._value_expansion, $.expansion),
  ];
}

function line_parts($) {
  return [
    $.escape_sequence,
    $.single_quoted,
    $.double_quoted,
    alias($._line_expansion, $.expansion),
  ];
}

/** A quote that is still open at the end of the line ends there. */
function quoted($, text, variable) {
  return prec.right(
    seq(
      '"',
      repeat(choice(text, $.escape_sequence, variable)),
      optional('"'),
    ),
  );
}

/** A brace that is still open at the end of the word ends there. */
function expansion($, word) {
  return prec.right(
    choice(
      seq('$', field('name', $.variable)),
      seq(
        '${',
        optional(field('name', $.variable)),
        optional(
          seq(
            field('operator', $.expansion_operator),
            optional(field('word', word)),
          ),
        ),
        optional('}'),
      ),
    ),
  );
}
