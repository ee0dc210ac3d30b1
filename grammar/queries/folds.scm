; What stands on one line does not fold.
[
  (stage)
  (from_instruction)
  (instruction)
  (heredoc)
] @fold
