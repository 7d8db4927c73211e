#!/bin/sh
# Publishes a text file under an id, corrects it, and withdraws it: sh publish.sh ADDRESS TOKEN FILE
set -eu
address=$1 token=$2 file=$3

send() {
  curl --fail-with-body --silent --show-error "$@" -H "Authorization: Bearer $token"
}

# Publish. Fields may be stated in the query; what is stated wins over what the text says.
send -X PUT "$address/articles/from-the-shell?tag=example" \
  -H "Content-Type: text/plain; charset=utf-8" --data-binary "@$file" -o /dev/null
echo "published:  $address/articles/from-the-shell"

# Correct, only if nobody else did in the meantime.
etag=$(curl --silent --head "$address/articles/from-the-shell.json" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p')
[ -n "$etag" ] || { echo "the article has no ETag" >&2; exit 1; }
send -X PUT "$address/articles/from-the-shell?tag=example&tag=corrected" -H "If-Match: $etag" \
  -H "Content-Type: text/plain; charset=utf-8" --data-binary "@$file" -o /dev/null
echo "corrected:  version 2"

# Withdraw: 410 from now on, out of every feed.
send -X DELETE -o /dev/null "$address/articles/from-the-shell"
echo "withdrawn:  $(curl --silent --output /dev/null --write-out '%{http_code}' "$address/articles/from-the-shell")"
