; A line that goes on is indented under its instruction.
(instruction) @indent
(from_instruction) @indent
