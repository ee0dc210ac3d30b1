; Scopes
; ------

; An ARG before the first FROM serves the FROM lines, which are in their stages: so a stage inherits,
; though BuildKit wants such an ARG named again in the stage.
(source_file) @local.scope
(stage) @local.scope

; Definitions
; -----------

(from_instruction name: (stage_name) @local.definition.namespace)

(argument name: (name) @local.definition.variable.parameter)
(env_instruction (pair name: (name) @local.definition.variable))
(env_instruction (legacy_pair name: (name) @local.definition.variable))

; References
; ----------

(expansion name: (variable) @local.reference)

(from_instruction
  image: (image_spec
    !registry
    path: (image_path) @local.reference
    !tag
    !digest))

(flag
  name: (flag_name) @_name
  value: (flag_value) @local.reference
  (#eq? @_name "from"))

(mount_option
  key: (mount_key) @_key
  value: (mount_value) @local.reference
  (#eq? @_key "from"))
