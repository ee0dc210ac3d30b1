; A stage is what a function is elsewhere (`maf`, `]f`), an instruction what a class is (`mac`, `]t`), and
; a flag or a pair what an argument is (`maa`, `]a`).

(stage) @function.around
(stage (instruction) @function.inside)

(instruction) @class.around
(from_instruction) @class.around

(flag) @parameter.around
(flag value: (_) @parameter.inside)
(pair) @parameter.around
(pair value: (_) @parameter.inside)
(mount_option) @parameter.around

(comment) @comment.inside
(comment)+ @comment.around
