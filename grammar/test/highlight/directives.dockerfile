# syntax=docker/dockerfile:1
# ^^^^^^ keyword.directive
#       ^ operator
#        ^^^^^^^^^^^^^^^^^^^ string
FROM alpine
# <- keyword
