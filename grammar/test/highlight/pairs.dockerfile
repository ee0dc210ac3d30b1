ARG VERSION=1.0 NAME
#   ^^^^^^^ variable.parameter
#          ^ operator
#           ^^^ string
#               ^^^^ variable.parameter
ENV A="b c" D='e' F=g
#   ^ variable
#    ^ operator
#     ^^^^^ string
#           ^ variable
#             ^^^ string
#                   ^ string
ENV NAME the value
#   ^^^^ variable
#        ^^^^^^^^^ string
LABEL a.b="c" d=e\ f
#     ^^^ variable.member
#         ^^^ string
#                ^^ string.escape
LABEL name the value
#     ^^^^ variable.member
#          ^^^^^^^^^ string
