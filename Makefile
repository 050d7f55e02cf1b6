# One line a target: what to type, and what it runs.

.PHONY: setup demo test lint bench bless check

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

setup: ; $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends build-essential tshark openssl curl tmux

demo: ; cargo run --release -q -- handshake

test: ; cargo test

lint: ; cargo fmt --check && cargo clippy --all-targets -- -D warnings

bench: ; cargo bench --bench '*'

bless: ; INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --test goldens --test inspected

check: lint test ;
