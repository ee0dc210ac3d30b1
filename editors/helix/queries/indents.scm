; A line that goes on is indented under its instruction. An instruction ends with its own line: what is
; opened below it begins at the margin.
((instruction (line_continuation)) @indent @extend)
