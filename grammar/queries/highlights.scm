; A later pattern wins over an earlier one: the general stands above the particular. What wins takes the
; place of the whole earlier match, so a pattern that captures several nodes gives each its final name.
;
; The names are those that Neovim, Helix and tree-sitter-highlight all resolve, if only by their first
; part: `constant.numeric` rather than `number`, `variable.member` rather than `property`.

; Comments and directives
; -----------------------

(comment) @comment

(parser_directive "#" @keyword.directive)
(directive_name) @keyword.directive
(directive_value) @string

; Keywords
; --------

; An unknown keyword stays plain, so that a slip of the finger shows.
(from_instruction keyword: (keyword) @keyword)
(run_instruction keyword: (keyword) @keyword)
(cmd_instruction keyword: (keyword) @keyword)
(label_instruction keyword: (keyword) @keyword)
(maintainer_instruction keyword: (keyword) @keyword)
(expose_instruction keyword: (keyword) @keyword)
(env_instruction keyword: (keyword) @keyword)
(add_instruction keyword: (keyword) @keyword)
(copy_instruction keyword: (keyword) @keyword)
(entrypoint_instruction keyword: (keyword) @keyword)
(volume_instruction keyword: (keyword) @keyword)
(user_instruction keyword: (keyword) @keyword)
(workdir_instruction keyword: (keyword) @keyword)
(arg_instruction keyword: (keyword) @keyword)
(onbuild_instruction keyword: (keyword) @keyword)
(stopsignal_instruction keyword: (keyword) @keyword)
(healthcheck_instruction keyword: (keyword) @keyword)
(shell_instruction keyword: (keyword) @keyword)

"AS" @keyword
"NONE" @constant.builtin

; Punctuation
; -----------

"=" @operator
"," @punctuation.delimiter
(image_spec [":" "@" "/"] @punctuation.delimiter)
(port_spec "/" @punctuation.delimiter)
(user_instruction ":" @punctuation.delimiter)
(exec_form ["[" "]"] @punctuation.bracket)
(line_continuation) @punctuation.special

; Flags and mounts
; ----------------

(flag "--" @punctuation.special)
(flags_end) @punctuation.special
(flag_name) @attribute
(flag_value) @string
(mount_key) @variable.member
(mount_value) @string

((flag_value) @constant.numeric
  (#match? @constant.numeric "^[0-9][0-9.]*(ns|us|ms|s|m|h)?$"))

(mount_option
  key: (mount_key) @variable.member
  value: (mount_value) @constant
  (#eq? @variable.member "type"))

; What names no image is the name or the number of a stage.
(flag
  name: (flag_name) @attribute
  value: (flag_value) @label
  (#eq? @attribute "from")
  (#match? @label "^[^/:@$]+$"))

(mount_option
  key: (mount_key) @variable.member
  value: (mount_value) @label
  (#eq? @variable.member "from")
  (#match? @label "^[^/:@$]+$"))

; Images and stages
; -----------------

(image_registry) @string.special.url
(image_path) @type
(image_tag) @constant
(image_digest) @constant

((image_path) @type.builtin
  (#eq? @type.builtin "scratch"))

(stage_name) @label

; Names and values
; ----------------

(value) @string
(text) @string
(json_string) @string

(label_instruction (pair name: (name) @variable.member))
(label_instruction (legacy_pair name: (name) @variable.member))
(env_instruction (pair name: (name) @variable))
(env_instruction (legacy_pair name: (name) @variable))
(argument name: (name) @variable.parameter)

(path) @string.special.path
(user) @string.special
(group) @string.special
(signal) @constant
(port) @constant.numeric
(protocol) @constant

([(user) (group) (signal)] @constant.numeric
  (#match? @constant.numeric "^[0-9]+$"))

; Heredocs
; --------

(heredoc_marker operator: "<<" @operator)
(heredoc_name) @label
(heredoc_end) @label
; That of RUN is a program, which is injected.
(copy_instruction (heredoc body: (heredoc_body) @string))
(add_instruction (heredoc body: (heredoc_body) @string))

; Inside words
; ------------

(double_quoted) @string
(single_quoted) @string
(escape_sequence) @string.escape

(expansion ["$" "${" "}"] @punctuation.special)
(expansion_operator) @operator
(word) @string
(variable) @variable

; What BuildKit defines by itself.
((variable) @variable.builtin
  (#any-of? @variable.builtin
    "BUILDARCH" "BUILDOS" "BUILDPLATFORM" "BUILDVARIANT" "TARGETARCH" "TARGETOS" "TARGETPLATFORM"
    "TARGETSTAGE" "TARGETVARIANT" "ALL_PROXY" "FTP_PROXY" "HTTPS_PROXY" "HTTP_PROXY" "NO_PROXY"
    "all_proxy" "ftp_proxy" "https_proxy" "http_proxy" "no_proxy"))
