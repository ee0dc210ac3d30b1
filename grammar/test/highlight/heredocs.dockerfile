RUN cat <<EOF > /a
text
EOF
# <- label
COPY <<-"EOF" \
#    ^^^ operator
#       ^^^^^ label
  /a.txt
# ^^^^^^ string.special.path
text
EOF
# <- label
