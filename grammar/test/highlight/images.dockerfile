FROM docker.io/library/alpine:3.20@sha256:9ae3 AS base
#    ^^^^^^^^^ string.special.url
#             ^ punctuation.delimiter
#              ^^^^^^^^^^^^^^ type
#                            ^ punctuation.delimiter
#                             ^^^^ constant
#                                 ^ punctuation.delimiter
#                                  ^^^^^^^^^^^ constant
#                                                 ^^^^ label
FROM scratch
#    ^^^^^^^ type.builtin
FROM ${IMAGE}:$TAG
#    ^^ punctuation.special
#      ^^^^^ variable
#           ^ punctuation.special
#            ^ punctuation.delimiter
#              ^^^ variable
