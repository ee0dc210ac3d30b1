# a comment
# <- comment
FROM alpine
# <- keyword
RUN one \
  # a comment
  # <- comment
  two
ENV A=b \
#       ^ punctuation.special
    C=d
#   ^ variable
