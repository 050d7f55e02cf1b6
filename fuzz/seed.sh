#!/bin/sh
# Fills corpus/ with what the tests have, so that fuzzing begins at real captures, messages and certificates.
# Another folder of captures may be given as the first argument.
set -eu
cd "$(dirname "$0")"
data=../tests/data
mkdir -p corpus/capture corpus/frame corpus/handshake corpus/certificate corpus/keylog corpus/recognise corpus/pass corpus/record corpus/verify

for folder in "$data/captures" ${1:+"$1"}; do
    find "$folder" -type f -size -64k \( -name '*.pcap' -o -name '*.pcapng' \) | while read -r file; do
        name=$(echo "$file" | cksum | cut -d' ' -f1)
        cp "$file" "corpus/capture/$name"
        cp "$file" "corpus/pass/$name"
        gzip -c "$file" > "corpus/capture/$name.gz"
        if command -v zstd > /dev/null; then zstd -q -c "$file" > "corpus/capture/$name.zst"; fi
    done
    find "$folder" -type f -name '*keylog*' -size -64k | while read -r file; do
        cp "$file" "corpus/keylog/$(echo "$file" | cksum | cut -d' ' -f1)"
    done
done
n=0
while read -r _ version suite message; do
    n=$((n + 1))
    [ "$version" = - ] && version=0000
    [ "$suite" = - ] && suite=0000
    printf '%s%s%s' "$version" "$suite" "$message" | xxd -r -p > "corpus/handshake/$n"
done < "$data/tls/messages.txt"
for pem in "$data"/certificates/*.pem; do
    sed '/^-----END/q' "$pem" | grep -v -- '-----' | base64 -d > "corpus/certificate/$(basename "$pem" .pem)"
    # The whole chain, one certificate behind the other.
    awk '/^-----BEGIN/{on=1; next} /^-----END/{on=0; print "="; next} on' "$pem" | tr -d '\n' | tr '=' '\n' | grep . | while read -r text; do
        while [ $((${#text} % 4)) -ne 0 ]; do text="$text="; done
        echo "$text" | base64 -d
    done > "corpus/verify/$(basename "$pem" .pem)"
done
printf '220 mail\r\nEHLO me\r\n250 STARTTLS\r\nSTARTTLS\r\n220 go\r\n' > corpus/recognise/smtp
printf '* OK\r\na STARTTLS\r\na OK\r\n' > corpus/recognise/imap
printf '\200\056\001\000\002\000\025\000\000\000\020' > corpus/recognise/ssl2
