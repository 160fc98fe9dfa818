#!/usr/bin/env bash
# Ends the action with the exit code of bufbench.
set -euo pipefail

case $AB_CODE in
'' | *[!0-9]*) exit 3 ;;
*) exit "$AB_CODE" ;;
esac
