# escape=`
ENV A="b `" c"
#        ^^ string.escape
#      ^ string
