ARG A
# <- keyword
FROM alpine AS base
# <- keyword
#           ^^ keyword
RUN make
# <- keyword
CMD app
# <- keyword
LABEL a=b
# <- keyword
MAINTAINER me
# <- keyword
#          ^^ string
EXPOSE 80
# <- keyword
ENV A=b
# <- keyword
ADD a b
# <- keyword
COPY a b
# <- keyword
ENTRYPOINT app
# <- keyword
VOLUME /a
# <- keyword
USER a
# <- keyword
WORKDIR /a
# <- keyword
ONBUILD RUN make
# <- keyword
#       ^^^ keyword
STOPSIGNAL SIGTERM
# <- keyword
#          ^^^^^^^ constant
HEALTHCHECK CMD true
# <- keyword
#           ^^^ keyword
HEALTHCHECK NONE
#           ^^^^ constant.builtin
SHELL ["sh", "-c"]
# <- keyword
from alpine as base
# <- keyword
#           ^^ keyword
