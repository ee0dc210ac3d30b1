; A command that goes on is indented under its instruction. An instruction itself ends with its line: to
; indent in it would also indent the next one, opened below.
(shell_command) @indent
