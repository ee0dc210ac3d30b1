WORKDIR /a/${B:-c/$D}/e
#       ^^^ string.special.path
#          ^^ punctuation.special
#            ^ variable
#             ^^ operator
#               ^^ string
#                 ^ punctuation.special
#                  ^ variable
#                   ^ punctuation.special
#                    ^^ string.special.path
ENV A="$B ${C##*/}" D=\$E
#     ^ string
#       ^ variable
#            ^^ operator
#              ^^ string
#                     ^^ string.escape
ENV A='$B'
#     ^^^^ string
FROM --platform=$BUILDPLATFORM alpine
#                ^^^^^^^^^^^^^ variable.builtin
ENV A=$HTTPS_PROXY B=$TARGETARCH
#      ^^^^^^^^^^^ variable.builtin
#                     ^^^^^^^^^^ variable.builtin
