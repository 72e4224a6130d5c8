#!/bin/sh
# Parallab's command: without words, or with a script's file, it opens the window; `parallab run FILE` and the other
# commands need no display. It gives Electron the switches that have to be there before it starts.
here=$(dirname "$(readlink -f "$0")")
helper="$here/chrome-sandbox"

case "$1" in
  COMMANDS) window=no ;;
  '') window=yes ;;
  *) if [ -e "$1" ]; then window=yes; else window=no; fi ;;
esac

# As root Chromium's sandbox cannot work; without a window there is no page that needs one.
if [ "$window" = no ]; then
  set -- --no-sandbox HEADLESS -- "$@"
elif [ "$(id -u)" = 0 ]; then
  set -- --no-sandbox -- "$@"
elif [ -u "$helper" ] || unshare --user --map-root-user true 2>/dev/null; then
  set -- -- "$@"
else
  cat >&2 <<END
parallab: The window's sandbox cannot work here: this system lets only root make user namespaces. Let its helper make them:
  sudo chown root:root '$helper' && sudo chmod 4755 '$helper'
Scripts run in the terminal without: parallab run FILE
END
  exit 1
fi

export PARALLAB_STARTER=$$
unset ELECTRON_ENABLE_LOGGING
# A session of its own, so that a terminal's Ctrl+C comes once, from here, and not to each of its processes as well.
setsid "$here/parallab.bin" --log-level=3 --disable-logging "$@" <&0 &
electron=$!
for signal in INT TERM HUP; do
  # shellcheck disable=SC2064 # which process it is, is known now
  trap "kill -$signal $electron" $signal
done
wait $electron
code=$?
# A signal to this shell ends the waiting and not the application.
while kill -0 $electron 2>/dev/null; do
  wait $electron
  code=$?
done
exit $code
