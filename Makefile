# One line a target: what to type, and what it runs.

.PHONY: setup demo test lint bench bench-inspect bench-page bench-authority bless pictures check fuzz

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

setup: ; $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends build-essential tshark tcpdump time openssl curl tmux zstd xxd chromium chromium-driver fonts-nanum poppler-utils libnss3-tools python3-venv && python3 -m venv target/oracles && target/oracles/bin/pip install -q pkilint==0.13.3 && target/oracles/bin/pip install -q --no-deps axe-playwright-python==0.1.8

demo: ; cargo run --release -q -- handshake

test: ; cargo test

lint: ; cargo fmt --check && cargo clippy --all-targets -- -D warnings

bench: ; cargo bench --bench instrumentation --bench demos --bench views --bench classes

# BENCH_MB=1000 for the sizes the bars are meant for.
bench-inspect: ; cargo bench --bench inspect

# How soon a page is there in Chromium.
bench-page: ; cargo bench --bench page

bench-authority: ; cargo bench --bench authority

SECONDS := 60

fuzz: ; fuzz/seed.sh $(CAPTURES) && cd fuzz && for target in $$(cargo fuzz list); do cargo fuzz run -s none $$target -- -max_total_time=$(SECONDS) -rss_limit_mb=512 -timeout=10 -dict=$$PWD/dictionary.txt || exit 1; done

bless: ; INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --test goldens --test inspected --test cert_pages --test cert_lint --test demos --test tui

# The pictures of the README and the sessions pasted there, made anew from real runs; a page is painted by Chromium.
PAINT := chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,900

pictures: ; INSTA_UPDATE=always cargo test -q --test pictures --test readme && cargo run -q -- handshake --seed 1 --as html --lang en -o target/page.html && $(PAINT) --screenshot=docs/page.png file://$(CURDIR)/target/page.html && cargo run -q -- handshake --seed 1 --as html --lang ko -o target/page.html && $(PAINT) --screenshot=docs/page.ko.png file://$(CURDIR)/target/page.html

check: lint test ;
