RUN --mount=type=cache,target=/root/.cache,sharing=locked make
#     ^^^^^ attribute
#           ^^^^ variable.member
#               ^ operator
#                ^^^^^ constant
#                     ^ punctuation.delimiter
#                      ^^^^^^ variable.member
#                             ^^^^^^^^^^^^ string
#                                                  ^^^^^^ string
RUN --mount=type=secret,required,target="/a $B" make
#                       ^^^^^^^^ variable.member
#                                       ^^^^ string
#                                            ^ variable
RUN --mount=type=bind,from=build,target=/a make
#                     ^^^^ variable.member
#                          ^^^^^ label
RUN --mount=type=bind,from=nginx:1,target=/a make
#                          ^^^^^^^ string
