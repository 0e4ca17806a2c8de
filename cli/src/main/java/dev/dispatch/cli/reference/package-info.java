/**
 * The command surface as data, and what is written from it: completion scripts, the man page, the command reference
 * and the manifest. May import core's {@code json} and {@code problem}; knows no parser and no process.
 */
@NullMarked
package dev.dispatch.cli.reference;

import org.jspecify.annotations.NullMarked;
