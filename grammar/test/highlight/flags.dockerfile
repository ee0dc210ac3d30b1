FROM --platform=linux/amd64 alpine
#    ^^ punctuation.special
#      ^^^^^^^^ attribute
#              ^ operator
#               ^^^^^^^^^^^ string
COPY --link --chown="a b" -- a b
#      ^^^^ attribute
#                   ^^^^^ string
#                         ^^ punctuation.special
HEALTHCHECK --interval=5m --retries=3 --timeout=$T CMD true
#                      ^^ constant.numeric
#                                   ^ constant.numeric
#                                                ^ variable
COPY --from=build a b
#      ^^^^ attribute
#           ^^^^^ label
COPY --from=0 a b
#           ^ label
COPY --from=nginx:1 a b
#           ^^^^^^^ string
