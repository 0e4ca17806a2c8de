/**
 * How results look: JSON documents and text for people. May import core's {@code json}, {@code problem}, {@code run}
 * and {@code time}; knows no command and no process.
 */
@NullMarked
package dev.dispatch.cli.output;

import org.jspecify.annotations.NullMarked;
