EXPOSE 80/tcp 8000-8010/UDP
#      ^^ constant.numeric
#        ^ punctuation.delimiter
#         ^^^ constant
#             ^^^^^^^^^ constant.numeric
#                       ^^^ constant
COPY a.txt /dir/
#    ^^^^^ string.special.path
#          ^^^^^ string.special.path
WORKDIR /a b
#       ^^^^ string.special.path
VOLUME /data
#      ^^^^^ string.special.path
USER app:staff
#    ^^^ string.special
#       ^ punctuation.delimiter
#        ^^^^^ string.special
USER 1000:1000
#    ^^^^ constant.numeric
#         ^^^^ constant.numeric
STOPSIGNAL 9
#          ^ constant.numeric
CMD ["a", "b"]
#   ^ punctuation.bracket
#    ^^^ string
#       ^ punctuation.delimiter
#            ^ punctuation.bracket
COPY ["$A", "b"]
#     ^ string
#       ^ variable
#           ^^^ string
COPY --from=a "b c
#             ^^ string
#                ^ string.special.path
